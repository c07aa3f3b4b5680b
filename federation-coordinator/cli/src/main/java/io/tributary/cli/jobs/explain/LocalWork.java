package io.tributary.cli.jobs.explain;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.SqlType;
import java.util.ArrayList;
import java.util.List;

/** What a repository computes, in words and as a plan. */
final class LocalWork {
  private final CompiledJob job;

  LocalWork(CompiledJob job) {
    this.job = job;
  }

  List<String> steps() {
    List<String> steps = new ArrayList<>();
    job.inputs().forEach(input -> steps.add(read(input)));
    List<String> bounded = bounded();
    if (!bounded.isEmpty()) {
      steps.add(
          "moves values outside their public bounds to the nearest bound ("
              + String.join("; ", bounded)
              + "), so that no row can count for more");
    }
    List<String> conditions = Filters.conditions(job.source());
    if (!Filters.arePlain(job.source())) {
      steps.add(
          "joins and prepares its rows as the plan at the end says, with no row of anyone else");
    } else if (!conditions.isEmpty()) {
      List<String> all =
          conditions.stream().map(c -> c.contains(" OR ") ? "(" + c + ")" : c).toList();
      steps.add("keeps the rows where " + String.join(" and ", all));
    }
    if (!job.dimensions().isEmpty()) {
      steps.add(
          "puts each row into one of " + Prose.count(job.groups(), "group") + ", by " + groups());
    }
    job.sections().stream()
        .filter(s -> s.axis().isPresent())
        .forEach(
            s ->
                steps.add(
                    "counts the values of "
                        + Sql.readable(s.axis().orElseThrow().expression())
                        + " in "
                        + Prose.count(s.bins(), "public bin")));
    steps.add(
        "adds up "
            + Prose.count(job.cellCount(), "cell")
            + ", each a whole number, in one pass over its rows, at one pinned version of the"
            + " table");
    List<String> numbered = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      numbered.add((i + 1) + ". " + steps.get(i) + ".");
    }
    return numbered;
  }

  private static String read(Input input) {
    List<String> columns = input.columns().stream().map(Column::name).toList();
    String table =
        input.isPublic()
            ? "the public table " + input.name() + ", which is part of the job"
            : "its table " + input.name();
    return "reads "
        + Prose.count(columns.size(), "column")
        + " of "
        + table
        + ": "
        + Prose.list(columns)
        + "; no other column exists for the job";
  }

  private List<String> bounded() {
    List<String> words = new ArrayList<>();
    for (Input input : job.inputs()) {
      for (Column column : input.columns()) {
        column.bounds().ifPresent(b -> words.add(column.name() + " " + ColumnText.bounds(column)));
      }
    }
    return words;
  }

  private String groups() {
    return String.join("; and by ", job.dimensions().stream().map(LocalWork::dimension).toList());
  }

  private static String dimension(Dimension dimension) {
    String expression = Sql.readable(dimension.expression());
    String computed = expression.equals(dimension.name()) ? "" : ", which is " + expression;
    return dimension.name() + computed;
  }

  /** Operators in the order in which they happen. */
  String plan() {
    List<String> lines = new ArrayList<>();
    job.source().forEach(line -> lines.add(indented(line)));
    lines.add("aggregate");
    for (Dimension dimension : job.dimensions()) {
      String expression = Sql.readable(dimension.expression());
      boolean same = expression.equals(dimension.name());
      lines.add("  by " + dimension.name() + (same ? "" : " = " + expression));
    }
    for (CompiledJob.Measure measure : job.measures()) {
      lines.add("  of " + Sql.readable(measure.expression()) + " as " + integer(measure.type()));
    }
    if (job.noise().isPresent()) {
      lines.add("add fresh noise to every cell, of a size that is fixed by kind of cell");
    }
    String cells = Prose.count(job.cellCount(), "cell");
    if (job.compares()) {
      lines.add("cut " + cells + " into four pieces, three of them for each of four nodes");
      lines.add("nodes: add up, decide in secure computation which groups may be shown");
      lines.add("asker: open those groups, compute the answer");
    } else {
      lines.add("cut " + cells + " into shares, one a node");
      lines.add("nodes: add up the shares of all repositories");
      lines.add("asker: open the sums, compute the answer");
    }
    return String.join("\n", lines);
  }

  private static String indented(String line) {
    int depth = line.length() - line.stripLeading().length();
    return " ".repeat(depth) + Sql.readable(line.strip());
  }

  private static String integer(SqlType type) {
    return type.scale() == 0
        ? "whole numbers"
        : "whole numbers of units of "
            + java.math.BigDecimal.ONE.movePointLeft(type.scale()).toPlainString();
  }
}
