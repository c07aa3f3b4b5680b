package io.tributary.cli.command;

import io.tributary.cli.error.UsageErrors;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that {@code demo} and {@code up} share: data, jobs, size, ledger. */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "A CSV or Parquet file; without it TPC-H rows are generated.")
  private Path data;

  @Option(
      names = "--split-by",
      paramLabel = "COLUMN",
      description = "The column whose values become repositories.")
  private String splitBy;

  @Option(
      names = "--job",
      paramLabel = "JOB",
      description =
          "A job's name or folder; repeat for more (default: all of the catalogue that fit).")
  private List<String> jobs = new ArrayList<>();

  @Option(
      names = "--repositories",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "The N largest values get a repository each, all others share one more (default: 3).")
  private int repositories;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many nodes combine (default: 4, which jobs that hide small groups need).")
  private int nodes;

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      defaultValue = "0.01",
      description = "TPC-H scale factor where there is no --data (default: 0.01, 60,000 rows).")
  private double scale;

  @Option(
      names = "--ledger-url",
      paramLabel = "URL",
      description = "An Ethereum node that is running; without it one is started here.")
  private String ledgerUrl;

  @Option(
      names = "--ledger-keys",
      paramLabel = "DIR",
      description = "With --ledger-url: folder of owner.key and sink.key, accounts with funds.")
  private Path ledgerKeys;

  Optional<Path> data() {
    return Optional.ofNullable(data);
  }

  Optional<String> splitBy() {
    return Optional.ofNullable(splitBy);
  }

  List<String> jobs() {
    return jobs;
  }

  int repositories() {
    return repositories;
  }

  int nodes() {
    if (nodes < 2 || nodes > 16) {
      throw UsageErrors.usage(
          "--nodes " + nodes + " is not possible",
          "one node alone would see every sum of a repository",
          "give a number from 2 to 16");
    }
    return nodes;
  }

  double scale() {
    if (!(scale > 0 && scale <= 10)) {
      throw UsageErrors.usage(
          "--scale " + scale + " is not possible",
          "a machine of this size makes up to 60 million rows",
          "give a number above 0, up to 10");
    }
    return scale;
  }

  Optional<Path> ledgerKeys() {
    if ((ledgerUrl == null) != (ledgerKeys == null)) {
      throw UsageErrors.usage(
          "--ledger-url and --ledger-keys belong together",
          "a node of your own needs accounts of your own to pay from",
          "give both, or none to start a local node");
    }
    return Optional.ofNullable(ledgerKeys);
  }

  Optional<URI> ledgerUrl() {
    try {
      return Optional.ofNullable(ledgerUrl).map(URI::create);
    } catch (IllegalArgumentException e) {
      throw UsageErrors.usage("--ledger-url is no URL", "", "write it as http://HOST:PORT");
    }
  }
}
