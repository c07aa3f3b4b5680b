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
import org.junit.jupiter.params.provider.ValueSource;

/** Any process may be killed in the middle and started again: nothing is lost or half-counted. */
@ExtendWith(OnStage.class)
class RecoveryIT {
  private static final Map<String, String> ALL_TRIPS = Map.of();

  @ParameterizedTest
  @ValueSource(strings = {"r01", "n2", "coordinator", "sink", "broker", "chain"})
  void run_withAPartyKilledInTheMiddle_endsRight(String party, Stage stage) throws Exception {
    RunId run = stage.ask(ALL_TRIPS);
    stage.awaitState(run, "r01", "accepted", "contributed", "checked");
    stage.federation().crash(party);
    stage.federation().restart(party);
    requireRight(run, stage);
  }

  @Test
  void run_askedWhileTwoRepositoriesAreDown_endsRightOnceTheyAreBack(Stage stage) {
    stage.federation().crash("r02");
    stage.federation().crash("others");
    RunId run = stage.ask(ALL_TRIPS);
    stage.federation().restart("r02");
    stage.federation().restart("others");
    requireRight(run, stage);
  }

  private static void requireRight(RunId run, Stage stage) {
    int repositories = stage.awaitReleased(run).repositories().size();
    assertEquals(3, repositories);
    Results.Opened opened = stage.open(run);
    assertEquals(Optional.empty(), opened.answer().difference(stage.pooled(ALL_TRIPS)));
    assertTrue(opened.audit().ok(), opened.audit()::text);
  }
}
