package io.tributary.broker;

import io.tributary.party.config.Default;
import io.tributary.protocol.id.PartyId;
import io.tributary.relay.Federation;
import java.util.List;

/**
 * The parties that use the relay, as an operator lists them.
 *
 * @param lanes parties on the ledger's roster, queriers and vetters included
 */
public record FederationConfig(
    @Default("coordinator") PartyId coordinator,
    @Default("sink") PartyId sink,
    List<PartyId> repositories,
    List<PartyId> nodes,
    int lanes) {
  public FederationConfig {
    new Federation(coordinator, sink, repositories, nodes, lanes);
  }

  Federation parties() {
    return new Federation(coordinator, sink, repositories, nodes, lanes);
  }
}
