package io.tributary.protocol.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.mpc.noise.Zcdp;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The release rules in {@code compiled.json}. */
final class ReleaseJson {
  private static final int MOST = 1 << 30;
  private static final Pattern BASE = Pattern.compile("[0-9]{1,40}(\\.[0-9]{1,40})?");

  private ReleaseJson() {}

  static void write(ObjectNode node, Release release) {
    if (release instanceof Release.Open open) {
      node.put("open", open.reason());
      return;
    }
    if (release instanceof Release.Noised rules) {
      node.put("minSubjects", rules.minSubjects());
      node.put("minOrganisations", rules.minOrganisations());
      rules.subjects().ifPresent(subject -> node.put("subjects", subject));
      node.putObject("noise")
          .put("nanoRho", rules.loss().nanoRho())
          .put("rows", rules.rows())
          .put("repositories", rules.repositories())
          .put("corrupt", rules.corrupt());
      return;
    }
    Release.Guarded rules = (Release.Guarded) release;
    node.put("minSubjects", rules.minSubjects()).put("minOrganisations", rules.minOrganisations());
    rules.subjects().ifPresent(subject -> node.put("subjects", subject));
    if (rules.overlap()) {
      node.put("overlap", true);
    }
    rules
        .dominance()
        .ifPresent(
            d -> {
              ObjectNode own = node.putObject("dominance").put("n", d.n()).put("k", d.k());
              write(own, d.of());
            });
    rules
        .pPercent()
        .ifPresent(
            p -> {
              if (p.of().equals(Release.Quantities.COUNTS)) {
                node.put("pPercent", p.percent());
              } else {
                write(node.putObject("pPercent").put("percent", p.percent()), p.of());
              }
            });
    rules.rounding().ifPresent(rounding -> write(node.putObject("round"), rounding));
  }

  private static void write(ObjectNode node, Release.Quantities of) {
    if (!of.equals(Release.Quantities.COUNTS)) {
      ArrayNode sums = node.put("subjects", of.subjects()).putArray("sums");
      of.sums().forEach(sums::add);
    }
  }

  private static void write(ObjectNode node, Release.Rounding rounding) {
    node.put("counts", rounding.counts());
    ObjectNode sums = node.putObject("sums");
    rounding.sums().forEach((measure, base) -> sums.put(measure, base.toPlainString()));
  }

  static Release read(StrictNode node) {
    if (node.optional("open").isPresent()) {
      return new Release.Open(node.required("open").text());
    }
    int least = (int) node.required("minSubjects").integer(2, MOST);
    int organisations = (int) node.required("minOrganisations").integer(2, MOST);
    Optional<String> subjects = node.optional("subjects").map(StrictNode::text);
    Optional<StrictNode> noise = node.optional("noise");
    if (noise.isPresent()) {
      return noise.get().map(n -> noised(n, least, organisations, subjects));
    }
    return new Release.Guarded(
        least,
        organisations,
        subjects,
        node.optional("overlap").map(StrictNode::bool).orElse(false),
        node.optional("dominance").map(d -> d.map(ReleaseJson::dominance)),
        node.optional("pPercent").map(ReleaseJson::pPercent),
        node.optional("round").map(r -> r.map(ReleaseJson::rounding)));
  }

  private static Release.Rounding rounding(StrictNode node) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    node.required("sums")
        .entries((measure, base) -> Map.entry(measure, base(base)))
        .forEach(sum -> sums.put(sum.getKey(), sum.getValue()));
    return new Release.Rounding(node.required("counts").integer(2, MOST), sums);
  }

  private static BigDecimal base(StrictNode node) {
    return new BigDecimal(node.matching(BASE, "a base is a decimal number"));
  }

  private static Release.Noised noised(
      StrictNode node, int least, int organisations, Optional<String> subjects) {
    return new Release.Noised(
        least,
        organisations,
        subjects,
        new Zcdp(node.required("nanoRho").integer(1, 1L << 50)),
        (int) node.required("rows").integer(1, MOST),
        (int) node.required("repositories").integer(1, MOST),
        (int) node.required("corrupt").integer(0, organisations - 1L));
  }

  private static Release.Dominance dominance(StrictNode node) {
    return new Release.Dominance(
        (int) node.required("n").integer(1, 16),
        (int) node.required("k").integer(1, 99),
        quantities(node));
  }

  private static Release.PPercent pPercent(StrictNode node) {
    return node.json().isObject()
        ? node.map(
            n -> new Release.PPercent((int) n.required("percent").integer(1, 100), quantities(n)))
        : new Release.PPercent((int) node.integer(1, 100), Release.Quantities.COUNTS);
  }

  private static Release.Quantities quantities(StrictNode node) {
    return node.optional("sums")
        .map(
            sums ->
                new Release.Quantities(
                    node.required("subjects").bool(), sums.items(StrictNode::text)))
        .orElse(Release.Quantities.COUNTS);
  }
}
