package io.tributary.party.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * YAML to config records. A key is the name of a record component; every component must be given,
 * unless it is an {@link java.util.Optional} or has a {@link Default}; unknown and repeated keys
 * are refused. All problems are reported at once, by key and expected type, never with the value.
 *
 * <p>Component types: {@code String int long boolean Path URI}, enums, {@code PartyId Address},
 * records, and {@code Optional List Map<String,·>} of these. A relative path is relative to the
 * config file.
 */
public final class StrictConfig {
  private static final int MAX_BYTES = 1 << 20;
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private StrictConfig() {}

  /** Reads a file. */
  public static <T extends Record> T load(Path file, Class<T> type) {
    Path absolute = file.toAbsolutePath().normalize();
    byte[] bytes;
    try (InputStream in = Files.newInputStream(absolute)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new ConfigException(file, "there is no such config file; conf/ has samples");
    } catch (IOException e) {
      throw new ConfigException(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    if (bytes.length > MAX_BYTES) {
      throw new ConfigException(file, "is larger than a config file may be (1 MiB)");
    }
    return read(file, new String(bytes, StandardCharsets.UTF_8), absolute.getParent(), type);
  }

  /** Reads text whose relative paths start at {@code base}. */
  public static <T extends Record> T parse(String yaml, Path base, Class<T> type) {
    return read(Path.of("(text)"), yaml, base, type);
  }

  private static <T extends Record> T read(Path file, String yaml, Path base, Class<T> type) {
    JsonNode root = tree(file, yaml);
    List<String> problems = new ArrayList<>();
    Object value = new RecordBinder(base, problems).bind(type, root, "");
    if (!problems.isEmpty()) {
      throw new ConfigException(file, problems);
    }
    return type.cast(value);
  }

  private static JsonNode tree(Path file, String yaml) {
    // An alias would be read as plain text, silently: refused instead.
    try (JsonParser tokens = YAML.createParser(yaml)) {
      while (tokens.nextToken() != null) {
        if (tokens instanceof YAMLParser y && y.isCurrentAlias()) {
          throw new ConfigException(file, "YAML aliases (*name) are not supported; write it out");
        }
      }
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
      boolean repeated = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
      // The parser's own message may quote the file, and with it a secret.
      throw new ConfigException(
          file, where + (repeated ? "a key is given twice" : "this is not well-formed YAML"));
    } catch (IOException e) {
      throw new ConfigException(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }
}
