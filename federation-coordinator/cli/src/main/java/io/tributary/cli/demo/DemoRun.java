package io.tributary.cli.demo;

import io.tributary.auditor.AuditReport;
import io.tributary.cli.query.AnswerNoise;
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
 * @param difference where the two differ; empty if they are equal, or no further apart than noise
 * @param noise what is known of it, if the job has some
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
    Optional<AnswerNoise> noise,
    AuditReport audit,
    Path folder,
    Map<String, Double> seconds,
    double plainSeconds) {
  boolean good() {
    return difference.isEmpty() && audit.ok();
  }
}
