package io.tributary.relay;

import io.tributary.protocol.id.PartyId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The parties that use the relay.
 *
 * @param lanes partitions of the statements topic: one for each party on the ledger's roster,
 *     queriers and vetters included, since a party's lane is its place there
 */
public record Federation(
    PartyId coordinator, PartyId sink, List<PartyId> repositories, List<PartyId> nodes, int lanes) {
  public Federation {
    repositories = List.copyOf(repositories);
    nodes = List.copyOf(nodes);
    Set<PartyId> seen = new HashSet<>();
    Stream.of(Stream.of(coordinator, sink), repositories.stream(), nodes.stream())
        .flatMap(s -> s)
        .filter(id -> !seen.add(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw new IllegalArgumentException("party " + id + " is listed twice");
            });
    if (lanes < repositories.size() + nodes.size() + 1) {
      throw new IllegalArgumentException(
          "lanes is at least the number of parties that make statements");
    }
  }
}
