package io.tributary.cli.operator;

import io.tributary.cli.error.Failures;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.error.UsageErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Members, by the ids that the tables have for them. */
public final class Subjects {
  @Parameters(paramLabel = "SUBJECT", arity = "0..*", description = "Members, by their ids.")
  private List<String> given = new ArrayList<>();

  @Option(
      names = "--subjects",
      paramLabel = "FILE",
      description = "A file with one id a line: keeps them out of the history of commands.")
  private Path file;

  Set<String> all() {
    Set<String> all = new TreeSet<>(given);
    if (file != null) {
      try {
        Files.readAllLines(file).stream().filter(line -> !line.isEmpty()).forEach(all::add);
      } catch (IOException e) {
        throw HomeErrors.badFile(file, Failures.reason(e));
      }
    }
    if (all.isEmpty()) {
      throw UsageErrors.usage(
          "no member is named", "", "give ids, or --subjects FILE with one a line");
    }
    return all;
  }

  String one() {
    Set<String> all = all();
    if (all.size() != 1) {
      throw UsageErrors.usage(
          "this is about one member at a time", all.size() + " are named", "name one");
    }
    return all.iterator().next();
  }
}
