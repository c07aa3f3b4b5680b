package io.tributary.agent;

import io.tributary.protocol.id.PartyId;
import java.util.Set;

/**
 * What this operator allows.
 *
 * @param trustedNodes nodes that may get a share; a run with any other node is refused
 */
public record AgentPolicy(Set<PartyId> trustedNodes) {
  public AgentPolicy {
    trustedNodes = Set.copyOf(trustedNodes);
  }
}
