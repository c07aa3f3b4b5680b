package io.tributary.mpc;

import java.util.Arrays;
import java.util.Optional;

/**
 * Cells as signed 128-bit integers, sign-extended to four limbs. Cells of sum runs have up to 120
 * bits, so a commitment to them costs about half of one to shares. The width is fixed, not that of
 * the largest cell, which the time taken would give away.
 */
final class SmallCells {
  static final int BITS = 128;

  private final long[] limbs;

  private SmallCells(long[] limbs) {
    this.limbs = limbs;
  }

  /** Empty when a cell does not fit. */
  static Optional<SmallCells> of(ScalarVector cells) {
    long[] limbs = cells.limbs().clone();
    long outside = 0;
    for (int i = 0; i < limbs.length; i += ScalarField.LIMBS) {
      ScalarField.centre(limbs, i);
      long sign = limbs[i + 1] >> 63;
      outside |= (limbs[i + 2] ^ sign) | (limbs[i + 3] ^ sign);
    }
    SmallCells small = new SmallCells(limbs);
    if (outside != 0) {
      small.wipe();
      return Optional.empty();
    }
    return Optional.of(small);
  }

  long[] limbs() {
    return limbs;
  }

  void wipe() {
    Arrays.fill(limbs, 0);
  }
}
