package io.tributary.cli.demo.cheat;

import io.tributary.auditor.AuditReport;
import io.tributary.cli.query.RunStatus;
import io.tributary.protocol.id.RunId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The coordinator tells one repository another parameter than the asker has signed: it refuses, and
 * the others answer the question as it was signed.
 */
final class CoordinatorCheat implements Cheat {
  private static final String LIAR = "coordinator";
  private static final String VICTIM = "r02";

  /** What is said of a dispatch that has not the digests of the signed request. */
  private static final String REFUSAL = "MALFORMED";

  @Override
  public CheatOutcome play(CheatStage stage) {
    stage.say("the coordinator is run by a liar from now on");
    stage.federation().cheaters().replace(LIAR, CheatKind.COORDINATOR.program());
    Deposits before = stage.deposits();
    RunId run = stage.ask();
    RunStatus end = stage.awaitReleased(run);
    stage.open(run);
    Deposits after = stage.deposits();
    AuditReport audit = stage.audit(run);
    Map<String, String> refusals = end.refusals();
    boolean refused = REFUSAL.equals(refusals.get(VICTIM));
    CheatStory story = new CheatStory("the coordinator alters a parameter for one repository");
    tell(story, stage, refusals);
    story.promise(
        VICTIM + " alone refuses, with " + REFUSAL,
        refused && refusals.keySet().equals(Set.of(VICTIM)));
    story.promise("the others answer the signed question, and the audit passes", audit.ok());
    story.promise("nobody is fined", before.losses(after).isEmpty());
    // Only the coordinator may write to a repository's dispatch topic, and it signs nothing there.
    return new CheatOutcome(
        CheatKind.COORDINATOR,
        LIAR,
        Optional.of(LIAR).filter(named -> refused),
        false,
        before,
        after,
        run.toString(),
        audit,
        story);
  }

  private static void tell(CheatStory story, CheatStage stage, Map<String, String> refusals) {
    story.tell(
        stage.asker(),
        "signs a request for " + stage.job() + " that holds a salted digest of the parameters");
    story.tell(
        LIAR,
        "passes the request on as it is, but beside it gives " + VICTIM + " another parameter");
    refusals.forEach(
        (repository, code) ->
            story.tell(
                repository,
                "finds that the parameters have not the digest signed, computes nothing, and signs"
                    + " a refusal: "
                    + code));
    story.tell("others", "have what was signed, and answer it");
    story.tell(
        stage.asker(),
        "opens the others' answer, and sees who refused and why: the request being in order, what "
            + VICTIM
            + " got was altered on its way, and only the coordinator may write there");
    story.tell(
        "ledger",
        "has the refusal and decides nothing: the coordinator signed nothing false, and has nothing"
            + " at stake; all it could do was to leave a repository out");
  }
}
