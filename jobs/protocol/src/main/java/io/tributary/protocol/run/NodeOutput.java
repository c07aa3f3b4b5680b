package io.tributary.protocol.run;

import io.tributary.protocol.id.PartyId;

/**
 * What one node opened to the querier. The signature on its root has been verified.
 *
 * @param node who summed
 * @param opened its sums and blindings
 */
public record NodeOutput(PartyId node, OutputPayload.Opened opened) {}
