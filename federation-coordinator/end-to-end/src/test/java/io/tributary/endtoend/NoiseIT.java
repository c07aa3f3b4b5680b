package io.tributary.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.query.AnswerNoise;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.evaluate.Precision;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job with noise, from its question to a budget that is spent. */
@ExtendWith(OnStage.class)
class NoiseIT {
  /** So many half-widths of 95 % hold all but one figure in 10^14. */
  private static final BigDecimal WIDE = BigDecimal.valueOf(3);

  @Test
  @Tag("threat-43")
  @Tag("threat-47")
  void answersWithNoise_areNearAndChargedOnce_untilTheBudgetIsSpent(Stage stage) throws Exception {
    String generous = "budget: {rho: 1000, organisation: 1000, per: ever}";
    String forOne = "budget: {rho: 0.4, organisation: 0.4, per: ever}";
    try (PolicyChange change = new PolicyChange(stage, "r01", generous, forOne)) {
      String run = ask(stage);
      requireNear(stage, run);
      requireSpent(stage);
      stage.federation().crash(change.repository());
      stage.federation().restart(change.repository());
      requireSpent(stage);
      String again = ask(stage);
      assertNotEquals(run, again);
      assertEquals(csv(stage, run), csv(stage, again));
      requireSpent(stage);
      Stage.Said refused = stage.tributary("run", "taxi-noise", "--fresh", "--wait");
      assertEquals(3, refused.code(), refused.err());
      assertTrue(refused.err().contains("refused by " + change.repository()), refused.err());
      assertTrue(refused.err().contains("BUDGET"), refused.err());
      requireSpentAt(stage, change.repository());
    }
  }

  private static String ask(Stage stage) {
    Stage.Said asked = stage.tributary("run", "taxi-noise", "--wait");
    assertEquals(0, asked.code(), asked.err());
    String run = asked.out().strip();
    Stage.Said audit = stage.tributary("audit", run);
    assertEquals(0, audit.code(), audit.out() + audit.err());
    return run;
  }

  private static String csv(Stage stage, String run) {
    return stage.tributary("result", run, "-o", "csv").out();
  }

  private static void requireNear(Stage stage, String run) throws IOException {
    Stage.Said said = stage.tributary("result", run);
    assertTrue(said.out().contains("fare_sum ± "), said.out());
    Answer noisy = Answer.fromJson(stage.tributary("result", run, "-o", "json").out());
    Answer exact = stage.pooledOfNoise();
    assertNotEquals(Optional.empty(), noisy.difference(exact), "there is no noise");
    assertTrue(noisy.rows().size() >= 5, "large groups are missing");
    List<Precision.Interval> intervals =
        AnswerNoise.in(stage.home().run(run)).orElseThrow().precision().intervals();
    assertEquals(2, intervals.size());
    for (Precision.Interval interval : intervals) {
      for (List<Object> row : noisy.rows()) {
        BigDecimal off = figure(row, interval).subtract(figure(exact, row, interval)).abs();
        BigDecimal most = interval.halfWidth().multiply(WIDE);
        assertTrue(off.compareTo(most) <= 0, () -> off + " off, at most " + most);
      }
    }
  }

  private static BigDecimal figure(List<Object> row, Precision.Interval interval) {
    return new BigDecimal(row.get(interval.column()).toString());
  }

  /** Of a group without rows it is zero. */
  private static BigDecimal figure(Answer exact, List<Object> group, Precision.Interval interval) {
    return exact.rows().stream()
        .filter(row -> Objects.equals(row.get(0), group.get(0)))
        .map(row -> figure(row, interval))
        .findFirst()
        .orElse(BigDecimal.ZERO);
  }

  private static void requireSpent(Stage stage) {
    for (String repository : List.of("r01", "r02", "others")) {
      requireSpentAt(stage, repository);
    }
  }

  /** One answer's price. */
  private static void requireSpentAt(Stage stage, String repository) {
    Stage.Said said = stage.tributary("repo", "budget", "-r", repository, "-o", "csv");
    assertEquals(0, said.code(), said.err());
    Matcher row =
        Pattern.compile("(?m)^\\w+,ever,[0-9.]+,([0-9.]+),[0-9.]+,[0-9.]+,1,").matcher(said.out());
    assertTrue(row.find(), repository + ": " + said.out());
    assertEquals(0, new BigDecimal("0.25").compareTo(new BigDecimal(row.group(1))), said.out());
  }
}
