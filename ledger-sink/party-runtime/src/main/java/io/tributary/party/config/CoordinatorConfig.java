package io.tributary.party.config;

import io.tributary.protocol.id.PartyId;
import java.nio.file.Path;

/**
 * Config of the coordinator.
 *
 * @param home folder of its state
 * @param http where queriers reach it
 * @param jobs folder of the vetted job packages it offers
 */
public record CoordinatorConfig(
    PartyId party,
    Path home,
    LedgerConfig ledger,
    KafkaConfig kafka,
    KeysConfig keys,
    HttpConfig http,
    Path jobs) {}
