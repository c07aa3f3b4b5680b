package io.tributary.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.jobs.explain.Prose;
import io.tributary.cli.output.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a check found.
 *
 * @param job the job's folder
 * @param problems in order of files and lines
 * @param groups in the answer's layout; 0 if the job does not compile
 * @param cells that leave each repository
 */
record Diagnosis(Path job, List<Problem> problems, int groups, int cells) {
  /**
   * One thing wrong.
   *
   * @param line from 1; 0 if it concerns the whole file
   * @param column from 1
   */
  record Problem(String file, int line, int column, String what, String why, String fix) {}

  static Diagnosis of(Path job, JsonNode result) {
    List<Problem> problems = new ArrayList<>();
    for (JsonNode node : result.path("problems")) {
      problems.add(
          new Problem(
              node.path("file").asText(),
              node.path("line").asInt(),
              node.path("column").asInt(),
              node.path("what").asText(),
              node.path("why").asText(),
              node.path("fix").asText()));
    }
    return new Diagnosis(
        job, List.copyOf(problems), result.path("groups").asInt(), result.path("cells").asInt());
  }

  boolean ok() {
    return problems.isEmpty();
  }

  /** The number of problems, in words. */
  String count() {
    return problems.size() == 1 ? "1 problem" : problems.size() + " problems";
  }

  /** As a compiler shows it. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Problem problem : problems) {
      text.append("error: ").append(problem.what()).append('\n');
      text.append(Snippet.of(job, problem.file(), problem.line(), problem.column()));
      said(text, "why", problem.why());
      said(text, "fix", problem.fix());
      text.append('\n');
    }
    return text.toString();
  }

  private static void said(StringBuilder text, String label, String words) {
    if (!words.isBlank()) {
      text.append("  ").append(label).append(": ");
      text.append(Prose.wrapped(words, 7).strip()).append('\n');
    }
  }

  Table table() {
    Table.Builder table = Table.of("file", "line", "column", "what", "why", "fix");
    for (Problem p : problems) {
      table.row(p.file(), p.line(), p.column(), p.what(), p.why(), p.fix());
    }
    return table.build();
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("folder", job.toString()).put("ok", ok());
    node.put("groups", groups).put("cells", cells);
    node.set("problems", io.tributary.cli.output.Render.array(table()));
    return node;
  }
}
