package io.tributary.cli.demo;

import io.tributary.auditor.AuditReport;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CompiledJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One question of a demo, answered twice.
 *
 * @param rows by repository
 * @param pooled plain Spark's answer over all rows
 * @param difference where the two differ; empty if they are equal
 * @param seconds by phase
 * @param plainSeconds plain Spark's own time
 */
record DemoRun(
    CompiledJob job,
    String runId,
    List<String> repositories,
    List<String> nodes,
    SortedMap<String, Long> rows,
    Answer answer,
    Answer pooled,
    Optional<String> difference,
    AuditReport audit,
    Path folder,
    Map<String, Double> seconds,
    double plainSeconds) {
  boolean good() {
    return difference.isEmpty() && audit.ok();
  }
}
