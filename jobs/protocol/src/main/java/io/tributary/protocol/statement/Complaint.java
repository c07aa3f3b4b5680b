package io.tributary.protocol.statement;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;

/**
 * A node could not use a contribution.
 *
 * @param node who complains
 * @param runId the run
 * @param repository whose contribution
 * @param code ComplaintCode ordinal
 * @param epoch key epoch of the signer
 */
public record Complaint(PartyId node, RunId runId, PartyId repository, int code, int epoch)
    implements Statement {
  public Complaint {
    Check.present(node, runId, repository);
    Check.uint8(code, "code");
    Check.epoch(epoch);
  }
}
