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
  private final List<List<Line>> claims;
  private final SecureRandom random;
  private final int longest;
  private final List<Integer> culprits = new ArrayList<>();

  /**
   * A commitment and what should open it.
   *
   * @param from the first of {@code count} scalars
   * @param block place of the blinding
   */
  record Line(
      Commitment commitment,
      Scalars scalars,
      int from,
      int count,
      ScalarVector blindings,
      int block) {}

  /** One line a block. */
  static List<Line> lines(
      List<Commitment> commitments, BlockShape shape, Scalars scalars, ScalarVector blindings) {
    List<Line> lines = new ArrayList<>(shape.blocks());
    for (int block = 0; block < shape.blocks(); block++) {
      lines.add(
          new Line(
              commitments.get(block),
              scalars,
              shape.start(block),
              shape.size(block),
              blindings,
              block));
    }
    return lines;
  }

  /**
   * @param claims each of lines that are right or wrong together
   */
  OpeningCheck(Pedersen pedersen, List<List<Line>> claims, SecureRandom random) {
    this.pedersen = pedersen;
    this.claims = claims;
    this.random = random;
    this.longest = claims.stream().flatMap(List::stream).mapToInt(Line::count).max().orElse(0);
  }

  /** Places of claims that do not open, ascending. */
  List<Integer> invalid() {
    if (!claims.isEmpty() && !opens(0, claims.size())) {
      search(0, claims.size());
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
    List<Line> lines = claims.subList(from, to).stream().flatMap(List::stream).toList();
    long[] weights = weights(lines.size());
    WeightedSum opening = new WeightedSum(longest + 1);
    P1_Affine[] points = new P1_Affine[lines.size()];
    for (int i = 0; i < points.length; i++) {
      Line line = lines.get(i);
      long weight = weights[i * ScalarField.LIMBS];
      long[] scalars = line.scalars().limbs(line.from(), line.count());
      opening.add(scalars, 0, 0, line.count(), weight);
      Arrays.fill(scalars, 0);
      opening.add(line.blindings().limbs(), line.block(), longest, 1, weight);
      points[i] = line.commitment().point();
    }
    long[] sums = opening.reduce();
    P1 claimed = MultiExponentiation.sum(points, weights, WEIGHT_BITS);
    P1 opened = pedersen.point(sums, 0, longest, ScalarField.BITS, sums, longest);
    Arrays.fill(sums, 0);
    return claimed.is_equal(opened);
  }

  /** Weights as scalars of four limbs; a lone line needs none. */
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
