package io.tributary.protocol.job;

import io.tributary.protocol.job.JobDefinition.Input;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code release} of {@code job.yaml}. */
final class ReleaseReader {
  private static final String ROWS = "rows";
  private static final String SUBJECTS = "subjects";
  private static final int MOST = 1_000_000;
  private static final int DIGITS = 38;

  private ReleaseReader() {}

  static Release release(StrictNode node, List<Input> inputs, boolean disjoint) {
    return node.map(n -> read(n, inputs, disjoint));
  }

  private static Release read(StrictNode node, List<Input> inputs, boolean disjoint) {
    boolean open = node.optional("open", StrictNode::bool).orElse(false);
    Optional<String> reason = node.optional("reason", ReleaseReader::reason);
    Optional<Integer> least = node.optional("min_subjects", k -> (int) k.integer(2, MOST));
    Optional<Integer> organisations =
        node.optional("min_organisations", m -> (int) m.integer(2, Short.MAX_VALUE));
    Optional<StrictNode> noise = node.optional("noise");
    Optional<Subjects> subjects =
        node.optional("subjects", s -> subjects(s, inputs, disjoint || noise.isPresent()));
    Optional<Release.Dominance> dominance =
        node.optional("dominance", d -> d.map(ReleaseReader::dominance));
    Optional<Release.PPercent> percent = node.optional("p_percent", ReleaseReader::pPercent);
    Optional<Release.Rounding> rounding =
        node.optional("round", r -> r.map(ReleaseReader::rounding));
    boolean rules =
        least.isPresent()
            || organisations.isPresent()
            || subjects.isPresent()
            || dominance.isPresent()
            || percent.isPresent()
            || rounding.isPresent()
            || noise.isPresent();
    if (open && rules) {
      throw node.wrong(
          "a job is open, or it has rules",
          "'open: true' shows every group, however small",
          "keep 'open' and 'reason' alone, or remove them");
    }
    if (open) {
      return new Release.Open(reason.orElseGet(() -> node.required("reason").text()));
    }
    if (reason.isPresent()) {
      throw node.wrong("'reason' is for open jobs", "", "remove it, or write 'open: true'");
    }
    int k = least.orElseGet(() -> (int) node.required("min_subjects").integer(2, MOST));
    int contributors =
        organisations.orElseGet(
            () -> (int) node.required("min_organisations").integer(2, Short.MAX_VALUE));
    Subjects counted =
        subjects.orElseGet(
            () -> subjects(node.required("subjects"), inputs, disjoint || noise.isPresent()));
    if (noise.isPresent()) {
      if (dominance.isPresent() || percent.isPresent()) {
        throw node.wrong(
            "'dominance' and 'p_percent' do not go with noise",
            "they compare exact counts of contributors, and with noise no exact count is dealt",
            "remove them, or remove 'noise'");
      }
      if (rounding.isPresent()) {
        throw node.wrong(
            "'round' does not go with noise",
            "noise hides each subject already, and its size is known only if nothing is rounded",
            "remove one of the two");
      }
      if (counted.overlap()) {
        throw node.wrong(
            "'overlap' does not go with noise",
            "with noise the loss of a subject is added up over its repositories",
            "name the column alone, and say noise: per_subject: repositories");
      }
      return NoiseReader.noised(noise.get(), k, contributors, counted.column(), disjoint);
    }
    return guarded(
        node,
        new Release.Guarded(
            k, contributors, counted.column(), counted.overlap(), dominance, percent, rounding));
  }

  private static Release guarded(StrictNode node, Release.Guarded rules) {
    if (rules.overlap() && rules.quantities().stream().anyMatch(Release.Quantities::subjects)) {
      throw node.wrong(
          "'dominance' and 'p_percent' of subjects do not go with 'overlap'",
          "who is at several repositories would count several times",
          "say of which sums: of: [income]");
    }
    return rules;
  }

  private static String reason(StrictNode node) {
    if (node.text().isBlank()) {
      throw node.wrong(
          "an open job says why",
          "vetters and members read it",
          "say why nobody is harmed by groups of one: these rows are synthetic");
    }
    return node.text();
  }

  private static Release.Dominance dominance(StrictNode node) {
    return new Release.Dominance(
        node.required("n", n -> (int) n.integer(1, 16), 1),
        node.required("k", k -> (int) k.integer(1, 99), 99),
        node.optional("of", ReleaseReader::quantities).orElse(Release.Quantities.COUNTS));
  }

  private static Release.PPercent pPercent(StrictNode node) {
    return node.json().isObject()
        ? node.map(
            n ->
                new Release.PPercent(
                    n.required("percent", p -> (int) p.integer(1, 100), 1),
                    n.optional("of", ReleaseReader::quantities).orElse(Release.Quantities.COUNTS)))
        : new Release.PPercent((int) node.integer(1, 100), Release.Quantities.COUNTS);
  }

  private static Release.Quantities quantities(StrictNode node) {
    List<String> names = node.items(StrictNode::text);
    if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
      throw node.wrong(
          "'of' names different things, and at least one",
          "contributors are compared by each",
          "write of: [income], or of: [subjects, income]");
    }
    return new Release.Quantities(
        names.contains(SUBJECTS), names.stream().filter(name -> !name.equals(SUBJECTS)).toList());
  }

  private static Release.Rounding rounding(StrictNode node) {
    long counts = node.required("counts", c -> c.integer(2, MOST), 2L);
    Map<String, BigDecimal> sums = new TreeMap<>();
    node.optional("sums", s -> s.entries((name, base) -> Map.entry(name, positive(base))))
        .ifPresent(all -> all.forEach(sum -> sums.put(sum.getKey(), sum.getValue())));
    return new Release.Rounding(counts, sums);
  }

  private static BigDecimal positive(StrictNode node) {
    BigDecimal base = node.number();
    if (base.signum() <= 0 || base.precision() > DIGITS || Math.abs(base.scale()) > DIGITS) {
      throw node.wrong(
          "a base is a positive number",
          "sums are rounded to its multiples, in the unit of what is added up",
          "write 10, or 0.5");
    }
    return base;
  }

  /** What counts as one, and whether it may be at several repositories. */
  private record Subjects(Optional<String> column, boolean overlap) {}

  private static Subjects subjects(StrictNode node, List<Input> inputs, boolean disjoint) {
    return node.json().isObject()
        ? node.map(
            n -> {
              boolean overlap = n.optional("overlap", StrictNode::bool).orElse(false);
              if (overlap && disjoint) {
                throw n.wrong(
                    "each subject is at one repository only",
                    "'subjects: disjoint' at the top promises it",
                    "remove 'overlap', or the promise");
              }
              return column(n.required("column"), inputs, disjoint, overlap);
            })
        : column(node, inputs, disjoint, false);
  }

  private static Subjects column(
      StrictNode node, List<Input> inputs, boolean disjoint, boolean overlap) {
    String subject = node.text();
    if (subject.equals(ROWS)) {
      if (overlap) {
        throw node.wrong(
            "rows do not overlap", "each is at one repository", "name a column, or write rows");
      }
      return new Subjects(Optional.empty(), false);
    }
    if (inputs.stream().noneMatch(i -> i.subject().equals(Optional.of(subject)))) {
      throw node.wrong(
          "no input has this subject",
          "a group's size is the number of its subjects",
          "name the subject of an input, or write rows where each row is one");
    }
    if (!disjoint && !overlap) {
      throw node.wrong(
          "subjects add up only where each is at one repository",
          "else one person would count at several",
          "promise it with 'subjects: disjoint' at the top, or write subjects: {column: "
              + subject
              + ", overlap: true}, or rows");
    }
    return new Subjects(Optional.of(subject), overlap);
  }
}
