package io.tributary.cli.jobs.explain;

import io.tributary.protocol.job.Bins;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.JobDefinition.Parameter;
import io.tributary.protocol.job.Section;
import io.tributary.protocol.job.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What everyone can know of a job, and what nobody learns. */
final class Published {
  private static final int MOST_VALUES = 24;

  private final JobDefinition definition;
  private final CompiledJob job;

  Published(JobDefinition definition, CompiledJob job) {
    this.definition = definition;
    this.job = job;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("- the whole text of the job: job.yaml with its comments, query.sql, README.md");
    for (Dimension dimension : job.dimensions()) {
      lines.add("- the groups of " + dimension.name() + ": " + domain(dimension));
    }
    for (Input input : definition.inputs()) {
      for (Column column : input.columns()) {
        if (column.bounds().isPresent()) {
          lines.add("- the bounds of " + column.name() + ": " + ColumnText.bounds(column));
        }
      }
      input.file().ifPresent(file -> lines.add("- the table " + input.name() + ": " + file));
    }
    for (Section section : job.sections()) {
      section.axis().ifPresent(axis -> lines.add("- the bins of " + axis(axis)));
    }
    return lines;
  }

  private static String axis(Section.Axis axis) {
    Bins bins = axis.bins();
    int last = bins.count() - 1;
    String which =
        bins instanceof Bins.Range && last > 1
            ? bins.value(0) + ", " + bins.value(1) + " and so on to " + bins.value(last)
            : Prose.some(
                IntStream.rangeClosed(0, last).mapToObj(b -> bins.value(b).toString()).toList(),
                MOST_VALUES);
    return Sql.readable(axis.expression()) + ": " + which;
  }

  private static String domain(Dimension dimension) {
    List<String> values = new ArrayList<>();
    dimension.values().forEach(v -> values.add(dimension.type().write(v)));
    String text = Prose.some(values, MOST_VALUES);
    boolean own = dimension.otherSlot() >= values.size();
    String other =
        dimension.domain().other().map(o -> "; any other value counts as " + o).orElse("");
    return text + (own || dimension.otherSlot() >= 0 ? other : "") + missing(dimension);
  }

  private static String missing(Dimension dimension) {
    return dimension.nullable() ? "; a missing value is a group of its own" : "";
  }

  List<String> kept() {
    List<String> lines = new ArrayList<>();
    lines.add("- rows, and any value of a single row");
    lines.add("- its own totals: they leave only as random pieces");
    if (!job.dimensions().isEmpty()) {
      lines.add(
          "- which groups it has: every group has cells, filled with zeros where there is none");
    }
    lines.add(
        "- how many of its values lay outside bounds or lists: only its own operator is told");
    return lines;
  }

  List<String> parameters() {
    if (definition.parameters().isEmpty()) {
      return List.of("Nothing: the job takes no parameters.");
    }
    List<String> lines = new ArrayList<>();
    for (Parameter parameter : definition.parameters()) {
      lines.add("- " + parameter(parameter));
    }
    lines.add(
        "The repositories and the coordinator see what was chosen; the ledger holds a salted digest"
            + " of it.");
    return lines;
  }

  private static String parameter(Parameter parameter) {
    SqlType type = parameter.type();
    List<String> facts = new ArrayList<>();
    facts.add(type.toString());
    parameter.range().ifPresent(r -> facts.add(r.words()));
    if (!parameter.values().isEmpty()) {
      List<String> values = parameter.values().stream().map(type::write).toList();
      facts.add("one of " + Prose.some(values, MOST_VALUES));
    }
    facts.add(parameter.defaultValue().map(d -> "default " + type.write(d)).orElse("no default"));
    String meaning = parameter.description().isEmpty() ? "" : ": " + parameter.description();
    return parameter.name() + " (" + String.join(", ", facts) + ")" + meaning;
  }
}
