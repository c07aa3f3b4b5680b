package io.tributary.auditor;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.CommitmentTable;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.transcript.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each repository dealt: signed, complete, every commitment a point of the group, and under
 * the root it signed. A contribution that is not may be there only if it is not in the final set.
 */
final class ContributionsCheck {
  private ContributionsCheck() {}

  /**
   * A usable contribution.
   *
   * @param repository who dealt
   * @param line where
   * @param table its commitments
   */
  record Usable(PartyId repository, Line<Entry.Contributed> line, CommitmentTable table) {}

  /**
   * All contributions, by EIP-712 digest.
   *
   * @param by who dealt
   * @param usable those that can be summed
   * @param faults of the others
   */
  record Contributions(
      SortedMap<Digest, PartyId> by,
      SortedMap<Digest, Usable> usable,
      SortedMap<Digest, AuditFault> faults) {}

  static Finding<Contributions> check(Case run) {
    BlockShape shape = run.job().compiled().shape();
    int nodes = run.asked().nodes().size();
    SortedMap<Digest, PartyId> by = new TreeMap<>();
    SortedMap<Digest, Usable> usable = new TreeMap<>();
    SortedMap<Digest, AuditFault> faults = new TreeMap<>();
    List<String> unusable = new ArrayList<>();
    for (Line<Entry.Contributed> line : run.lines().of(Entry.Contributed.class)) {
      Contribution statement = line.entry().signed().statement();
      StatementCheck.ofRun(run, line, statement.runId());
      DecisionsCheck.asked(run, line.leaf(), statement.repository());
      Digest digest = line.digest(run.domain());
      by.put(digest, statement.repository());
      try {
        CommitmentTable table = table(run, line, nodes, shape);
        usable.put(digest, new Usable(statement.repository(), line, table));
      } catch (AuditFault fault) {
        faults.put(digest, fault);
        unusable.add(statement.repository().name());
      }
    }
    String detail =
        usable.size() + " of " + shape.blocks() + " blocks for each of " + nodes + " nodes";
    return new Finding<>(
        new Contributions(by, usable, faults),
        unusable.isEmpty() ? detail : detail + "; not usable: " + unusable);
  }

  private static CommitmentTable table(
      Case run, Line<Entry.Contributed> line, int nodes, BlockShape shape) {
    byte[] commitments =
        run.transcript()
            .blob(line.entry().commitments())
            .orElseThrow(() -> new AuditFault(line.leaf(), "the blob of commitments is missing"));
    try {
      return new ContributionMessage(line.entry().signed(), commitments, line.entry().sealed())
          .table(nodes, shape);
    } catch (ProtocolException e) {
      throw new AuditFault(line.leaf(), e.getMessage(), e);
    }
  }
}
