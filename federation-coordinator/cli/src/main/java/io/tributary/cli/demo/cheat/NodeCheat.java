package io.tributary.cli.demo.cheat;

import io.tributary.auditor.AuditReport;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.Exit;
import io.tributary.ledger.chain.LedgerEvent.NodeConvicted;
import io.tributary.protocol.id.RunId;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A node flips one bit of its sum: the asker's evidence convicts it, and it loses its bond. */
final class NodeCheat implements Cheat {
  private static final String LIAR = "n2";

  @Override
  public CheatOutcome play(CheatStage stage) {
    stage.say("node " + LIAR + " is run by a liar from now on");
    stage.federation().cheaters().replace(LIAR, CheatKind.NODE.program());
    Deposits before = stage.deposits();
    BigInteger owed = stage.credit();
    RunId run = stage.ask();
    stage.awaitReleased(run);
    stage.say(stage.asker() + " opens the sums, and hands in what proves something");
    Optional<CliException> refused = open(stage, run);
    return judged(stage, run, refused, before, owed);
  }

  /** Why there is no answer; empty if there is one. */
  private static Optional<CliException> open(CheatStage stage, RunId run) {
    try {
      stage.open(run);
      return Optional.empty();
    } catch (CliException e) {
      if (e.exit() != Exit.MISMATCH) {
        throw e;
      }
      return Optional.of(e);
    }
  }

  private static CheatOutcome judged(
      CheatStage stage,
      RunId run,
      Optional<CliException> refused,
      Deposits before,
      BigInteger owed) {
    List<NodeConvicted> convicted = stage.events(run, NodeConvicted.class);
    Deposits after = stage.deposits();
    BigInteger credited = stage.credit().subtract(owed);
    AuditReport audit = stage.audit(run);
    CheatStory story = new CheatStory("node " + LIAR + " flips one bit of its sum");
    tell(story, stage, refused, convicted);
    Fine.tell(story, LIAR, before.losses(after), credited, stage.asker());
    story.promise(
        "no wrong answer is shown: " + stage.asker() + " reads none", refused.isPresent());
    story.promise(
        "the ledger names " + LIAR + " and nobody else",
        convicted.size() == 1 && convicted.get(0).node().name().equals(LIAR));
    story.promise(
        "whoever audits the run finds " + LIAR + " named",
        audit.checks().stream().anyMatch(check -> !check.ok() && check.detail().contains(LIAR)));
    return new CheatOutcome(
        CheatKind.NODE,
        LIAR,
        convicted.stream().map(event -> event.node().name()).findFirst(),
        !convicted.isEmpty(),
        before,
        after,
        run.toString(),
        audit,
        story);
  }

  private static void tell(
      CheatStory story,
      CheatStage stage,
      Optional<CliException> refused,
      List<NodeConvicted> convicted) {
    story.tell(
        stage.asker(),
        "asks " + stage.job() + "; repositories deal shares and commit to them, nodes check both");
    story.tell(
        LIAR,
        "adds its shares up, flips the lowest bit of one sum, and seals and signs that like any"
            + " other; from outside nothing can be told");
    story.tell(
        "nodes",
        "sign the products of the repositories' commitments, each of its own, "
            + LIAR
            + " too: else the run would not complete");
    story.tell(
        stage.asker(),
        refused
            .map(e -> "opens the sums: " + e.getMessage().replaceFirst("^run \\S+: ", ""))
            .orElse("opens the sums, and notices nothing"));
    for (NodeConvicted event : convicted) {
      story.tell(
          "ledger",
          "is shown two signatures of "
              + event.node()
              + " and block "
              + event.block()
              + " of its sums, works the commitment out itself, and names "
              + event.node());
    }
  }
}
