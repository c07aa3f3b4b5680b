package io.tributary.cli.demo.cheat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.auditor.AuditReport;
import io.tributary.cli.query.Results;
import io.tributary.ledger.chain.LedgerEvent.NodeConvicted;
import io.tributary.protocol.id.RunId;
import java.util.Map;
import java.util.Optional;

/**
 * The asker accuses an honest node, straight at the contract: which works everything out itself,
 * and refuses.
 */
final class QuerierCheat implements Cheat {
  private static final String ACCUSED = "n2";

  @Override
  public CheatOutcome play(CheatStage stage) {
    RunId run = stage.ask();
    stage.awaitReleased(run);
    Results.Opened opened = stage.open(run);
    Deposits before = stage.deposits();
    stage.say(stage.asker() + " accuses " + ACCUSED + ", which is honest");
    JsonNode answers =
        stage
            .federation()
            .cheaters()
            .beside(stage.asker(), CheatKind.QUERIER.program(), config(stage, opened));
    Deposits after = stage.deposits();
    AuditReport audit = stage.audit(run);
    CheatStory story =
        new CheatStory(stage.asker() + " accuses an honest node of having changed its sum");
    tell(story, stage.asker(), answers);
    story.promise(
        "the contract refuses each accusation, for its own reason",
        refused(answers, "truth", "OpeningMatches")
            && refused(answers, "otherSums", "NotUnderRoot")
            && refused(answers, "otherRoot", "WrongSigner"));
    story.promise("no node is named", stage.events(run, NodeConvicted.class).isEmpty());
    story.promise("nobody is fined", before.losses(after).isEmpty());
    story.promise("the run stands, and its audit passes", audit.ok());
    return new CheatOutcome(
        CheatKind.QUERIER,
        stage.asker(),
        Optional.empty(),
        true,
        before,
        after,
        run.toString(),
        audit,
        story);
  }

  private static Map<String, Object> config(CheatStage stage, Results.Opened opened) {
    return Map.of(
        "accused",
        ACCUSED,
        "run",
        opened.folder().toString(),
        "resultKey",
        stage.session().keys().resultFile(opened.run().toString()).toString());
  }

  private static boolean refused(JsonNode answers, String accusation, String error) {
    return answers.path(accusation).asText().equals(error);
  }

  private static void tell(CheatStory story, String asker, JsonNode answers) {
    story.tell(asker, "asks, and opens a right answer; then calls the contract by itself");
    accuse(
        story,
        asker,
        "shows what " + ACCUSED + " really said, as if it did not match",
        answers,
        "truth");
    accuse(story, asker, "changes one bit of the sums of " + ACCUSED, answers, "otherSums");
    accuse(
        story,
        asker,
        "changes the root, and keeps the signature of " + ACCUSED,
        answers,
        "otherRoot");
  }

  private static void accuse(
      CheatStory story, String asker, String how, JsonNode answers, String accusation) {
    story.tell(asker, how);
    story.tell("ledger", "refuses: " + answers.path(accusation).asText());
  }
}
