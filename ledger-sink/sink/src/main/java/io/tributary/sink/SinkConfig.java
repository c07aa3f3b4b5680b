package io.tributary.sink;

import io.tributary.party.config.KafkaConfig;
import io.tributary.party.config.LedgerConfig;
import io.tributary.protocol.id.PartyId;
import java.nio.file.Path;

/**
 * The sink's config file.
 *
 * @param party its name on the relay; it is not on the roster
 * @param home folder of its state
 * @param ledger the contract
 * @param kafka the relay
 * @param account key file of the account that pays the gas
 */
public record SinkConfig(
    PartyId party, Path home, LedgerConfig ledger, KafkaConfig kafka, Path account) {}
