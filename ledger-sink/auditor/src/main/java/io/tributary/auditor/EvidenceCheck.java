package io.tributary.auditor;

import io.tributary.auditor.ContributionsCheck.Usable;
import io.tributary.mpc.BlockShape;
import io.tributary.mpc.Commitment;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.Pedersen;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.statement.SumRoot;
import io.tributary.protocol.transcript.Leaf;
import java.util.List;

/** The querier's evidence against a node: it convicts, or it is worth nothing. */
final class EvidenceCheck {
  private EvidenceCheck() {}

  static String check(Case run, List<Usable> members, byte[] file) {
    AuditFault.unless(
        !run.compares(), Leaf.EVIDENCE, "nothing of a comparison run is ever opened as evidence");
    SumEvidence evidence;
    try {
      evidence = SumEvidence.read(file);
      run.verifier().verify(evidence.root());
    } catch (ProtocolException | IllegalArgumentException | NullPointerException e) {
      throw new AuditFault(Leaf.EVIDENCE, "is no evidence: " + e.getMessage(), e);
    }
    SumRoot statement = evidence.root().statement();
    int node = run.asked().nodes().indexOf(statement.node());
    AuditFault.unless(
        statement.runId().equals(run.run()) && node >= 0 && !members.isEmpty(),
        Leaf.EVIDENCE,
        "is about another run or no node of it");
    BlockShape shape = run.job().compiled().shape();
    AuditFault.unless(
        evidence.isUnderRoot(shape), Leaf.EVIDENCE, "the block is not under the signed root");
    Commitment product =
        CommitmentTable.product(members.stream().map(Usable::table).toList(), node)
            .get(evidence.block());
    AuditFault.unless(
        !evidence.opens(product.toBytes(), Pedersen.ofBlockSize(shape.blockSize())),
        Leaf.EVIDENCE,
        "the block opens the product: node " + statement.node() + " is accused wrongly");
    return "node "
        + statement.node()
        + " signed sums of block "
        + evidence.block()
        + " that do not open the product of the commitments";
  }
}
