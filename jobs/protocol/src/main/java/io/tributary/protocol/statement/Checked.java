package io.tributary.protocol.statement;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;

/**
 * A node holds every contribution of the set complete and valid.
 *
 * @param node who checked
 * @param runId the run
 * @param inclusionRoot root over the contributions' digests
 * @param contributors size of the set
 * @param epoch key epoch of the signer
 */
public record Checked(PartyId node, RunId runId, Digest inclusionRoot, int contributors, int epoch)
    implements Statement {
  public Checked {
    Check.present(node, runId, inclusionRoot);
    Check.uint32(contributors, "contributors");
    Check.epoch(epoch);
  }
}
