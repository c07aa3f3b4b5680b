package io.tributary.ledger;

import io.tributary.protocol.id.PartyId;
import java.util.List;
import java.util.stream.IntStream;

/** The contract's bit masks over a run's nodes: bit i is node i of the request. */
public final class SignerMask {
  private SignerMask() {}

  /**
   * The nodes in a mask, in share order.
   *
   * @throws IllegalArgumentException if it has a bit beyond the nodes
   */
  public static List<PartyId> of(List<PartyId> nodes, int mask) {
    if (mask < 0 || mask >> nodes.size() != 0) {
      throw new IllegalArgumentException("a mask of " + nodes.size() + " nodes");
    }
    return IntStream.range(0, nodes.size())
        .filter(i -> (mask >> i & 1) == 1)
        .mapToObj(nodes::get)
        .toList();
  }
}
