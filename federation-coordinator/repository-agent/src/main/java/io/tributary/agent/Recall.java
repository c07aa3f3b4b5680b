package io.tributary.agent;

import io.tributary.protocol.flow.FinalSet;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.CellComputer;
import io.tributary.protocol.port.CellComputer.Consent;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.statement.RefusalCode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a question has its answer already (PROTOCOL 3.9). Within four weeks the same question to
 * the same repositories gets the answer of the last run that has completed, or none; a new one is
 * computed only for noise that is paid for.
 */
final class Recall {
  private final Ledger ledger;
  private final CellComputer computer;
  private final PolicyCheck policy;

  /** When runs that wait were first looked at; forgotten on restart. */
  private final Map<RunId, Long> since = new HashMap<>();

  Recall(Ledger ledger, CellComputer computer, PolicyCheck policy) {
    this.ledger = ledger;
    this.computer = computer;
    this.policy = policy;
  }

  /**
   * Whether it is not known yet: an earlier run is still going on. It is waited for as long as half
   * of the time to contribute is left, so that questions put at once get one answer.
   */
  boolean mustWait(RunView view, List<StoredAnswer> before, long now) {
    if (before.isEmpty()
        || wantsNew(view)
        || before.stream().noneMatch(answer -> goesOn(answer, now))) {
      since.remove(view.run());
      return false;
    }
    long first = since.computeIfAbsent(view.run(), run -> now);
    return now - first < view.request().contributionDeadline() - now;
  }

  private boolean goesOn(StoredAnswer answer, long now) {
    Optional<RunRecord> record = ledger.run(answer.run());
    RunState state = record.map(RunRecord::state).orElse(RunState.NONE);
    return switch (state) {
      case NONE -> now < answer.contributionDeadline();
      case OPEN, CLOSED -> isThis(record.get(), answer) && now < answer.deadline();
      case COMPLETED, RECEIVED, ABORTED -> false;
    };
  }

  private static boolean isThis(RunRecord record, StoredAnswer answer) {
    return record.requestDigest().equals(answer.requestDigest());
  }

  private static boolean wantsNew(RunView view) {
    return view.dispatch().parameters().fresh() && view.compiled().noise().isPresent();
  }

  /**
   * An acceptance, which says of which run the cells are dealt if they are not computed; or a
   * refusal.
   */
  Verdict verdict(RunView view, List<StoredAnswer> before, long now) {
    Optional<StoredAnswer> last = wantsNew(view) ? Optional.empty() : last(before);
    if (last.isEmpty()) {
      return Verdict.ACCEPT;
    }
    RunId earlier = last.get().run();
    if (view.dispatch().parameters().fresh()) {
      return no(earlier, "and a new answer without noise would tell what has changed");
    }
    if (last.get().dealt().isEmpty()) {
      return no(earlier, "without this repository");
    }
    return stands(view, last.get().dealt().get(), now)
        ? new Verdict.Accept(Optional.of(earlier))
        : no(earlier, "for people of whom some have not granted this, or not any more");
  }

  private static Verdict no(RunId earlier, String why) {
    return Verdict.refuse(
        RefusalCode.REPEATED, "the same question was answered in run " + earlier + ", " + why);
  }

  /** The last that has completed; the same at every repository that knows of all. */
  private Optional<StoredAnswer> last(List<StoredAnswer> before) {
    return before.stream()
        .filter(
            answer ->
                ledger
                    .run(answer.run())
                    .filter(record -> FinalSet.isCompleted(record) && isThis(record, answer))
                    .isPresent())
        .max(
            Comparator.comparingLong(StoredAnswer::contributionDeadline)
                .thenComparing(answer -> answer.run().toString()));
  }

  /** Whether everybody whose rows are in an earlier answer has granted this one, too. */
  boolean stands(RunView view, StoredAnswer.Dealt dealt, long now) {
    Consent then = dealt.used().counted();
    Consent current = policy.consent(view, now);
    if (!current.subjects().equals(then.subjects())) {
      return false;
    }
    return dealt.grants().map(s -> computer.stillGranted(then, s, current)).orElse(true);
  }
}
