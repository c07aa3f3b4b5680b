package io.tributary.protocol.job;

import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.JobDefinition.Limits;
import io.tributary.protocol.job.JobDefinition.Plot;
import io.tributary.protocol.job.JobDefinition.Repositories;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code job.yaml} strictly, and to its end: every mistake is noted with its place. */
final class DefinitionReader {
  private static final int MAX_BYTES = 1 << 20;
  private static final long DEFAULT_ROWS = 100_000_000L;
  private static final long MAX_ROWS = 1L << 40;
  private static final int DEFAULT_SECONDS = 600;
  private static final int DEFAULT_CELLS = 100_000;
  private static final int DEFAULT_MAXIMUM = 1_000;
  private static final Repositories ALL_REPOSITORIES =
      new Repositories(Repositories.Rule.ALL, 2, DEFAULT_MAXIMUM);
  private static final Limits USUAL_LIMITS =
      new Limits(DEFAULT_ROWS, DEFAULT_SECONDS, DEFAULT_CELLS);
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private DefinitionReader() {}

  static DefinitionReading read(byte[] yaml) {
    return read(yaml, new Findings());
  }

  /**
   * Reads.
   *
   * @param findings also learns which keys were asked for
   */
  static DefinitionReading read(byte[] yaml, Findings findings) {
    if (yaml.length > MAX_BYTES) {
      throw new JobException(
          JobException.Kind.BAD_DEFINITION, "job.yaml is larger than 1 MiB; shorten its domains");
    }
    Optional<StrictNode> root =
        YamlDocument.read(yaml, findings.problems()).map(node -> new StrictNode(node, findings));
    return new DefinitionReading(
        root.flatMap(DefinitionReader::mapping), findings.problems(), findings.places());
  }

  private static Optional<JobDefinition> mapping(StrictNode root) {
    try {
      return Optional.of(root.map(DefinitionReader::definition));
    } catch (JobException e) {
      root.note(e);
      return Optional.empty();
    }
  }

  private static JobDefinition definition(StrictNode node) {
    List<Input> inputs = node.required("inputs", InputReader::inputs, List.of());
    boolean disjoint = node.optional("subjects", s -> subjects(s, inputs)).isPresent();
    Optional<Release> release =
        node.optional("release", r -> ReleaseReader.release(r, inputs, disjoint));
    boolean hides = release.filter(Release.Guarded.class::isInstance).isPresent();
    return new JobDefinition(
        node.required("name", DefinitionReader::name, "unnamed"),
        node.required("title", StrictNode::text, ""),
        inputs,
        disjoint,
        node.optional(
                "parameters", p -> p.entries((n, e) -> ParameterReader.parameter(n, e, hides)))
            .orElse(List.of()),
        node.optional("dimensions", d -> d.entries(DimensionReader::dimension)).orElse(List.of()),
        node.optional("bins", b -> b.entries(BinsReader::bins)).orElse(List.of()),
        release,
        node.optional("repositories", r -> r.map(DefinitionReader::repositories))
            .orElse(ALL_REPOSITORIES),
        node.optional("limits", l -> l.map(DefinitionReader::limits)).orElse(USUAL_LIMITS),
        node.optional("plot", p -> p.map(DefinitionReader::plot)),
        node.optional("model", ModelReader::model));
  }

  /** {@code disjoint} is the only promise there is; without it nothing is promised. */
  private static String subjects(StrictNode node, List<Input> inputs) {
    if (!node.text().equals("disjoint")) {
      throw node.wrong(
          "subjects can only be promised to be disjoint",
          "without the promise the same subject may be at several repositories",
          "write disjoint, or remove the key");
    }
    if (inputs.stream().allMatch(i -> i.subject().isEmpty())) {
      throw node.wrong(
          "no input has a subject", "", "name its column in the input: subject: patient_id");
    }
    return node.text();
  }

  private static String name(StrictNode node) {
    String name = node.text();
    if (!NAME.matcher(name).matches()) {
      String near = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
      String trimmed = near.replaceAll("^-+|-+$", "");
      throw node.wrong(
          "this is no name for a job",
          "names are 1 to 63 of a-z, 0-9 and '-': it is typed, and part of paths",
          NAME.matcher(trimmed).matches() ? "write " + trimmed : "choose another");
    }
    return name;
  }

  /** Refuses a free name that SQL could not hold as it is. */
  static void checkIdentifier(String name, StrictNode node) {
    if (!IDENTIFIER.matcher(name).matches()) {
      throw node.wrong(
          "this is no name for a table, column or parameter",
          "names are 1 to 64 of letters, digits and '_', and start with a letter or '_'",
          "rename it here and in query.sql (and in the data)");
    }
  }

  /** Spark resolves names without regard to case, so two names that differ in case are one. */
  static <T> List<T> distinct(List<T> all, Function<T, String> name, StrictNode node) {
    Set<String> seen = new HashSet<>();
    for (T one : all) {
      if (!seen.add(name.apply(one).toLowerCase(Locale.ROOT))) {
        node.note(
            node.wrong(
                "two names differ in case only: '" + name.apply(one) + "'",
                "Spark does not tell them apart",
                "rename one of them"));
      }
    }
    if (all.isEmpty() && node.json().isEmpty()) {
      throw node.wrong("at least one is needed");
    }
    return all;
  }

  private static Repositories repositories(StrictNode node) {
    int minimum = node.required("minimum", DefinitionReader::minimum, 2);
    return new Repositories(
        node.optional("rule", r -> r.oneOf(Repositories.Rule.class)).orElse(Repositories.Rule.ALL),
        minimum,
        node.optional("maximum", m -> (int) m.integer(minimum, Short.MAX_VALUE))
            .orElse(Math.max(DEFAULT_MAXIMUM, minimum)));
  }

  private static int minimum(StrictNode node) {
    if (node.json().canConvertToInt() && node.json().intValue() == 1) {
      throw node.wrong(
          "must be a whole number from 2 to " + Short.MAX_VALUE,
          "the sum over one organisation alone would be that organisation's own total",
          "write 2 or more; 3 is usual");
    }
    return (int) node.integer(2, Short.MAX_VALUE);
  }

  private static Limits limits(StrictNode node) {
    return new Limits(
        node.optional("rows", r -> r.integer(1, MAX_ROWS)).orElse(DEFAULT_ROWS),
        node.optional("seconds", s -> (int) s.integer(1, 86_400)).orElse(DEFAULT_SECONDS),
        node.optional("cells", c -> (int) c.integer(1, 10_000_000)).orElse(DEFAULT_CELLS));
  }

  private static Plot plot(StrictNode node) {
    return new Plot(
        node.required("kind", StrictNode::text, ""),
        node.required("x", StrictNode::text, ""),
        node.required("y", y -> y.items(StrictNode::text), List.of()));
  }
}
