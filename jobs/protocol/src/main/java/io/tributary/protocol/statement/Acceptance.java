package io.tributary.protocol.statement;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;

/**
 * A repository will contribute.
 *
 * @param repository who accepts
 * @param runId the run
 * @param requestDigest EIP-712 digest of the request it has seen
 * @param epoch key epoch of the signer
 */
public record Acceptance(PartyId repository, RunId runId, Digest requestDigest, int epoch)
    implements Statement {
  public Acceptance {
    Check.present(repository, runId, requestDigest);
    Check.epoch(epoch);
  }
}
