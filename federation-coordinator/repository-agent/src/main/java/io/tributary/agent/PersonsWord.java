package io.tributary.agent;

import io.tributary.party.desk.OperatorDesk;
import io.tributary.party.desk.WaitingRun;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.statement.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs that wait for a person, and what the person said; kept through restarts (PROTOCOL 6.3, step
 * 14).
 */
final class PersonsWord {
  private static final String WAITING = "waiting-for-a-person";
  private static final String SAID = "a-person-said";

  private PersonsWord() {}

  /** From now on the run waits. */
  static void await(Tx tx, RunId run, String rule) {
    tx.putIfAbsent(WAITING, run.toString(), rule.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the run waits and nobody has answered. */
  static boolean isAwaited(Tx tx, RunId run) {
    return tx.get(WAITING, run.toString()).isPresent() && said(tx, run).isEmpty();
  }

  /** Yes or no, once it has been said. */
  static Optional<Boolean> said(Tx tx, RunId run) {
    return tx.get(SAID, run.toString()).map(word -> word[0] == 1);
  }

  /** The refusal, if the person said no. */
  static Optional<Verdict.Refuse> refusal(Tx tx, RunId run) {
    return said(tx, run).filter(yes -> !yes).isPresent()
        ? Check.no(RefusalCode.DENIED, "a person decided against it")
        : Check.pass();
  }

  /** The run waits no more. */
  static void forget(Tx tx, RunId run) {
    tx.delete(WAITING, run.toString());
  }

  /** The rule under which a run waits. */
  static Map<String, byte[]> awaited(Tx tx) {
    return tx.scan(WAITING, "");
  }

  /**
   * Takes what people have put on the desk. An answer leaves the desk only after the transaction
   * that kept it, so that a crash loses none.
   */
  static List<RunId> take(Tx tx, OperatorDesk desk) {
    desk.answers()
        .forEach(
            (run, yes) -> {
              if (said(tx, run).isPresent()) {
                desk.taken(run);
              } else if (isAwaited(tx, run)) {
                tx.put(SAID, run.toString(), new byte[] {(byte) (yes ? 1 : 0)});
              }
            });
    return awaited(tx).keySet().stream().map(RunId::parse).filter(r -> isAwaited(tx, r)).toList();
  }

  /** What people are shown of a run. */
  static WaitingRun shown(RunView view, PartyId asker, byte[] rule) {
    return new WaitingRun(
        view.run(),
        asker,
        view.job().definition().name(),
        view.request().jobDigest(),
        view.job().definition().title(),
        view.purpose(),
        view.dispatch().parameters().values(),
        view.job().definition().inputs().stream()
            .filter(input -> !input.isPublic())
            .map(JobDefinition.Input::name)
            .toList(),
        new String(rule, StandardCharsets.UTF_8),
        view.request().contributionDeadline());
  }
}
