package io.tributary.protocol.message;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;

/**
 * A node's sealed output, released once the ledger holds every completion. The completion's {@code
 * outputDigest} vouches for it.
 *
 * @param run the run
 * @param node who summed
 * @param sealed for the run's result key
 */
public record OutputMessage(RunId run, PartyId node, byte[] sealed) implements Message {}
