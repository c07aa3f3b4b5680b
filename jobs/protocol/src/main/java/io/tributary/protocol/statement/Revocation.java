package io.tributary.protocol.statement;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;

/**
 * A vetter withdraws a job.
 *
 * @param vetter who revokes
 * @param jobDigest the job
 * @param epoch key epoch of the signer
 */
public record Revocation(PartyId vetter, Digest jobDigest, int epoch) implements Statement {
  public Revocation {
    Check.present(vetter, jobDigest);
    Check.epoch(epoch);
  }
}
