package io.tributary.protocol.job;

import io.tributary.mpc.noise.Zcdp;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads {@code noise} of the release rules of {@code job.yaml}. */
final class NoiseReader {
  private static final int MOST_ROWS = 1_000_000;
  private static final int MOST_REPOSITORIES = 256;

  private NoiseReader() {}

  static Release.Noised noised(
      StrictNode node,
      int minSubjects,
      int minOrganisations,
      Optional<String> subjects,
      boolean disjoint) {
    return node.map(
        n -> {
          Zcdp loss = loss(n);
          int corrupt = (int) n.required("corrupt").integer(0, minOrganisations - 1L);
          Optional<StrictNode> limits = n.optional("per_subject");
          if (subjects.isEmpty()) {
            if (limits.isPresent()) {
              throw n.wrong(
                  "'per_subject' is for subjects that have a column",
                  "with subjects: rows each row is one subject, and there is nothing to limit",
                  "remove it, or name the subject's column");
            }
            return new Release.Noised(minSubjects, minOrganisations, subjects, loss, 1, 1, corrupt);
          }
          StrictNode limit = limits.orElseGet(() -> n.required("per_subject"));
          return limit.map(
              l ->
                  new Release.Noised(
                      minSubjects,
                      minOrganisations,
                      subjects,
                      loss,
                      (int) l.required("rows").integer(1, MOST_ROWS),
                      repositories(l, disjoint),
                      corrupt));
        });
  }

  /** At how many repositories a subject may be. */
  private static int repositories(StrictNode node, boolean disjoint) {
    if (!disjoint) {
      return (int) node.required("repositories").integer(1, MOST_REPOSITORIES);
    }
    node.optional("repositories")
        .filter(r -> r.integer(1, MOST_REPOSITORIES) != 1)
        .ifPresent(
            r -> {
              throw r.wrong(
                  "a subject is at one repository only",
                  "'subjects: disjoint' at the top promises it",
                  "remove it, or remove the promise");
            });
    return 1;
  }

  private static Zcdp loss(StrictNode node) {
    Optional<BigDecimal> rho = node.optional("rho").map(r -> between(r, "0.000001", "10"));
    Optional<BigDecimal> epsilon = node.optional("epsilon").map(e -> between(e, "0.001", "20"));
    Optional<BigDecimal> delta =
        node.optional("delta").map(d -> between(d, "0.000000000001", "0.01"));
    if (rho.isPresent() == epsilon.isPresent() || epsilon.isPresent() != delta.isPresent()) {
      throw node.wrong(
          "say what an answer may cost a subject, in one way",
          "noise is made so that no answer tells more of anybody than that",
          "write rho: 0.05, or both of epsilon: 1 and delta: 0.000001");
    }
    Zcdp loss =
        rho.map(r -> new Zcdp(r.movePointRight(9).longValue()))
            .orElseGet(() -> Zcdp.within(epsilon.get().doubleValue(), delta.get().doubleValue()));
    if (loss.nanoRho() < 1_000) {
      throw node.wrong(
          "so small a loss leaves nothing but noise",
          "it is below rho = 0.000001",
          "raise epsilon or delta");
    }
    return loss;
  }

  private static BigDecimal between(StrictNode node, String least, String most) {
    BigDecimal number = node.number();
    if (number.compareTo(new BigDecimal(least)) < 0 || number.compareTo(new BigDecimal(most)) > 0) {
      throw node.wrong(
          "must be a number from " + least + " to " + most, "", "write digits without quotes");
    }
    return number;
  }
}
