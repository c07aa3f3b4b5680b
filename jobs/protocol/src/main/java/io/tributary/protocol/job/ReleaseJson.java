package io.tributary.protocol.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;

/** The release rules in {@code compiled.json}. */
final class ReleaseJson {
  private static final int MOST = 1 << 30;

  private ReleaseJson() {}

  static void write(ObjectNode node, Release release) {
    if (release instanceof Release.Open open) {
      node.put("open", open.reason());
      return;
    }
    Release.Guarded rules = (Release.Guarded) release;
    node.put("minSubjects", rules.minSubjects()).put("minOrganisations", rules.minOrganisations());
    rules.subjects().ifPresent(subject -> node.put("subjects", subject));
    rules.dominance().ifPresent(d -> node.putObject("dominance").put("n", d.n()).put("k", d.k()));
    rules.pPercent().ifPresent(p -> node.put("pPercent", p));
  }

  static Release read(StrictNode node) {
    if (node.optional("open").isPresent()) {
      return new Release.Open(node.required("open").text());
    }
    return new Release.Guarded(
        (int) node.required("minSubjects").integer(2, MOST),
        (int) node.required("minOrganisations").integer(2, MOST),
        node.optional("subjects").map(StrictNode::text),
        node.optional("dominance").map(d -> d.map(ReleaseJson::dominance)),
        node.optional("pPercent")
            .map(p -> OptionalInt.of((int) p.integer(1, 100)))
            .orElse(OptionalInt.empty()));
  }

  private static Release.Dominance dominance(StrictNode node) {
    return new Release.Dominance(
        (int) node.required("n").integer(1, 16), (int) node.required("k").integer(1, 99));
  }
}
