package io.tributary.cli.demo.cheat;

import io.tributary.auditor.AuditReport;
import io.tributary.cli.query.Results;
import io.tributary.protocol.id.RunId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A second sink carries everything to the contract with a bit changed: the contract takes nothing
 * of it, and the honest one's run goes on.
 */
final class SinkCheat implements Cheat {
  private static final String LIAR = "sink-2";
  private static final String CONTRIBUTION = "recordContribution";

  @Override
  public CheatOutcome play(CheatStage stage) {
    stage.say("a second sink, " + LIAR + ", starts beside the honest one, and forges");
    stage.federation().cheaters().secondSink(LIAR, CheatKind.SINK.program());
    Deposits before = stage.deposits();
    RunId run = stage.ask();
    stage.awaitReleased(run);
    Results.Opened opened = stage.open(run);
    Deposits after = stage.deposits();
    AuditReport audit = stage.audit(run);
    boolean contribution =
        stage.await(() -> refused(stage).stream().anyMatch(r -> r.function().equals(CONTRIBUTION)));
    List<Refused> refused = refused(stage);
    CheatStory story = new CheatStory("a second sink forges what it carries to the contract");
    tell(story, refused);
    story.tell(
        stage.asker(), "opens an answer of " + opened.answer().rows().size() + " row(s), as ever");
    story.promise("the contract refuses contributions with another root", contribution);
    story.promise("nothing of " + LIAR + " is on the chain", stage.transactions(LIAR) == 0);
    story.promise("the honest sink's run goes on, and its audit passes", audit.ok());
    story.promise("nobody is fined", before.losses(after).isEmpty());
    return new CheatOutcome(
        CheatKind.SINK,
        LIAR,
        Optional.empty(),
        !refused.isEmpty(),
        before,
        after,
        run.toString(),
        audit,
        story);
  }

  private static List<Refused> refused(CheatStage stage) {
    return Refused.in(stage.log(LIAR));
  }

  private static void tell(CheatStory story, List<Refused> refused) {
    story.tell(
        LIAR,
        "reads what everybody signs, changes a bit of it (of contributions the root of the"
            + " commitments, else the signature), and calls the contract from an account of its"
            + " own");
    Set<String> told = new TreeSet<>();
    for (Refused each : refused) {
      if (told.add(each.function() + each.error())) {
        story.tell("ledger", "refuses " + each.function() + " of " + LIAR + ": " + each.error());
      }
    }
    story.tell("sink", "carries the same statements as they were signed, and these count");
  }
}
