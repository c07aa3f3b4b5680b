package io.tributary.cli.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.error.CliException;
import io.tributary.cli.error.Exit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AbortedTest {
  private static RunStatus status(String abort, String... states) {
    Map<String, String> repositories = new LinkedHashMap<>();
    for (int i = 0; i < states.length; i++) {
      repositories.put("r0" + (i + 1), states[i]);
    }
    return new RunStatus("0x1", "taxi-pay", "ABORTED", repositories, Map.of(), 0, Map.of(), abort);
  }

  @Test
  void of_tooFew_saysHowManyAreNeededAndWhoDidWhat() {
    CliException e = Aborted.of(status("TOO_FEW", "contributed", "asked", "accepted"), 3);
    assertEquals(Exit.TOO_FEW, e.exit());
    assertEquals(
        "the job needs 3 organisations; contributed: r01;"
            + " accepted, but sent nothing in time: r03; never answered: r02",
        e.why());
    assertTrue(Aborted.is(e));
  }

  @Test
  void of_refusal_isARefusal() {
    CliException e = Aborted.of(status("TOO_FEW", "contributed", "refused POLICY"), 3);
    assertEquals(Exit.REFUSED, e.exit());
    assertEquals("run 0x1 was refused by r02", e.getMessage());
  }

  @Test
  void of_anotherReason_isAFailureThatNamesIt() {
    CliException e = Aborted.of(status("NO_AGREEMENT", "checked"), 3);
    assertEquals(Exit.FAILED, e.exit());
    assertTrue(e.why().contains("NO_AGREEMENT"), e.why());
    assertTrue(e.why().contains("contributed: r01"), e.why());
    assertTrue(e.why().contains("nearly the same repositories"), e.why());
  }
}
