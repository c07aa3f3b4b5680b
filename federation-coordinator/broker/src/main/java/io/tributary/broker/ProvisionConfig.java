package io.tributary.broker;

import io.tributary.party.config.KafkaConfig;

/**
 * Config of a provisioning run, for federations that change: parties that join or leave.
 *
 * @param kafka the relay, with the administrator's certificate
 * @param federation all parties there shall be
 */
public record ProvisionConfig(KafkaConfig kafka, FederationConfig federation) {}
