package io.tributary.jobspark.tool;

import io.tributary.protocol.job.DefinitionReading;
import io.tributary.protocol.job.DefinitionReading.Place;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds where job.yaml declares what a problem of the whole job is about. */
final class Declared {
  private static final Pattern NAMED =
      Pattern.compile(
          "^(dimension|parameter|column|input|table|bins|subject)s?(?: of| for)? ([A-Za-z0-9_.]+)");

  private static final Pattern PUBLIC_TABLE = Pattern.compile("^(?:the )?public table (\\S+)");

  private Declared() {}

  static Optional<Place> place(DefinitionReading reading, String what) {
    Matcher named = NAMED.matcher(what);
    if (named.find()) {
      return first(reading, paths(reading, named.group(1), named.group(2)));
    }
    Matcher file = PUBLIC_TABLE.matcher(what);
    if (file.find()) {
      return first(reading, tables(reading, file.group(1)));
    }
    if (what.startsWith("model")) {
      return first(reading, Stream.of("model.formula", "model"));
    }
    if (what.startsWith("the answer needs")) {
      return first(reading, Stream.of("limits.cells", "dimensions", "inputs"));
    }
    return Optional.empty();
  }

  private static Stream<String> paths(DefinitionReading reading, String kind, String name) {
    return switch (kind) {
      case "column" -> columns(reading, name);
      case "input", "table" -> Stream.of("inputs." + name);
      case "bins" -> Stream.of("bins." + name, "bins");
      case "subject" -> Stream.of("subjects");
      default -> Stream.of(kind + "s." + name);
    };
  }

  private static Stream<String> tables(DefinitionReading reading, String file) {
    return reading.definition().stream()
        .flatMap(job -> job.inputs().stream())
        .filter(input -> input.file().equals(Optional.of(file)))
        .map(input -> "inputs." + input.name() + ".table");
  }

  private static Stream<String> columns(DefinitionReading reading, String name) {
    String column = name.substring(name.lastIndexOf('.') + 1);
    return reading.places().keySet().stream()
        .filter(path -> path.startsWith("inputs.") && path.endsWith(".columns." + column));
  }

  private static Optional<Place> first(DefinitionReading reading, Stream<String> paths) {
    List<String> known = paths.filter(reading.places()::containsKey).toList();
    return known.stream().findFirst().map(reading.places()::get);
  }
}
