package io.tributary.protocol.statement;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;

/**
 * Inside the sealed output: binds the opened blocks to the node.
 *
 * @param node who summed
 * @param runId the run
 * @param root Merkle root over the blocks' sums and blinding
 * @param epoch key epoch of the signer
 */
public record SumRoot(PartyId node, RunId runId, Digest root, int epoch) implements Statement {
  public SumRoot {
    Check.present(node, runId, root);
    Check.epoch(epoch);
  }
}
