package io.tributary.agent;

import io.tributary.party.desk.OperatorDesk;
import io.tributary.party.policy.PolicySource;
import io.tributary.protocol.id.PartyId;
import java.util.Set;

/**
 * What this operator allows.
 *
 * @param trustedNodes nodes that may get a share; a run with any other node is refused
 * @param rules the policy of each moment
 * @param desk where runs wait for a person
 */
public record AgentPolicy(Set<PartyId> trustedNodes, PolicySource rules, OperatorDesk desk) {
  public AgentPolicy {
    trustedNodes = Set.copyOf(trustedNodes);
  }
}
