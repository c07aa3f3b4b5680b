package io.tributary.mpc;

import supranational.blst.P1;
import supranational.blst.P1_Affine;

/**
 * Sums of s_j G_j for generators that never change. The table holds 2^(w k) G_j for every window k,
 * so that all windows share one set of buckets and nothing is doubled: for 257 generators and 255
 * bits about 7,700 additions, where the plain bucket method takes 13,800. It takes 2 MB and 50 ms
 * to make.
 */
final class FixedBases {
  /** Measured for 257 generators: 9 and 11 are 5 percent slower. */
  private static final int WIDTH = 10;

  private static final int WINDOWS = SignedDigits.windows(ScalarField.BITS, WIDTH);

  private final int bases;
  private final P1_Affine[] positive;
  private final P1_Affine[] negative;

  FixedBases(P1_Affine[] generators) {
    bases = generators.length;
    positive = new P1_Affine[WINDOWS * bases];
    negative = new P1_Affine[WINDOWS * bases];
    for (int j = 0; j < bases; j++) {
      P1 power = generators[j].to_jacobian();
      for (int window = 0; window < WINDOWS; window++) {
        P1_Affine affine = power.to_affine();
        positive[window * bases + j] = affine;
        negative[window * bases + j] = MultiExponentiation.negative(affine);
        for (int i = 0; i < WIDTH; i++) {
          power.dbl();
        }
      }
    }
  }

  /** A sum under way. */
  final class Sum {
    private final Buckets buckets = new Buckets(WIDTH);

    /**
     * Adds {@code count} scalars, from element {@code from} of {@code limbs}, times the generators
     * from {@code base} on.
     *
     * @param bits a public bound on the bits of every scalar
     */
    void add(int base, long[] limbs, int from, int count, int bits) {
      SignedDigits digits = SignedDigits.of(limbs, from, count, bits, WIDTH);
      for (int window = 0; window < digits.windows(); window++) {
        for (int i = 0; i < count; i++) {
          int at = window * bases + base + i;
          buckets.add(digits.get(window, i), positive[at], negative[at]);
        }
      }
      digits.wipe();
    }

    P1 point() {
      return buckets.weightedSum();
    }
  }
}
