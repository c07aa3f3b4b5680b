package io.tributary.cli.demo.cheat;

import io.tributary.auditor.AuditReport;
import io.tributary.cli.query.Results;
import io.tributary.ledger.chain.LedgerEvent.EquivocationRecorded;
import io.tributary.protocol.id.RunId;
import java.math.BigInteger;
import java.util.List;

/**
 * A repository signs two contributions to one run: both signatures go to the ledger, and it loses
 * what it has at stake. The run goes on with what every node has of it.
 */
final class RepositoryCheat implements Cheat {
  private static final String LIAR = "r02";

  @Override
  public CheatOutcome play(CheatStage stage) {
    stage.say("every repository puts a bond at stake, which it need not");
    stage.stakeRepositories();
    stage.say("repository " + LIAR + " is run by a liar from now on");
    stage.federation().cheaters().replace(LIAR, CheatKind.REPOSITORY.program());
    Deposits before = stage.deposits();
    BigInteger owed = stage.credit();
    RunId run = stage.ask();
    stage.awaitReleased(run);
    List<EquivocationRecorded> recorded = stage.awaitEvents(run, EquivocationRecorded.class);
    Results.Opened opened = stage.open(run);
    Deposits after = stage.deposits();
    BigInteger credited = stage.credit().subtract(owed);
    AuditReport audit = stage.audit(run);
    CheatStory story = new CheatStory("repository " + LIAR + " signs two contributions to one run");
    tell(story, stage, recorded, opened);
    Fine.tell(story, LIAR, before.losses(after), credited, stage.asker());
    story.promise(
        "the ledger names " + LIAR + " and nobody else",
        recorded.size() == 1 && recorded.get(0).party().name().equals(LIAR));
    story.promise("the others' run goes on, and its audit passes", audit.ok());
    return new CheatOutcome(
        CheatKind.REPOSITORY,
        LIAR,
        recorded.stream().map(event -> event.party().name()).findFirst(),
        !recorded.isEmpty(),
        before,
        after,
        run.toString(),
        audit,
        story);
  }

  private static void tell(
      CheatStory story,
      CheatStage stage,
      List<EquivocationRecorded> recorded,
      Results.Opened opened) {
    story.tell(
        LIAR,
        "deals twice for one run, the second time with 10 more in every cell, and signs both"
            + " contributions");
    story.tell(
        "nodes",
        "check and add up one of them, the same at every node, and keep the other as evidence");
    story.tell("sink", "carries both signed statements to the contract, as anybody could");
    for (EquivocationRecorded event : recorded) {
      story.tell(
          "ledger",
          "holds two contributions of "
              + event.party()
              + ", "
              + event.first()
              + " and "
              + event.second()
              + ", under signatures of its one key: recorded once, for good");
    }
    story.tell(
        stage.asker(),
        "opens an answer of "
            + opened.answer().rows().size()
            + " row(s), of one contribution each");
  }
}
