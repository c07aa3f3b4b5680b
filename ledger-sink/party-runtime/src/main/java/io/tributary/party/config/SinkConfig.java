package io.tributary.party.config;

import io.tributary.protocol.id.PartyId;
import java.nio.file.Path;

/**
 * Config of the sink.
 *
 * @param home folder of its state
 * @param account key file of the account that pays for transactions, mode 0600; it signs nothing
 *     else
 */
public record SinkConfig(
    PartyId party, Path home, LedgerConfig ledger, KafkaConfig kafka, Path account) {}
