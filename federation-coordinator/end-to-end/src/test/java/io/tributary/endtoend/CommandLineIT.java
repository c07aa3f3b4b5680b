package io.tributary.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The command line against a federation that runs. */
@ExtendWith(OnStage.class)
class CommandLineIT {
  @Test
  void run_thenResultThenAudit_saysWhatAPersonNeeds(Stage stage) {
    Stage.Said asked = stage.tributary("run", "taxi-pay", "--param", "max_miles=3.00", "--wait");
    assertEquals(0, asked.code(), asked.err());
    String run = asked.out().strip();
    assertTrue(run.startsWith("0x") && run.length() == 66, run);
    Stage.Said result = stage.tributary("result", run, "-o", "csv");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("payment_type,hour_band,trips,"), result.out());
    assertEquals(0, stage.tributary("audit", run).code());
    assertTrue(stage.tributary("runs").out().contains(run));
  }

  @Test
  @Tag("threat-47")
  void run_askedAgain_hasTheSameAnswerAndSaysOfWhichRunItIs(Stage stage) {
    String[] question = {"run", "taxi-pay", "--param", "max_miles=4.00", "--wait"};
    String first = stage.tributary(question).out().strip();
    Stage.Said asked = stage.tributary(question);
    assertEquals(0, asked.code(), asked.err());
    Stage.Said again = stage.tributary("result", asked.out().strip(), "-o", "csv");
    assertEquals(stage.tributary("result", first, "-o", "csv").out(), again.out());
    assertTrue(again.err().contains("this is the answer of run " + first), again.err());
    Stage.Said json = stage.tributary("result", asked.out().strip(), "-o", "json");
    assertTrue(json.out().contains("again") && json.out().contains(first), json.out());
    Stage.Said audit = stage.tributary("audit", asked.out().strip());
    assertEquals(0, audit.code(), audit.out() + audit.err());
    assertTrue(audit.out().contains("the answer of run " + first), audit.out());
  }

  @Test
  void run_ofAnUnknownJob_suggestsTheRightOne(Stage stage) {
    Stage.Said said = stage.tributary("run", "taxi-pai");
    assertEquals(2, said.code());
    assertTrue(said.err().contains("taxi-pay"), said.err());
  }

  @Test
  void run_withAParameterOfTheWrongType_saysWhichAndWhatItTakes(Stage stage) {
    Stage.Said said = stage.tributary("run", "taxi-pay", "--param", "max_miles=far");
    assertEquals(2, said.code());
    assertTrue(said.err().contains("max_miles") && said.err().contains("decimal"), said.err());
  }

  @Test
  void run_withAnUnknownParameter_isAUsageError(Stage stage) {
    Stage.Said said = stage.tributary("run", "taxi-pay", "--param", "miles=3");
    assertEquals(2, said.code());
    assertTrue(said.err().contains("max_miles"), said.err());
  }

  @Test
  void result_ofAnUnknownRun_isAUsageError(Stage stage) {
    Stage.Said said = stage.tributary("result", "0x" + "ab".repeat(32));
    assertEquals(2, said.code(), said.err());
  }

  @Test
  void run_withTooFewRepositories_exitsFourAndCanBeAuditedAllTheSame(Stage stage) {
    stage.federation().crash("others");
    try {
      Stage.Said said = stage.tributary("run", "taxi-pay", "--within", "20", "--wait");
      assertEquals(4, said.code(), said.err());
      assertTrue(said.err().contains("never answered: others"), said.err());
      String run = said.out().strip();
      assertEquals(4, stage.tributary("result", run).code());
      Stage.Said audit = stage.tributary("audit", run);
      assertEquals(0, audit.code(), audit.out() + audit.err());
    } finally {
      stage.federation().restart("others");
    }
  }

  @Test
  void status_listsEveryParty(Stage stage) {
    Stage.Said said = stage.tributary("status");
    assertEquals(0, said.code(), said.err());
    for (String party : new String[] {"broker", "chain", "sink", "coordinator", "n1", "others"}) {
      assertTrue(said.out().contains(party), party + " is missing: " + said.out());
    }
  }
}
