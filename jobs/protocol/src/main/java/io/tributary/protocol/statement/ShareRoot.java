package io.tributary.protocol.statement;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;

/**
 * Inside the sealed share: binds its expanded blocks to the dealer.
 *
 * @param repository the dealer
 * @param runId the run
 * @param node who receives the share
 * @param root Merkle root over the blocks' shares and blinding
 * @param epoch key epoch of the signer
 */
public record ShareRoot(PartyId repository, RunId runId, PartyId node, Digest root, int epoch)
    implements Statement {
  public ShareRoot {
    Check.present(repository, runId, node, root);
    Check.epoch(epoch);
  }
}
