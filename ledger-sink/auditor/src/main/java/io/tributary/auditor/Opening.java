package io.tributary.auditor;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.transcript.RunResult;
import java.util.List;
import java.util.Optional;

/** What came of opening a run's answer. */
public sealed interface Opening {
  /** The audit that came first. */
  AuditReport report();

  /** What the querier can sign over this transcript root; empty if nothing is decided. */
  default Optional<Receipt> receipt(Digest transcriptRoot) {
    return Optional.empty();
  }

  /**
   * In a sum run every node's opening matches the products of the commitments; in a comparison run
   * enough nodes agree.
   *
   * @param result what was opened, from which {@code result.json} is written
   * @param liars nodes of a comparison run that sent something false; the answer is right all the
   *     same
   */
  record Answer(AuditReport report, RunResult result, List<PartyId> liars) implements Opening {
    @Override
    public Optional<Receipt> receipt(Digest transcriptRoot) {
      return Optional.of(new Receipt(result.run(), transcriptRoot, 0, Digest.ZERO));
    }
  }

  /**
   * A node's opening does not match its products.
   *
   * @param node who lied
   * @param block the first block that does not match
   * @param evidence convinces anyone, and is kept as {@code evidence.json}
   * @param forLedger the same as the contract judges it; empty if it may not be shown there, or the
   *     block is larger than the contract takes
   */
  record Lie(
      AuditReport report,
      PartyId node,
      int block,
      SumEvidence evidence,
      Optional<OpeningEvidence> forLedger)
      implements Opening {
    @Override
    public Optional<Receipt> receipt(Digest transcriptRoot) {
      return Optional.of(
          new Receipt(evidence.root().statement().runId(), transcriptRoot, 1, node.bytes32()));
    }
  }

  /**
   * A node's output cannot be read, which proves nothing to others: only the querier has the key.
   *
   * @param node whose output it is
   * @param why what is wrong with it
   */
  record Unreadable(AuditReport report, PartyId node, String why) implements Opening {}

  /**
   * The nodes' outputs of a comparison run do not come to an answer.
   *
   * @param why what each lacks
   */
  record NotOpened(AuditReport report, String why) implements Opening {}

  /** The audit failed, so nothing was opened. */
  record NotProven(AuditReport report) implements Opening {}
}
