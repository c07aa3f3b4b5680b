package io.tributary.cli.jobs;

import io.tributary.cli.jobs.explain.Prose;
import io.tributary.protocol.job.JobSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The files of a new job. Their comments teach; whatever they claim holds for the draft. */
final class Template {
  /** By which editors find the schema. */
  static final String MODELINE = "# yaml-language-server: $schema=./" + JobSchema.FILE;

  private final Draft draft;
  private final boolean own;

  /**
   * Of a draft.
   *
   * @param own whether it was drawn from the author's own sample
   */
  Template(Draft draft, boolean own) {
    this.draft = draft;
    this.own = own;
  }

  String yaml() {
    StringBuilder yaml = new StringBuilder();
    yaml.append(MODELINE).append('\n');
    yaml.append(
        """
        # What this job reads, what an asker may choose, and what is public about its answer.
        # The question itself is in query.sql. All of it is published with the job, comments too.

        """);
    yaml.append("name: ").append(draft.name()).append('\n');
    yaml.append("title: ").append(Yaml.text(title())).append('\n');
    yaml.append(
        "\n# The tables that query.sql reads. Every repository has its own rows of them;\n");
    yaml.append("# a column that is not declared here does not exist for the job.\n");
    yaml.append("inputs:\n  ").append(draft.table()).append(":\n    columns:\n");
    draft.by().ifPresent(by -> yaml.append(grouping(by)));
    draft.of().forEach(column -> yaml.append(measured(column)));
    draft.only().ifPresent(column -> yaml.append("      ").append(line(column)).append('\n'));
    others(yaml);
    parameters(yaml);
    dimensions(yaml);
    yaml.append(
        """

        # What must hold of a group before anybody reads it: so many records without those of its
        # largest contributor, and so many organisations without the asker's own. If a person can
        # have several records, declare the column that tells people apart: subject in the input,
        # subjects: disjoint at the top, and its name here.
        release:
          min_subjects: 10
          min_organisations: 3
          subjects: rows

        # Who takes part. Below the minimum a run ends without an answer: the more contribute,
        # the less a total says about one of them.
        repositories:
          minimum: 3

        # What a run may cost at one repository; the proof that no total overflows relies on rows.
        limits:
          rows: 50000000
          seconds: 600
        """);
    return yaml.toString();
  }

  private String grouping(SampleColumn by) {
    String line = "      " + by.name() + ":\n        type: " + by.type() + "\n";
    return draft.byRange()
        ? line + "        bounds: [" + by.least() + ", " + by.most() + "]\n"
        : line;
  }

  private String measured(SampleColumn column) {
    boolean first = column.equals(draft.of().get(0));
    return "      "
        + column.name()
        + ":\n        type: "
        + column.type()
        + "\n"
        + (first ? boundsComment() : own ? "        # check these, too\n" : "")
        + "        bounds: ["
        + plain(column.lower())
        + ", "
        + plain(column.upper())
        + "]\n"
        + (column.rounds() ? "        rounding: half_up  # the sample has more digits\n" : "");
  }

  private String boundsComment() {
    return own
        ? """
                # check these: bounds are public. They are your sample's extremes, rounded outward;
                # better take them from what the column means. A value outside counts as the bound.
        """
        : """
                # Bounds are public: take them from what the column means, not from rows. A value
                # outside counts as the bound, so that no row can count for more.
        """;
  }

  private static String plain(BigDecimal number) {
    return number.toPlainString();
  }

  private void others(StringBuilder yaml) {
    if (draft.others().isEmpty()) {
      return;
    }
    yaml.append(
        "      # The sample's other columns. Take in what query.sql needs and delete the rest;\n");
    yaml.append("      # bounds are needed only for numbers that are added up. Check them, too.\n");
    draft.others().forEach(column -> yaml.append("      # ").append(line(column)).append('\n'));
  }

  private static String line(SampleColumn column) {
    String quote = column.kind() == SampleColumn.Kind.number ? "\"" : "";
    String bounds =
        column.isNumber()
            ? ", bounds: [" + plain(column.lower()) + ", " + plain(column.upper()) + "]"
            : "";
    return column.name() + ": {type: " + quote + column.type() + quote + bounds + "}";
  }

  private void parameters(StringBuilder yaml) {
    draft
        .leastOf()
        .ifPresent(
            column -> {
              yaml.append("\n# What an asker may choose; query.sql says :name.\nparameters:\n  ");
              yaml.append(parameter(column)).append(":\n    type: ").append(column.type());
              yaml.append("\n    range: [").append(plain(column.lower())).append(", ");
              yaml.append(plain(column.upper())).append("]\n    step: ");
              yaml.append(plain(step(column)));
              yaml.append("   # answers to near questions differ by few rows\n    default: ");
              yaml.append(plain(column.lower())).append("\n    description: leave out ");
              yaml.append("records whose ").append(column.name()).append(" is smaller\n");
            });
  }

  /** A power of ten, so that there are some ten to a hundred values. */
  private static BigDecimal step(SampleColumn column) {
    BigDecimal span = column.upper().subtract(column.lower());
    int digits = span.signum() == 0 ? 0 : span.precision() - span.scale() - 2;
    return BigDecimal.ONE.scaleByPowerOfTen(Math.max(digits, -column.keptScale()));
  }

  private static String parameter(SampleColumn column) {
    return "min_" + column.name();
  }

  private void dimensions(StringBuilder yaml) {
    if (draft.by().isEmpty()) {
      return;
    }
    yaml.append(
        "\n# The groups that the answer can have. This list is public, so that nobody learns\n");
    yaml.append("# which groups exist where.");
    if (own && !draft.byRange()) {
      yaml.append(" check these: they are values of your sample. Is each of\n");
      yaml.append("# them fit to be published? Better take the list from a code book.");
    }
    yaml.append("\ndimensions:\n  ").append(draft.by().get().name()).append(":\n");
    if (draft.byRange()) {
      yaml.append("    range: [").append(draft.by().get().least()).append(", ");
      yaml.append(draft.by().get().most()).append("]\n");
      return;
    }
    boolean flags = draft.by().get().kind() == SampleColumn.Kind.bool;
    if (flags) {
      yaml.append("    values: [false, true]\n");
      return;
    }
    yaml.append("    values:\n");
    draft.domain().forEach(v -> yaml.append("      - ").append(Yaml.text(v)).append('\n'));
    yaml.append("    other: other  # what every other value counts as\n");
  }

  String sql() {
    List<String> columns = new ArrayList<>();
    draft.by().ifPresent(by -> columns.add(by.name()));
    columns.add("count(*) AS " + unused("records"));
    for (SampleColumn column : draft.of()) {
      columns.add("sum(" + column.name() + ") AS " + unused(column.name() + "_sum"));
      columns.add("avg(" + column.name() + ") AS " + unused(column.name() + "_avg"));
      columns.add("stddev(" + column.name() + ") AS " + unused(column.name() + "_stddev"));
    }
    StringBuilder sql = new StringBuilder();
    sql.append(
        "-- One Spark SQL aggregate over the inputs of job.yaml. Every repository runs it on\n");
    sql.append("-- its own rows; only totals over all repositories together are ever opened.\n");
    sql.append("SELECT\n  ").append(String.join(",\n  ", columns)).append("\nFROM ");
    sql.append(draft.table()).append('\n');
    draft
        .leastOf()
        .ifPresent(
            c ->
                sql.append("WHERE ")
                    .append(c.name())
                    .append(" >= :")
                    .append(parameter(c))
                    .append('\n'));
    draft.by().ifPresent(by -> sql.append("GROUP BY ").append(by.name()).append('\n'));
    return sql.toString();
  }

  /** A name for an output that no column of the input has. */
  private String unused(String name) {
    boolean taken = draft.by().filter(by -> by.name().equalsIgnoreCase(name)).isPresent();
    return taken ? name + "_1" : name;
  }

  private String title() {
    List<String> of = draft.of().stream().map(c -> words(c.name())).toList();
    String what = of.isEmpty() ? "Number of records" : Prose.list(of);
    String by = draft.by().map(c -> " by " + words(c.name())).orElse("");
    String title = what + by;
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  private static String words(String name) {
    return name.replace('_', ' ').strip();
  }

  String readme() {
    String each = draft.by().map(c -> "For each " + words(c.name()) + ": how").orElse("How");
    String measured =
        draft.of().isEmpty()
            ? ""
            : ", and the total, the average and the spread of "
                + Prose.list(draft.of().stream().map(c -> words(c.name())).toList());
    String choice =
        draft
            .leastOf()
            .map(
                c ->
                    " Whoever asks may leave out records whose "
                        + words(c.name())
                        + " is small (`"
                        + parameter(c)
                        + "`).")
            .orElse("");
    return "# "
        + title()
        + "\n\n"
        + Prose.wrapped(
            "**What is asked.** " + each + " many records there are" + measured + "." + choice, 0)
        + "\n"
        + Prose.wrapped(
            "**Who answers.** Every repository, over its own records. (Say here who they are, and"
                + " what the answer is for.)",
            0)
        + "\n"
        + Prose.wrapped(
            "**What leaves a repository.** No record does. Each repository adds up its own records,"
                + " cuts each total into random pieces and gives one piece to each combining node."
                + " One piece alone is a random number. Only the totals over all repositories are"
                + " put together again.",
            0)
        + "\n"
        + Prose.wrapped(
            "**What the asker reads.** The totals and averages over all repositories together,"
                + " never those of one. Groups of fewer than ten records, not counting those of"
                + " their largest contributor, are to be hidden.",
            0);
  }
}
