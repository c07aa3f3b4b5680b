package io.tributary.ledger.chain;

import java.util.Comparator;

/**
 * Where a receipt is on the chain.
 *
 * @param block number
 * @param transaction index in its block
 */
public record Place(long block, int transaction) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::block).thenComparingInt(Place::transaction);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
