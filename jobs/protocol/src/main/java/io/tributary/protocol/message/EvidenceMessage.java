package io.tributary.protocol.message;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.MerkleTree;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.run.OutputPayload;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Signed;
import java.util.List;

/**
 * The querier's evidence against a node, published by the coordinator and meant for the ledger.
 *
 * @param evidence signed by the node alone
 */
public record EvidenceMessage(OpeningEvidence evidence) implements Message {
  /**
   * Evidence from a node's output and completion.
   *
   * @param output as it was opened
   * @param products of the completion, 48 bytes a block
   * @param block that does not match
   */
  public static EvidenceMessage of(
      OutputPayload.Opened output,
      BlockShape shape,
      Signed<Completion> completion,
      byte[] products,
      int block) {
    Completion said = completion.statement();
    List<byte[]> leaves = OutputPayload.leaves(output.sums(), output.blindings(), shape);
    List<byte[]> points = CompletionMessage.points(products);
    return new EvidenceMessage(
        new OpeningEvidence(
            output.statement(said.node(), said.runId(), said.epoch()),
            completion,
            block,
            shape.blocks(),
            leaves.get(block),
            path(leaves, block),
            points.get(block),
            path(points, block)));
  }

  private static List<Digest> path(List<byte[]> data, int block) {
    return MerkleTree.of(data).path(block).stream().map(Digest::of).toList();
  }
}
