package io.tributary.mpc;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import supranational.blst.P1;
import supranational.blst.P1_Affine;

/**
 * Pedersen vector commitments over BLS12-381 G1: C = sum of s_j G_j, plus r H. They hide the
 * scalars when r is uniform, bind under the discrete logarithm assumption, and add up.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Pedersen {
  /** The largest block: its tables take 30 MB. */
  public static final int MAX_BLOCK = 4096;

  private final int blockSize;
  private final FixedBases bases;

  private Pedersen(int blockSize) {
    this.blockSize = blockSize;
    P1_Affine[] generators = new P1_Affine[blockSize + 1];
    for (int j = 0; j < blockSize; j++) {
      generators[j] = Generators.ofCell(j);
    }
    generators[blockSize] = Generators.ofBlinding();
    bases = new FixedBases(generators);
  }

  private static final class Standard {
    static final Pedersen INSTANCE = new Pedersen(BlockShape.STANDARD_BLOCK);
  }

  /** Commitments to blocks of up to {@link BlockShape#STANDARD_BLOCK} cells; made once. */
  public static Pedersen standard() {
    return Standard.INSTANCE;
  }

  /**
   * Commitments to blocks of up to {@code blockSize} cells; made anew at each call, but for the
   * standard size.
   *
   * @throws MpcException OUT_OF_RANGE when not 1 to {@value #MAX_BLOCK}
   */
  public static Pedersen ofBlockSize(int blockSize) {
    if (blockSize < 1 || blockSize > MAX_BLOCK) {
      throw MpcException.outOfRange("block size", MpcException.NO_INDEX, "1 to " + MAX_BLOCK);
    }
    return blockSize == BlockShape.STANDARD_BLOCK ? standard() : new Pedersen(blockSize);
  }

  /**
   * Commits to one block.
   *
   * @throws MpcException BAD_LENGTH for an empty or too long block, OUT_OF_RANGE when the blinding
   *     is not 0 to q-1
   */
  public Commitment commit(ScalarVector block, BigInteger blinding) {
    if (blinding.signum() < 0 || blinding.compareTo(ScalarField.ORDER) >= 0) {
      throw MpcException.outOfRange("blinding", MpcException.NO_INDEX, "0 to q-1");
    }
    long[] r = new long[ScalarField.LIMBS];
    ScalarField.ofInteger(blinding, r, 0);
    return Commitment.of(point(block.limbs(), 0, block.length(), ScalarField.BITS, r, 0));
  }

  /** Refuses blocks that are longer than there are generators. */
  void checkFits(BlockShape shape) {
    if (shape.size(0) > blockSize) {
      throw MpcException.shape("cells of a block, at most", blockSize, shape.size(0));
    }
  }

  /** One commitment a block; scalars and blindings must have the shape. */
  List<Commitment> commitAll(BlockShape shape, ScalarVector scalars, ScalarVector blindings) {
    return commitAll(shape, scalars.limbs(), ScalarField.BITS, blindings);
  }

  /** As above, for cells given as two's complements of {@link SmallCells#BITS} bits. */
  List<Commitment> commitAll(BlockShape shape, SmallCells cells, ScalarVector blindings) {
    return commitAll(shape, cells.limbs(), SmallCells.BITS, blindings);
  }

  /** As above, for elements of 128 bits. */
  List<Commitment> commitAll(BlockShape shape, RingVector cells, ScalarVector blindings) {
    long[] limbs = cells.limbs(0, cells.length());
    List<Commitment> commitments = commitAll(shape, limbs, RingVector.BITS, blindings);
    Arrays.fill(limbs, 0);
    return commitments;
  }

  private List<Commitment> commitAll(
      BlockShape shape, long[] scalars, int bits, ScalarVector blindings) {
    List<Commitment> commitments = new ArrayList<>(shape.blocks());
    for (int block = 0; block < shape.blocks(); block++) {
      P1 point =
          point(scalars, shape.start(block), shape.size(block), bits, blindings.limbs(), block);
      commitments.add(Commitment.of(point));
    }
    return commitments;
  }

  /**
   * The point for {@code count} scalars from element {@code from} and the blinding at {@code r}.
   */
  P1 point(long[] scalars, int from, int count, int bits, long[] blindings, int r) {
    if (count < 1 || count > blockSize) {
      throw MpcException.badLength("block", "1 to " + blockSize, count);
    }
    FixedBases.Sum sum = bases.new Sum();
    sum.add(0, scalars, from, count, bits);
    sum.add(blockSize, blindings, r, 1, ScalarField.BITS);
    return sum.point();
  }

  /**
   * Whether all commitments open to their shares and blindings: one check under random 64-bit
   * weights, which false ones pass with probability 2^-64 at most. Unlike {@link #invalid} it looks
   * for no culprits, so a dealer that is wrong everywhere costs no more than an honest one.
   *
   * @throws MpcException SHAPE_MISMATCH when lists and vectors do not have the shape
   */
  public boolean opens(
      List<Commitment> commitments,
      BlockShape shape,
      ScalarVector shares,
      ScalarVector blindings,
      SecureRandom random) {
    List<OpeningCheck.Line> lines = lines(commitments, shape, shares, blindings);
    return new OpeningCheck(this, List.of(lines), random).invalid().isEmpty();
  }

  /**
   * Blocks whose commitment does not open to its shares and blinding; empty when all do. All are
   * checked at once under random 64-bit weights; only if that fails is the set halved to find the
   * culprits. A false commitment passes with probability 2^-64 at most.
   *
   * @throws MpcException SHAPE_MISMATCH when lists and vectors do not have the shape
   */
  public List<Integer> invalid(
      List<Commitment> commitments,
      BlockShape shape,
      ScalarVector shares,
      ScalarVector blindings,
      SecureRandom random) {
    List<List<OpeningCheck.Line>> blocks =
        lines(commitments, shape, shares, blindings).stream().map(List::of).toList();
    return new OpeningCheck(this, blocks, random).invalid();
  }

  private List<OpeningCheck.Line> lines(
      List<Commitment> commitments, BlockShape shape, ScalarVector shares, ScalarVector blindings) {
    if (commitments.size() != shape.blocks()) {
      throw MpcException.shape("commitments", shape.blocks(), commitments.size());
    }
    if (shares.length() != shape.cells()) {
      throw MpcException.shape("shares", shape.cells(), shares.length());
    }
    if (blindings.length() != shape.blocks()) {
      throw MpcException.shape("blindings", shape.blocks(), blindings.length());
    }
    checkFits(shape);
    return OpeningCheck.lines(commitments, shape, shares, blindings);
  }
}
