package io.tributary.protocol.statement;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;

/**
 * Inside every record between two nodes of a comparison run: binds the sender to what it says, by
 * hash, so that of two who contradict each other it can be seen what each has said.
 *
 * @param node who says it
 * @param runId the run
 * @param evidence the engine's digest of the message, which covers session, round and receiver; of
 *     other records SHA-256 over what is sealed
 * @param epoch key epoch of the signer
 */
public record EngineMessage(PartyId node, RunId runId, Digest evidence, int epoch)
    implements Statement {
  public EngineMessage {
    Check.present(node, runId, evidence);
    Check.epoch(epoch);
  }
}
