package io.tributary.cli.jobs.explain;

import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CellExpression.DimensionValue;
import io.tributary.protocol.job.CellExpression.GroupingBits;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Output;
import io.tributary.protocol.job.CompiledJob.SortKey;
import io.tributary.protocol.job.JobDefinition.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a job asks, and how each column of its answer comes about. */
final class Question {
  private final CompiledJob job;
  private final Formulas formulas;

  Question(CompiledJob job, Formulas formulas) {
    this.job = job;
    this.formulas = formulas;
  }

  List<String> asked() {
    boolean plain = Filters.arePlain(job.source());
    List<String> lines = new ArrayList<>();
    lines.add(
        "One question over "
            + (plain ? "the rows" : "the rows that are prepared within each repository, those")
            + " of all repositories, as if they stood in one table. "
            + perGroup()
            + ":");
    lines.addAll(measured());
    lines.addAll(conditions(job));
    if (job.sets().size() > 1) {
      lines.add("There are rows for " + Prose.list(sets()) + ".");
    }
    after(lines);
    if (job.sections().stream().anyMatch(section -> section.axis().isPresent())) {
      lines.add(
          "Medians, quantiles, least, greatest and most frequent values are told to the width of"
              + " the public bins below: each value counts as its bin's.");
    }
    lines.add(
        "The answer is exactly the one that Spark SQL would give over that one table, had it ever"
            + " been brought together, with every value within the public bounds and lists below.");
    return lines;
  }

  /** Which rows count. */
  static List<String> conditions(CompiledJob job) {
    if (!Filters.arePlain(job.source())) {
      return List.of(
          "The rows are prepared by the plan at the end, from one repository's own tables at a"
              + " time: rows of different repositories are never matched with each other.");
    }
    List<String> conditions = Filters.conditions(job.source());
    if (conditions.size() < 2) {
      return conditions.stream().map(c -> "Only rows count where " + c + ".").toList();
    }
    List<String> lines = new ArrayList<>(List.of("Only rows count where all of this holds:"));
    conditions.forEach(condition -> lines.add("- " + condition));
    return lines;
  }

  /** An item for each thing that is measured, with the names of its columns. */
  private List<String> measured() {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Output output : job.outputs()) {
      if (!isGroup(output.value())) {
        String words = formulas.words(output.value());
        int at = words.indexOf(" of ");
        boolean plain = words.startsWith("the ") && at > 0 && words.indexOf(" of ", at + 1) < 0;
        boolean rows = words.startsWith("the number of ");
        String thing = plain && !rows ? words.substring(at) : words;
        kinds.computeIfAbsent(thing, k -> new ArrayList<>());
        if (plain && !rows) {
          kinds.get(thing).add(words.substring(0, at));
        }
        names.computeIfAbsent(thing, k -> new ArrayList<>()).add(output.name());
      }
    }
    List<String> items = new ArrayList<>();
    kinds.forEach(
        (thing, of) ->
            items.add(
                "- "
                    + (of.isEmpty() ? thing : Prose.list(of) + thing)
                    + " ("
                    + String.join(", ", names.get(thing))
                    + ")"));
    return items;
  }

  private String perGroup() {
    List<String> names = job.dimensions().stream().map(Dimension::name).toList();
    if (names.isEmpty()) {
      return "Over all of them together";
    }
    return "For each " + (names.size() == 1 ? names.get(0) : "combination of " + Prose.list(names));
  }

  private List<String> sets() {
    return job.sets().stream()
        .map(
            set ->
                set.isEmpty()
                    ? "all rows together"
                    : "each "
                        + set.stream()
                            .map(d -> job.dimensions().get(d).name())
                            .collect(Collectors.joining(" and ")))
        .toList();
  }

  private void after(List<String> lines) {
    job.answering()
        .having()
        .ifPresent(h -> lines.add("Only groups where " + formulas.words(h) + " are shown."));
    if (!job.answering().order().isEmpty()) {
      List<String> keys = job.answering().order().stream().map(this::key).toList();
      lines.add("Rows come in order of " + String.join(", then of ", keys) + ".");
    } else if (!job.dimensions().isEmpty()) {
      lines.add(
          "Rows come in the order of the public lists below; groups without rows are left out.");
    }
    job.answering()
        .limit()
        .ifPresent(
            most ->
                lines.add(
                    "At most "
                        + Prose.count(most, "row")
                        + (job.answering().offset() > 0
                            ? " after the first " + job.answering().offset()
                            : "")
                        + " are shown."));
  }

  private String key(SortKey key) {
    return formulas.words(key.value()) + (key.descending() ? " (greatest first)" : "");
  }

  /** Output by output. */
  List<String> computed() {
    List<String> lines = new ArrayList<>();
    int width = job.outputs().stream().mapToInt(o -> o.name().length()).max().orElse(0);
    for (Output output : job.outputs()) {
      String name = output.name() + " ".repeat(width - output.name().length());
      String from = isGroup(output.value()) ? "the group" : formulas.over(output.value());
      lines.add(name.replace(' ', Prose.HARD) + Prose.HARD + Prose.HARD + from + type(output));
    }
    lines.add(
        "#1, #2 … are the cells above, summed over all repositories. Computed on the asker's"
            + " machine in exact fractions and rounded once, to the type shown.");
    return lines;
  }

  private static String type(Output output) {
    return isGroup(output.value()) ? "" : "  (" + output.type() + ")";
  }

  static boolean isGroup(CellExpression value) {
    return value instanceof DimensionValue || value instanceof GroupingBits;
  }

  /** The tables that belong to repositories. */
  static List<Input> tables(CompiledJob job) {
    return job.inputs().stream().filter(i -> !i.isPublic()).toList();
  }
}
