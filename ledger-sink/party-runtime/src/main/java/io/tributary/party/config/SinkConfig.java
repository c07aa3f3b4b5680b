package io.tributary.party.config;

import io.tributary.protocol.id.PartyId;
import java.nio.file.Path;

/**
 * Config of the sink.
 *
 * @param party its name on the relay; it is not on the roster
 * @param home folder of its state
 * @param account key file of the account that pays for transactions, mode 0600; it signs nothing
 *     else
 * @param maxFeeGwei the most that a transaction offers for a unit of gas, in gwei; while blocks
 *     cost more, the sink waits
 * @param graceSeconds how long the statements of enough nodes wait for those of the rest, where a
 *     run can do without one of them
 */
public record SinkConfig(
    PartyId party,
    Path home,
    LedgerConfig ledger,
    KafkaConfig kafka,
    Path account,
    @Default("500") int maxFeeGwei,
    @Default("10") int graceSeconds) {
  public SinkConfig {
    if (maxFeeGwei < 1) {
      throw new IllegalArgumentException("maxFeeGwei is at least 1");
    }
    if (graceSeconds < 0) {
      throw new IllegalArgumentException("graceSeconds is at least 0");
    }
  }
}
