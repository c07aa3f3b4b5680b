package io.tributary.auditor;

import io.tributary.auditor.ContributionsCheck.Usable;
import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.ledger.chain.StatementKind;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.Statement;
import io.tributary.protocol.transcript.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Transcript and ledger tell one story: what the contract has recorded for this run is in the
 * transcript, and what had to be recorded for the run to end as it did is on the contract.
 *
 * <p>What repositories outside the final set said may be missing there: the contract takes nothing
 * once the set is final. Complaints and proposals never go there.
 */
final class LedgerCheck {
  private static final Map<Class<? extends Statement>, StatementKind> KINDS =
      Map.of(
          Acceptance.class, StatementKind.ACCEPTANCE,
          Refusal.class, StatementKind.REFUSAL,
          Contribution.class, StatementKind.CONTRIBUTION,
          Checked.class, StatementKind.CHECKED,
          Completion.class, StatementKind.COMPLETION,
          Receipt.class, StatementKind.RECEIPT,
          Abort.class, StatementKind.ABORT);

  private LedgerCheck() {}

  /** A statement's name on the ledger. */
  private record Key(StatementKind kind, Digest digest) {}

  static String check(Case run, List<Usable> members) {
    Map<Key, Line<Entry.OfStatement>> said = new HashMap<>();
    for (Line<Entry.OfStatement> line : run.lines().of(Entry.OfStatement.class)) {
      StatementKind kind = KINDS.get(line.statement().getClass());
      if (kind != null) {
        said.put(new Key(kind, line.digest(run.domain())), line);
      }
    }
    Set<Key> recorded = recorded(run, said.keySet());
    int missing = 0;
    for (Map.Entry<Key, Line<Entry.OfStatement>> statement : said.entrySet()) {
      if (!recorded.contains(statement.getKey())) {
        missing++;
        AuditFault.unless(
            mayBeMissing(run, statement.getKey(), statement.getValue().statement(), members),
            statement.getValue().leaf(),
            "the ledger has no record of this statement");
      }
    }
    endings(run);
    return recorded.size()
        + " statements on the ledger, all in the transcript; "
        + missing
        + " others did not have to be there";
  }

  private static Set<Key> recorded(Case run, Set<Key> said) {
    Set<Key> recorded = new HashSet<>();
    for (var event : run.chain().of(run.run(), LedgerEvent.StatementRecorded.class)) {
      Key key = new Key(event.event().kind(), event.event().digest());
      AuditFault.unless(
          said.contains(key),
          event.leaf(),
          "the ledger holds a statement of "
              + event.event().party()
              + " that the transcript does not have: "
              + event.event().kind());
      recorded.add(key);
    }
    for (var event : run.chain().of(run.run(), LedgerEvent.EquivocationRecorded.class)) {
      Key second = new Key(StatementKind.CONTRIBUTION, event.event().second());
      if (!isAfterTheEnd(run, event)) {
        AuditFault.unless(
            said.contains(second),
            event.leaf(),
            "the ledger holds a second contribution of "
                + event.event().party()
                + " that the transcript does not have");
      }
      recorded.add(second);
    }
    return recorded;
  }

  /**
   * The contract takes evidence of a second contribution for ever, and the transcript is finished
   * by then: a repository must not be able to spoil the audits of old runs.
   */
  static boolean isAfterTheEnd(Case run, Dated<LedgerEvent.EquivocationRecorded> event) {
    return run.chain()
        .one(run.run(), LedgerEvent.RunCompleted.class)
        .filter(completed -> completed.place() < event.place())
        .isPresent();
  }

  private static boolean mayBeMissing(
      Case run, Key key, Statement statement, List<Usable> members) {
    return switch (key.kind()) {
      case ACCEPTANCE ->
          members.stream()
              .noneMatch(m -> m.repository().equals(((Acceptance) statement).repository()));
      case CONTRIBUTION ->
          members.stream().noneMatch(m -> m.line().digest(run.domain()).equals(key.digest()));
      case CHECKED ->
          !((Checked) statement).inclusionRoot().equals(run.finalRoot())
              || !run.record().closers().contains(((Checked) statement).node());
      case COMPLETION ->
          !run.completed() || !run.record().completed().contains(((Completion) statement).node());
      // Too late to be recorded, or the run ended by its deadline before.
      case REFUSAL, ABORT -> true;
      case RECEIPT, REQUEST, NONE -> false;
    };
  }

  /** What the contract says of the end agrees with the statements it recorded. */
  private static void endings(Case run) {
    run.chain()
        .one(run.run(), LedgerEvent.NodeConvicted.class)
        .ifPresent(
            event -> {
              throw new AuditFault(
                  event.leaf(),
                  "the contract has named node "
                      + event.event().node()
                      + ": what it opened of block "
                      + event.event().block()
                      + " does not match its own product");
            });
    Optional<Dated<LedgerEvent.RunReceived>> received =
        run.chain().one(run.run(), LedgerEvent.RunReceived.class);
    for (Line<Entry.OfStatement> line : run.lines().about(Receipt.class)) {
      Receipt receipt = (Receipt) line.statement();
      boolean same =
          received
              .map(Dated::event)
              .filter(event -> event.transcriptRoot().equals(receipt.transcriptRoot()))
              .filter(event -> event.outcome() == receipt.outcome())
              .filter(event -> event.culprit().equals(receipt.culprit()))
              .isPresent();
      AuditFault.unless(same, line.leaf(), "the ledger has received another receipt");
    }
  }
}
