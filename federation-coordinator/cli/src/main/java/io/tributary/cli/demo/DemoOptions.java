package io.tributary.cli.demo;

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
    Optional<Path> ledgerKeys) {
  public DemoOptions {
    jobs = List.copyOf(jobs);
    parameters = Map.copyOf(parameters);
  }
}
