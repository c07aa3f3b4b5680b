package io.tributary.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.demo.cheat.CheatKind;
import io.tributary.cli.demo.cheat.CheatOutcome;
import io.tributary.cli.query.Results;
import io.tributary.protocol.id.RunId;
import io.tributary.testkit.NodeLyingToOthers;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real node, with a real node's key, that lies or goes away. */
@ExtendWith(OnStage.class)
class LyingNodeIT {
  private static final String LIAR = "n2";

  @Test
  @Tag("threat-36")
  void node_thatFlipsOneBitOfItsSum_isNamedByQuerierAndLedger(Stage stage) {
    try {
      CheatOutcome outcome = stage.cheat(CheatKind.NODE);
      assertTrue(outcome.caught(), () -> outcome.json().toString());
      assertEquals(Optional.of(LIAR), outcome.named());
      assertTrue(outcome.decidedOnLedger());
      Stage.Said result = stage.tributary("result", outcome.runId());
      assertEquals(5, result.code(), result.err());
      assertTrue(result.err().contains(LIAR), result.err());
      assertTrue(result.out().isEmpty(), "no answer is shown: " + result.out());
      Stage.Said deposits = stage.tributary("deposit");
      assertTrue(deposits.out().matches("(?s).*n2 +0 +1000000000 +no.*"), deposits.out());
      assertTrue(deposits.out().matches("(?s).*n1 +1000000000 +1000000000 +yes.*"), deposits.out());
      Stage.Said audit = stage.tributary("audit", outcome.runId());
      assertEquals(5, audit.code(), audit.out() + audit.err());
      assertTrue((audit.out() + audit.err()).contains(LIAR), audit.out() + audit.err());
      Stage.Said all = stage.tributary("audit", "--all");
      assertEquals(5, all.code(), all.out() + all.err());
      String named = outcome.runId() + ".*CULPRIT " + LIAR;
      assertTrue(all.out().matches("(?s).*" + named + ".*"), all.out());
      assertTrue(all.err().contains(LIAR + " was fined"), all.err());
    } finally {
      honestAgain(stage);
      stage.tributary("deposit", LIAR);
    }
  }

  /** In secure computation it is caught, and the others answer without it. */
  @Test
  @Tag("threat-37")
  void node_thatLiesToTheOthersInAComparisonRun_changesNothing(Stage stage) throws Exception {
    stage.federation().cheaters().replace(LIAR, NodeLyingToOthers.class.getName());
    try {
      RunId run = stage.ask(Map.of());
      stage.awaitReleased(run);
      Results.Opened opened = stage.open(run);
      assertEquals(Optional.empty(), opened.answer().difference(stage.pooled(Map.of())));
      assertTrue(opened.hidden() > 0, "no group is hidden");
      assertTrue(opened.audit().ok(), opened.audit()::text);
    } finally {
      honestAgain(stage);
    }
  }

  /** It does not come back before the run has ended. */
  @Test
  void node_killedWhileTheOthersCompare_isDoneWithout(Stage stage) throws Exception {
    RunId run = stage.ask(Map.of());
    stage.awaitState(run, LIAR, "checked");
    stage.federation().crash(LIAR);
    try {
      stage.awaitReleased(run);
      Results.Opened opened = stage.open(run);
      assertEquals(Optional.empty(), opened.answer().difference(stage.pooled(Map.of())));
      assertTrue(opened.audit().ok(), opened.audit()::text);
    } finally {
      stage.federation().restart(LIAR);
    }
  }

  private static void honestAgain(Stage stage) {
    stage.federation().crash(LIAR);
    stage.federation().restart(LIAR);
  }
}
