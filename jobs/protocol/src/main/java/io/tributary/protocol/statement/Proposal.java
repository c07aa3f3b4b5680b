package io.tributary.protocol.statement;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;

/**
 * The set that all nodes are asked to agree on after the contribution deadline.
 *
 * @param coordinator who proposes
 * @param runId the run
 * @param inclusionRoot root over the contributions' digests
 * @param contributors size of the set
 * @param epoch key epoch of the signer
 */
public record Proposal(
    PartyId coordinator, RunId runId, Digest inclusionRoot, int contributors, int epoch)
    implements Statement {
  public Proposal {
    Check.present(coordinator, runId, inclusionRoot);
    Check.uint32(contributors, "contributors");
    Check.epoch(epoch);
  }
}
