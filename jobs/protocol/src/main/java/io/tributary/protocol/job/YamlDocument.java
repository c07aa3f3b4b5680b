package io.tributary.protocol.job;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.tributary.protocol.job.DefinitionReading.Place;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a YAML text as plain data, with the place of every key and value: mappings, lists, text,
 * numbers, true and false. Anchors, tags and several documents are refused.
 */
final class YamlDocument {
  private static final YAMLFactory FACTORY = new YAMLFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 32;
  private static final Pattern MARK = Pattern.compile("^ in .*, line ([0-9]+), column ([0-9]+)");

  private final YAMLParser parser;
  private final List<DefinitionProblem> problems;

  private YamlDocument(YAMLParser parser, List<DefinitionProblem> problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * Reads a document.
   *
   * @param problems where what is wrong is noted
   * @return empty if it is not YAML
   */
  static Optional<YamlNode> read(byte[] yaml, List<DefinitionProblem> problems) {
    try (YAMLParser parser = FACTORY.createParser(text(yaml))) {
      YamlDocument document = new YamlDocument(parser, problems);
      if (parser.nextToken() == null) {
        document.wrong(
            new Place(1, 1), "the file is empty", "a job needs a name, a title and its inputs", "");
        return Optional.empty();
      }
      YamlNode root = document.value("", new Place(1, 1), 0);
      if (parser.nextToken() != null) {
        document.wrong(
            document.here(),
            "a second document begins here",
            "a job is one YAML document",
            "remove the line '---' and what follows");
      }
      return Optional.of(root);
    } catch (CharacterCodingException e) {
      problems.add(problem("", new Place(1, 1), "this is not UTF-8 text", "", "save it as UTF-8"));
    } catch (JsonProcessingException e) {
      problems.add(notYaml(e));
    } catch (IOException e) {
      throw new JobException(JobException.Kind.BAD_DEFINITION, "job.yaml cannot be read", e);
    }
    return Optional.empty();
  }

  private static String text(byte[] yaml) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
  }

  /** The parser's message: what it was doing and what it met, each followed by its place. */
  private static DefinitionProblem notYaml(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    Place place = at == null ? new Place(1, 1) : new Place(at.getLineNr(), at.getColumnNr());
    List<String> words = new ArrayList<>();
    for (String line : e.getOriginalMessage().lines().toList()) {
      Matcher marked = MARK.matcher(line);
      // What is never closed is shown where it opens, not at the end of the file.
      boolean open = e.getOriginalMessage().contains("end of stream") && words.size() > 1;
      if (marked.find() && !open) {
        place = new Place(Integer.parseInt(marked.group(1)), Integer.parseInt(marked.group(2)));
      } else if (!line.startsWith(" ") && !line.isBlank()) {
        words.add(line.strip());
      }
    }
    return problem(
        "",
        place,
        "the text is not valid YAML near line " + place.line(),
        String.join(", ", words),
        "check indentation (spaces, not tabs), colons and quotes here and on the lines above");
  }

  private YamlNode value(String path, Place key, int depth) throws IOException {
    Place place = here();
    if (depth > MAX_DEPTH) {
      throw new JobException(JobException.Kind.BAD_DEFINITION, "job.yaml is nested too deeply");
    }
    if (parser.isCurrentAlias()) {
      wrong(path, place, "'*' refers to another place", "a job says everything where it stands");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(path, place, key, depth);
      case START_ARRAY -> list(path, place, key, depth);
      default -> new YamlNode(scalar(path, place), place, key, Map.of(), List.of());
    };
  }

  private YamlNode mapping(String path, Place place, Place key, int depth) throws IOException {
    ObjectNode json = NODES.objectNode();
    Map<String, YamlNode> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Place at = here();
      parser.nextToken();
      String below = path.isEmpty() ? name : path + "." + name;
      YamlNode member = value(below, at, depth + 1);
      if (members.putIfAbsent(name, member) == null) {
        json.set(name, member.json());
      } else {
        wrong(
            below,
            at,
            "the key '" + name + "' appears twice",
            "only one of them could have an effect",
            "remove or rename this one");
      }
    }
    return new YamlNode(json, place, key, members, List.of());
  }

  private YamlNode list(String path, Place place, Place key, int depth) throws IOException {
    ArrayNode json = NODES.arrayNode();
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      YamlNode item = value(path + "[" + items.size() + "]", here(), depth + 1);
      json.add(item.json());
      items.add(item);
    }
    return new YamlNode(json, place, key, Map.of(), items);
  }

  private JsonNode scalar(String path, Place place) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_NUMBER_INT -> whole(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> fraction(path, place);
      default -> {
        wrong(path, place, "tags are not read", "write the plain value");
        yield NODES.textNode("");
      }
    };
  }

  private static JsonNode whole(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? NODES.numberNode(value.longValue())
        : NODES.numberNode(value);
  }

  private JsonNode fraction(String path, Place place) throws IOException {
    try {
      return NODES.numberNode(parser.getDecimalValue());
    } catch (JsonProcessingException e) {
      wrong(path, place, "this is not a finite number", "write digits");
      return NODES.numberNode(0);
    }
  }

  private Place here() {
    JsonLocation at = parser.currentTokenLocation();
    return new Place(at.getLineNr(), at.getColumnNr());
  }

  private void wrong(String path, Place place, String what, String fix) {
    wrong(path, place, what, "", fix);
  }

  private void wrong(String path, Place place, String what, String why, String fix) {
    problems.add(problem(path, place, what, why, fix));
  }

  private void wrong(Place place, String what, String why, String fix) {
    problems.add(problem("", place, what, why, fix));
  }

  private static DefinitionProblem problem(
      String path, Place place, String what, String why, String fix) {
    return new DefinitionProblem(path, place.line(), place.column(), what, why, fix);
  }
}
