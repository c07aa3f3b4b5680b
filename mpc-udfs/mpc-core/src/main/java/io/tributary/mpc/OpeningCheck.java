package io.tributary.mpc;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import supranational.blst.P1;
import supranational.blst.P1_Affine;

/**
 * Checks many openings under one set of generators: sum of w_b C_b must be the commitment to the
 * sums of w_b s_b and w_b r_b, for random 64-bit weights w_b (small-exponents test of Bellare,
 * Garay, Rabin, 1998). Without weights, an error of +d in one block and -d in another would cancel.
 */
final class OpeningCheck {
  private static final int WEIGHT_BITS = 64;

  private final Pedersen pedersen;
  private final List<Commitment> commitments;
  private final BlockShape shape;
  private final long[] shares;
  private final long[] blindings;
  private final SecureRandom random;
  private final List<Integer> culprits = new ArrayList<>();

  OpeningCheck(
      Pedersen pedersen,
      List<Commitment> commitments,
      BlockShape shape,
      ScalarVector shares,
      ScalarVector blindings,
      SecureRandom random) {
    this.pedersen = pedersen;
    this.commitments = commitments;
    this.shape = shape;
    this.shares = shares.limbs();
    this.blindings = blindings.limbs();
    this.random = random;
  }

  /** Blocks that do not open, ascending. */
  List<Integer> invalid() {
    if (!opens(0, shape.blocks())) {
      search(0, shape.blocks());
    }
    return List.copyOf(culprits);
  }

  /** Finds the culprits in a range that is known to hold one. */
  private void search(int from, int to) {
    if (to - from == 1) {
      culprits.add(from);
      return;
    }
    int middle = (from + to) >>> 1;
    boolean left = opens(from, middle);
    if (!left) {
      search(from, middle);
    }
    // What failed together and is right on the left must fail on the right.
    if (left || !opens(middle, to)) {
      search(middle, to);
    }
  }

  private boolean opens(int from, int to) {
    long[] weights = weights(to - from);
    WeightedSum opening = new WeightedSum(shape.size(from) + 1);
    P1_Affine[] points = new P1_Affine[to - from];
    for (int block = from; block < to; block++) {
      long weight = weights[(block - from) * ScalarField.LIMBS];
      opening.add(shares, shape.start(block), 0, shape.size(block), weight);
      opening.add(blindings, block, shape.size(from), 1, weight);
      points[block - from] = commitments.get(block).point();
    }
    long[] sums = opening.reduce();
    P1 claimed = MultiExponentiation.sum(points, weights, WEIGHT_BITS);
    P1 opened = pedersen.point(sums, 0, shape.size(from), ScalarField.BITS, sums, shape.size(from));
    Arrays.fill(sums, 0);
    return claimed.is_equal(opened);
  }

  /** Weights as scalars of four limbs; a lone block needs none. */
  private long[] weights(int count) {
    byte[] bytes = new byte[count * Long.BYTES];
    random.nextBytes(bytes);
    long[] limbs = new long[count * ScalarField.LIMBS];
    for (int i = 0; i < bytes.length; i++) {
      limbs[(i >> 3) * ScalarField.LIMBS] |= (bytes[i] & 0xffL) << (8 * (i & 7));
    }
    if (count == 1) {
      limbs[0] = 1;
    }
    return limbs;
  }
}
