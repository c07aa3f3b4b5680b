package io.tributary.cli.demo;

import io.tributary.cli.demo.cheat.CheatKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person asked of the demo.
 *
 * @param jobs names or folders; empty for all of the catalogue that fit
 * @param parameters for every job that has them
 * @param keep whether its folder stays
 * @param report where to write the JSON report
 * @param cheat who is to cheat, if anybody; then one sum run is asked, and plain Spark is not
 */
public record DemoOptions(
    Optional<Path> data,
    Optional<String> splitBy,
    int repositories,
    int nodes,
    double scale,
    List<String> jobs,
    Map<String, String> parameters,
    boolean keep,
    Optional<Path> report,
    Optional<URI> ledgerUrl,
    Optional<Path> ledgerKeys,
    Optional<CheatKind> cheat) {
  private static final String CHEATED = "tpch-q6";

  public DemoOptions {
    jobs = List.copyOf(jobs);
    parameters = Map.copyOf(parameters);
  }

  /** The jobs to start with: a cheat needs but one, with an answer that opens. */
  List<String> asked() {
    return cheat.isPresent() && jobs.isEmpty() && data.isEmpty() ? List.of(CHEATED) : jobs;
  }
}
