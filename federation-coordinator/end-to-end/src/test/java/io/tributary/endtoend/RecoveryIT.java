package io.tributary.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.query.Results;
import io.tributary.protocol.id.RunId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Any process may be killed in the middle and started again: nothing is lost or half-counted. Each
 * question is a new one, so that none is answered from store.
 */
@ExtendWith(OnStage.class)
class RecoveryIT {
  @ParameterizedTest
  @CsvSource({
    "r01, 20.50",
    "n2, 21.00",
    "coordinator, 21.50",
    "sink, 22.00",
    "broker, 22.50",
    "chain, 23.00"
  })
  void run_withAPartyKilledInTheMiddle_endsRight(String party, String miles, Stage stage)
      throws Exception {
    Map<String, String> question = Map.of("max_miles", miles);
    RunId run = stage.ask(question);
    stage.awaitState(run, "r01", "accepted", "contributed", "checked");
    stage.federation().crash(party);
    stage.federation().restart(party);
    requireRight(run, question, stage);
  }

  @Test
  void run_askedWhileTwoRepositoriesAreDown_endsRightOnceTheyAreBack(Stage stage) {
    stage.federation().crash("r02");
    stage.federation().crash("others");
    Map<String, String> question = Map.of("max_miles", "23.50");
    RunId run = stage.ask(question);
    stage.federation().restart("r02");
    stage.federation().restart("others");
    requireRight(run, question, stage);
  }

  private static void requireRight(RunId run, Map<String, String> question, Stage stage) {
    int repositories = stage.awaitReleased(run).repositories().size();
    assertEquals(3, repositories);
    Results.Opened opened = stage.open(run);
    assertEquals(Optional.empty(), opened.answer().difference(stage.pooled(question)));
    assertTrue(opened.audit().ok(), opened.audit()::text);
  }
}
