package io.tributary.cli.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestTest {
  private static final List<String> JOBS = List.of("taxi-pay", "tpch-q1", "tpch-q6");

  @Test
  void nearest_slipOfTheFinger_findsTheWord() {
    assertEquals(Optional.of("taxi-pay"), Suggest.nearest("taxipay", JOBS));
    assertEquals(Optional.of("tpch-q1"), Suggest.nearest("tpch-1q", JOBS));
  }

  @Test
  void nearest_partOfAWord_findsIt() {
    assertEquals(Optional.of("taxi-pay"), Suggest.nearest("taxi", JOBS));
  }

  @Test
  void nearest_somethingElse_suggestsNothing() {
    assertEquals(Optional.empty(), Suggest.nearest("hospital-stays", JOBS));
  }

  @Test
  void unknownJob_error_namesKnownAndNearest() {
    CliException e = UsageErrors.unknownJob("taxi-pai", JOBS);
    assertEquals(Exit.USAGE, e.exit());
    assertEquals(
        """
        error: there is no job taxi-pai
          why: known jobs: taxi-pay, tpch-q1, tpch-q6
          fix: did you mean taxi-pay?\
        """,
        e.text(Called.now()));
    assertTrue(Exit.MISMATCH.code() == 5 && Exit.TOO_FEW.code() == 4);
  }
}
