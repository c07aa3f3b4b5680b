package io.tributary.protocol.statement;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;

/**
 * A vetter has read this job and approves it.
 *
 * @param vetter who approves
 * @param jobDigest exact content approved
 * @param expires Unix seconds
 * @param epoch key epoch of the signer
 */
public record Approval(PartyId vetter, Digest jobDigest, long expires, int epoch)
    implements Statement {
  public Approval {
    Check.present(vetter, jobDigest);
    Check.uint64(expires, "expires");
    Check.epoch(epoch);
  }
}
