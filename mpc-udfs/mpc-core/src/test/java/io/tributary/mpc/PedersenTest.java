package io.tributary.mpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supranational.blst.P1;

class PedersenTest {
  private static final int BLOCK = 4;
  private static final Pedersen PEDERSEN = Pedersen.ofBlockSize(BLOCK);

  @Test
  void commitment_toAnyScalars_equalsTheSumOfMultiples() {
    Trial.repeat(
        30,
        trial -> {
          List<BigInteger> scalars = trial.scalars(trial.between(1, BLOCK));
          BigInteger blinding = trial.scalar();
          P1 expected = Generators.ofBlinding().to_jacobian().mult(blinding);
          for (int j = 0; j < scalars.size(); j++) {
            expected.add(Generators.ofCell(j).to_jacobian().mult(scalars.get(j)));
          }
          assertEquals(Commitment.of(expected), PEDERSEN.commit(Trial.vector(scalars), blinding));
        });
  }

  @Test
  void commitments_added_commitToTheSum() {
    Trial.repeat(
        20,
        trial -> {
          ScalarVector a = Trial.vector(trial.scalars(3));
          ScalarVector b = Trial.vector(trial.scalars(3));
          BigInteger r = trial.scalar();
          BigInteger s = trial.scalar();
          Commitment sum = PEDERSEN.commit(a, r).plus(PEDERSEN.commit(b, s));
          ScalarVector both = a.copy();
          both.addInPlace(b);
          assertEquals(PEDERSEN.commit(both, r.add(s).mod(ScalarField.ORDER)), sum);
          assertEquals(PEDERSEN.commit(a, r), sum.minus(PEDERSEN.commit(b, s)));
          assertEquals(sum, sum.plus(Commitment.identity()));
          assertEquals(Commitment.identity(), sum.minus(sum));
        });
  }

  @Test
  void commitment_doesNotDependOnTheBlockSizeOfItsGenerators() {
    ScalarVector block = ScalarVector.ofIntegers(List.of(BigInteger.TEN, BigInteger.TWO));
    assertEquals(
        Pedersen.standard().commit(block, BigInteger.ONE), PEDERSEN.commit(block, BigInteger.ONE));
    assertNotEquals(PEDERSEN.commit(block, BigInteger.TWO), PEDERSEN.commit(block, BigInteger.ONE));
  }

  @Test
  void commit_ofWrongSizes_isRefused() {
    ScalarVector block = ScalarVector.zeros(2);
    for (BigInteger bad : List.of(BigInteger.ONE.negate(), ScalarField.ORDER)) {
      Refusals.refused(MpcException.Code.OUT_OF_RANGE, () -> PEDERSEN.commit(block, bad));
    }
    for (int bad : List.of(0, BLOCK + 1)) {
      Refusals.refused(
          MpcException.Code.BAD_LENGTH,
          () -> PEDERSEN.commit(ScalarVector.zeros(bad), BigInteger.ONE));
    }
    for (int bad : List.of(0, Pedersen.MAX_BLOCK + 1)) {
      Refusals.refused(MpcException.Code.OUT_OF_RANGE, () -> Pedersen.ofBlockSize(bad));
    }
  }

  @Test
  @Tag("threat-22")
  void shareAlteredByOne_inAnyBlocks_namesExactlyThem() {
    Trial.repeat(
        25,
        trial -> {
          Opening opening = new Opening(trial);
          TreeSet<Integer> altered = new TreeSet<>();
          for (int i = trial.between(1, 4); i > 0; i--) {
            altered.add(trial.between(0, opening.shape.blocks() - 1));
          }
          for (int block : altered) {
            if (trial.between(0, 1) == 0) {
              int at = opening.shape.start(block);
              opening.shares = plus(opening.shares, at, BigInteger.ONE);
            } else {
              opening.blindings = plus(opening.blindings, block, BigInteger.ONE);
            }
          }
          assertEquals(List.copyOf(altered), opening.invalid(trial));
        });
  }

  @Test
  @Tag("threat-22")
  void plusAndMinusTheSameError_inTwoBlocks_isCaught() {
    Trial.repeat(
        20,
        trial -> {
          Opening opening = new Opening(trial);
          int last = opening.shape.blocks() - 1;
          BigInteger delta = trial.scalar().max(BigInteger.ONE);
          opening.shares = plus(opening.shares, 0, delta);
          opening.shares =
              plus(opening.shares, opening.shape.start(last), ScalarField.ORDER.subtract(delta));
          assertEquals(List.of(0, last), opening.invalid(trial));
        });
  }

  @Test
  @Tag("threat-22")
  void commitmentsOfTwoBlocksSwapped_namesBoth() {
    Trial.repeat(
        10,
        trial -> {
          Opening opening = new Opening(trial);
          Commitment first = opening.commitments.get(0);
          opening.commitments.set(0, opening.commitments.get(2));
          opening.commitments.set(2, first);
          assertEquals(List.of(0, 2), opening.invalid(trial));
        });
  }

  @Test
  @Tag("threat-22")
  void everyBlockWrong_namesEveryBlock() {
    Trial.repeat(
        3,
        trial -> {
          Opening opening = new Opening(trial);
          List<Integer> all = new ArrayList<>();
          for (int block = 0; block < opening.shape.blocks(); block++) {
            opening.blindings = plus(opening.blindings, block, BigInteger.TWO);
            all.add(block);
          }
          assertEquals(all, opening.invalid(trial));
        });
  }

  @Test
  @Tag("threat-36")
  void nodeSumWithAnyOneBitFlipped_doesNotOpenTheProduct() {
    Trial.repeat(
        10,
        trial -> {
          BlockShape shape = new BlockShape(9, BLOCK);
          List<CommitmentTable> tables = new ArrayList<>();
          List<ScalarVector> sums = new ArrayList<>();
          ScalarVector blindings = ScalarVector.zeros(shape.blocks());
          for (int node = 0; node < 3; node++) {
            sums.add(ScalarVector.zeros(9));
          }
          for (int i = 0; i < 3; i++) {
            ScalarVector cells = ScalarVector.ofIntegers(trial.cells(9, 100));
            Dealing dealing = Dealer.deal(cells, shape, 3, i, PEDERSEN, trial.secure());
            tables.add(dealing.commitments());
            for (int node = 0; node < 3; node++) {
              sums.get(node).addInPlace(dealing.shares().get(node).shares());
            }
            blindings.addInPlace(dealing.shares().get(1).blindings());
          }
          List<Commitment> product = CommitmentTable.product(tables, 1);
          assertEquals(
              List.of(), PEDERSEN.invalid(product, shape, sums.get(1), blindings, trial.secure()));
          int cell = trial.between(0, 8);
          BigInteger flipped = sums.get(1).get(cell).flipBit(trial.between(0, 253));
          if (flipped.compareTo(ScalarField.ORDER) < 0) {
            ScalarField.ofInteger(flipped, sums.get(1).limbs(), 4 * cell);
            assertEquals(
                List.of(cell / BLOCK),
                PEDERSEN.invalid(product, shape, sums.get(1), blindings, trial.secure()));
          }
          // Another node's sum does not open it either.
          assertEquals(
              List.of(0, 1, 2),
              PEDERSEN.invalid(product, shape, sums.get(0), blindings, trial.secure()));
        });
  }

  @Test
  void invalid_withListsOfWrongShape_isRefused() {
    Trial.repeat(
        1,
        trial -> {
          Opening opening = new Opening(trial);
          ScalarVector shares = opening.shares;
          ScalarVector blindings = opening.blindings;
          List<Commitment> fewer = opening.commitments.subList(1, opening.shape.blocks());
          MpcException.Code mismatch = MpcException.Code.SHAPE_MISMATCH;
          Refusals.refused(mismatch, () -> opening.check(fewer, shares, blindings, trial));
          Refusals.refused(
              mismatch,
              () -> opening.check(opening.commitments, shares.slice(1, 9), blindings, trial));
          Refusals.refused(
              mismatch, () -> opening.check(opening.commitments, shares, shares, trial));
          BlockShape wide = new BlockShape(BLOCK + 1, BLOCK + 1);
          Refusals.refused(
              mismatch,
              () ->
                  PEDERSEN.invalid(
                      opening.commitments.subList(0, 1),
                      wide,
                      ScalarVector.zeros(BLOCK + 1),
                      ScalarVector.zeros(1),
                      trial.secure()));
        });
  }

  private static ScalarVector plus(ScalarVector vector, int at, BigInteger delta) {
    ScalarVector error = ScalarVector.zeros(vector.length());
    ScalarField.ofInteger(delta, error.limbs(), at * ScalarField.LIMBS);
    error.addInPlace(vector);
    return error;
  }

  /** Commitments of five to twelve blocks, the last shorter, and what opens them. */
  private static final class Opening {
    final BlockShape shape;
    final List<Commitment> commitments = new ArrayList<>();
    ScalarVector shares;
    ScalarVector blindings;

    Opening(Trial trial) {
      shape = new BlockShape(BLOCK * trial.between(5, 12) - trial.between(0, BLOCK - 1), BLOCK);
      Seed seed = Seed.random(trial.secure());
      shares = seed.shares(shape);
      blindings = seed.blindings(shape);
      for (int block = 0; block < shape.blocks(); block++) {
        int start = shape.start(block);
        commitments.add(
            PEDERSEN.commit(shares.slice(start, start + shape.size(block)), blindings.get(block)));
      }
      assertEquals(List.of(), invalid(trial));
    }

    List<Integer> invalid(Trial trial) {
      return check(commitments, shares, blindings, trial);
    }

    List<Integer> check(
        List<Commitment> given, ScalarVector opened, ScalarVector blinding, Trial trial) {
      List<Integer> invalid = PEDERSEN.invalid(given, shape, opened, blinding, trial.secure());
      assertEquals(
          invalid.isEmpty(), PEDERSEN.opens(given, shape, opened, blinding, trial.secure()));
      return invalid;
    }
  }
}
