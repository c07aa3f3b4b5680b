package io.tributary.protocol.statement;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;

/**
 * A repository will not contribute.
 *
 * @param repository who refuses
 * @param runId the run
 * @param requestDigest EIP-712 digest of the request it has seen
 * @param code RefusalCode ordinal
 * @param epoch key epoch of the signer
 */
public record Refusal(PartyId repository, RunId runId, Digest requestDigest, int code, int epoch)
    implements Statement {
  public Refusal {
    Check.present(repository, runId, requestDigest);
    Check.uint8(code, "code");
    Check.epoch(epoch);
  }
}
