package io.tributary.protocol.statement;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;

/**
 * The coordinator states that the run cannot finish.
 *
 * @param coordinator who states it
 * @param runId the run
 * @param reason AbortReason ordinal
 * @param epoch key epoch of the signer
 */
public record Abort(PartyId coordinator, RunId runId, int reason, int epoch) implements Statement {
  public Abort {
    Check.present(coordinator, runId);
    Check.uint8(reason, "reason");
    Check.epoch(epoch);
  }
}
