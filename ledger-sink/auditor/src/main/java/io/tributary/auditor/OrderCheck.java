package io.tributary.auditor;

import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.ledger.chain.StatementKind;
import io.tributary.protocol.id.Digest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of the run came in their order and in time, by block times: opened, contributed,
 * checked, closed, completed, received.
 */
final class OrderCheck {
  private OrderCheck() {}

  static String check(Case run, Set<Digest> members) {
    long deadline = run.asked().deadline();
    Optional<Dated<LedgerEvent.RunClosed>> closed =
        run.chain().one(run.run(), LedgerEvent.RunClosed.class);
    Optional<Dated<LedgerEvent.RunCompleted>> completed =
        run.chain().one(run.run(), LedgerEvent.RunCompleted.class);
    Optional<Dated<LedgerEvent.RunReceived>> received =
        run.chain().one(run.run(), LedgerEvent.RunReceived.class);

    for (Dated<LedgerEvent.StatementRecorded> record :
        run.chain().of(run.run(), LedgerEvent.StatementRecorded.class)) {
      after(run.opened(), record);
      StatementKind kind = record.event().kind();
      if (kind == StatementKind.CHECKED
          || (kind == StatementKind.CONTRIBUTION && members.contains(record.event().digest()))) {
        closed.ifPresent(close -> after(record, close));
      } else if (kind == StatementKind.COMPLETION) {
        closed.ifPresent(close -> after(close, record));
        completed.ifPresent(complete -> after(record, complete));
      }
    }
    closed.ifPresent(close -> inTime(close, deadline));
    completed.ifPresent(complete -> inTime(complete, deadline));
    for (Dated<?> step :
        List.of(closed, completed, received).stream().flatMap(Optional::stream).toList()) {
      after(run.opened(), step);
    }
    if (completed.isPresent()) {
      AuditFault.unless(closed.isPresent(), completed.get().leaf(), "completed, but never closed");
      after(closed.get(), completed.get());
    }
    if (received.isPresent()) {
      AuditFault.unless(
          completed.isPresent(), received.get().leaf(), "received, but never completed");
      after(completed.get(), received.get());
    }
    return "opened at "
        + run.opened().time()
        + closed.map(e -> ", closed at " + e.time()).orElse("")
        + completed.map(e -> ", completed at " + e.time()).orElse("")
        + received.map(e -> ", received at " + e.time()).orElse("")
        + "; deadline "
        + deadline;
  }

  private static void after(Dated<?> first, Dated<?> second) {
    AuditFault.unless(
        first.place() < second.place() && first.time() <= second.time(),
        second.leaf(),
        second.event().getClass().getSimpleName()
            + " stands before "
            + first.event().getClass().getSimpleName());
  }

  private static void inTime(Dated<?> step, long deadline) {
    AuditFault.unless(
        step.time() <= deadline,
        step.leaf(),
        step.event().getClass().getSimpleName() + " at " + step.time() + ", after " + deadline);
  }
}
