package io.tributary.cli.local;

import io.tributary.cli.error.Failures;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The policy that a repository of a local federation starts with: wide open, and it says so. It is
 * written once; from then on it is the operator's.
 */
final class LocalPolicy {
  private static final String TEXT =
      """
      # The policy of repository %s of a federation on one machine, for trying things out. It is wide open:
      # for rows that matter write one of your own. conf/policy.yaml explains every key.
      # `tributary repo policy --repository %s` says it in sentences.

      minimum:
        organisations: 2
        subjects: 1

      tables:
      %s
      rules:
        - name: whatever the local vetters have signed
          askers: [%s]
          jobs: ["*"]
          purposes: ["*"]
          tables: ["*"]
          hours:
            days: [mon, tue, wed, thu, fri, sat, sun]
            from: "00:00"
            to: "24:00"
            zone: UTC
          runs:
            most: 1000
            per: hour
          approval: automatic
      """;

  private static final String TABLE =
      """
        %s:
          columns: ["*"]
          consent: not-required
          reason: "these rows were brought here to try things out"
          budget: {rho: 1000, organisation: 1000, per: ever}
      """;

  private LocalPolicy() {}

  static void writeIfAbsent(Home home, String repository) {
    Path file = home.party(repository).resolve("policy.yaml");
    if (Files.exists(file)) {
      return;
    }
    try {
      Home.make(file.getParent());
      Files.writeString(file, text(repository, tables(home.tables(repository))));
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(file, e);
    }
  }

  static String text(String repository, List<String> tables) {
    String described = tables.stream().map(TABLE::formatted).collect(Collectors.joining());
    return TEXT.formatted(
        repository, repository, tables.isEmpty() ? "  {}\n" : described, FederationSpec.QUERIER);
  }

  private static List<String> tables(Path folder) {
    try (Stream<Path> tables = Files.list(folder)) {
      return tables
          .map(table -> table.getFileName().toString())
          .filter(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw HomeErrors.badFile(folder, Failures.reason(e));
    }
  }
}
