package io.tributary.party.config;

import io.tributary.protocol.id.PartyId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Config of a repository's agent.
 *
 * @param home folder of its state
 * @param tables folder of its Delta tables, one folder a table, named as jobs name it
 * @param policy what it answers; without the file it does not start
 * @param consent folder of the Delta table of what subjects have granted; made when it is needed
 * @param trustedNodes the operator's own list: a run with any other node is refused
 * @param spark its cluster
 */
public record AgentConfig(
    PartyId party,
    Path home,
    LedgerConfig ledger,
    KafkaConfig kafka,
    KeysConfig keys,
    Path tables,
    Path policy,
    Path consent,
    List<PartyId> trustedNodes,
    SparkConfig spark) {
  public AgentConfig {
    if (trustedNodes.isEmpty()) {
      throw new IllegalArgumentException(
          "trustedNodes: name at least two nodes; with none every run would be refused");
    }
    if (Set.copyOf(trustedNodes).size() != trustedNodes.size()) {
      throw new IllegalArgumentException("trustedNodes: a node is listed twice");
    }
  }
}
