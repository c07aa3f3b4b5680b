package io.tributary.ledger;

import java.math.BigInteger;
import java.util.Optional;

/**
 * What a transaction offers for a unit of gas, in wei (EIP-1559).
 *
 * @param tip to whoever makes the block
 * @param most altogether; what the block's base fee leaves of it is not paid
 */
record Fees(BigInteger tip, BigInteger most) {
  /** Nodes take a transaction in place of another one from a tenth more on; a quarter is safe. */
  private static final BigInteger RAISE_NUMERATOR = BigInteger.valueOf(5);

  private static final BigInteger RAISE_DENOMINATOR = BigInteger.valueOf(4);

  /**
   * At present prices, with room for the base fee to double.
   *
   * @param cap the most that may be offered
   */
  static Fees at(BigInteger price, BigInteger tip, BigInteger cap) {
    return of(tip, price.shiftLeft(1).add(tip), cap);
  }

  /**
   * More than these, and at least present ones; empty if the cap leaves no room for an offer that
   * nodes would take in place of this one.
   */
  Optional<Fees> raised(Fees present, BigInteger cap) {
    BigInteger enough = raise(most);
    return enough.compareTo(cap) > 0
        ? Optional.empty()
        : Optional.of(of(raise(tip).max(present.tip), enough.max(present.most), cap));
  }

  private static Fees of(BigInteger tip, BigInteger most, BigInteger cap) {
    BigInteger bounded = most.min(cap);
    return new Fees(tip.min(bounded), bounded);
  }

  private static BigInteger raise(BigInteger fee) {
    return fee.multiply(RAISE_NUMERATOR).divide(RAISE_DENOMINATOR).add(BigInteger.ONE);
  }
}
