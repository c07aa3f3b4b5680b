package io.tributary.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.query.Results;
import io.tributary.protocol.id.RunId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A repository whose policy wants a person's word on each run. */
@ExtendWith(OnStage.class)
class ApprovalIT {
  private static final Map<String, String> WELCOME = Map.of("max_miles", "24.00");
  private static final Map<String, String> UNWELCOME = Map.of("max_miles", "24.50");

  @Test
  void runs_thatWaitForAPerson_endAsThePersonSays(Stage stage) throws Exception {
    String automatic = "approval: automatic";
    try (PolicyChange change = new PolicyChange(stage, "r02", automatic, "approval: manual")) {
      RunId welcome = stage.ask(WELCOME);
      RunId unwelcome = stage.ask(UNWELCOME);
      stage.await("the runs do not wait", () -> waits(stage, welcome) && waits(stage, unwelcome));
      stage.awaitState(welcome, "r01", "contributed", "checked");
      stage.awaitState(welcome, change.repository(), "asked");
      say(stage, "deny", unwelcome);
      say(stage, "approve", welcome);
      requireRefused(stage, unwelcome);
      requireRight(stage, welcome);
      assertTrue(!waits(stage, welcome) && !waits(stage, unwelcome), "they wait no more");
    }
  }

  private static boolean waits(Stage stage, RunId run) {
    return stage.tributary("repo", "pending", "-r", "r02").out().contains(run.toString());
  }

  private static void say(Stage stage, String word, RunId run) {
    Stage.Said said = stage.tributary("repo", word, run.toString(), "-r", "r02");
    assertEquals(0, said.code(), said.err());
  }

  private static void requireRefused(Stage stage, RunId run) {
    Stage.Said result = stage.tributary("result", run.toString(), "--wait");
    assertEquals(3, result.code(), result.err());
    assertTrue(result.err().contains("was refused by r02"), result.err());
    assertTrue(result.err().contains("DENIED"), result.err());
    assertTrue(result.out().isEmpty(), result.out());
  }

  private static void requireRight(Stage stage, RunId run) {
    stage.awaitReleased(run);
    Results.Opened opened = stage.open(run);
    assertEquals(Optional.empty(), opened.answer().difference(stage.pooled(WELCOME)));
    assertTrue(opened.audit().ok(), opened.audit()::text);
  }
}
