package io.tributary.party.config;

import io.tributary.protocol.id.PartyId;
import java.nio.file.Path;

/**
 * Config of a node.
 *
 * @param home folder of its state
 */
public record NodeConfig(
    PartyId party, Path home, LedgerConfig ledger, KafkaConfig kafka, KeysConfig keys) {
  public NodeConfig {
    if (keys.sealing().isEmpty()) {
      throw new IllegalArgumentException("keys.sealing: a node needs one, shares are sealed to it");
    }
  }
}
