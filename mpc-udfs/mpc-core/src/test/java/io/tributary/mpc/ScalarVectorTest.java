package io.tributary.mpc;

import static io.tributary.mpc.Refusals.refused;
import static io.tributary.mpc.Refusals.refusedAt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ScalarVectorTest {
  private static final BigInteger Q = ScalarField.ORDER;

  @Test
  void addAndSubtract_anyScalars_equalBigIntegerMod() {
    Trial.repeat(
        500,
        trial -> {
          List<BigInteger> a = trial.scalars(9);
          List<BigInteger> b = trial.scalars(9);
          ScalarVector sum = Trial.vector(a);
          sum.addInPlace(Trial.vector(b));
          ScalarVector difference = Trial.vector(a);
          difference.subtractInPlace(Trial.vector(b));
          for (int i = 0; i < 9; i++) {
            assertEquals(a.get(i).add(b.get(i)).mod(Q), sum.get(i));
            assertEquals(a.get(i).subtract(b.get(i)).mod(Q), difference.get(i));
          }
          sum.subtractInPlace(Trial.vector(b));
          assertEquals(Trial.vector(a), sum);
        });
  }

  @Test
  void centre_anyScalar_isTheSignedRepresentative() {
    Trial.repeat(
        500,
        trial -> {
          ScalarVector vector = Trial.vector(trial.scalars(5));
          long[] limbs = vector.limbs().clone();
          for (int i = 0; i < 5; i++) {
            ScalarField.centre(limbs, 4 * i);
            BigInteger unsigned = ScalarField.toInteger(limbs, 4 * i);
            BigInteger twosComplement =
                unsigned.testBit(255) ? unsigned.subtract(BigInteger.ONE.shiftLeft(256)) : unsigned;
            assertEquals(vector.signed(i), twosComplement);
          }
        });
  }

  @Test
  void weightedSum_anyWeights_equalsBigIntegerMod() {
    Trial.repeat(
        100,
        trial -> {
          WeightedSum sums = new WeightedSum(3);
          List<BigInteger> expected = new ArrayList<>(List.of(BigInteger.ZERO, BigInteger.ZERO));
          for (int round = 0; round < 20; round++) {
            List<BigInteger> scalars = trial.scalars(3);
            BigInteger weight =
                round == 0
                    ? BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)
                    : new BigInteger(1, trial.bytes(8));
            sums.add(Trial.vector(scalars).limbs(), 1, 0, 2, weight.longValue());
            for (int i = 0; i < 2; i++) {
              expected.set(i, expected.get(i).add(weight.multiply(scalars.get(i + 1))));
            }
          }
          ScalarVector reduced = ScalarVector.wrap(sums.reduce());
          assertEquals(expected.get(0).mod(Q), reduced.get(0));
          assertEquals(expected.get(1).mod(Q), reduced.get(1));
          assertEquals(BigInteger.ZERO, reduced.get(2));
        });
  }

  @Test
  void bytes_ofAnyVector_roundTrip() {
    Trial.repeat(
        100,
        trial -> {
          ScalarVector vector = Trial.vector(trial.scalars(trial.between(0, 20)));
          assertEquals(vector, ScalarVector.fromBytes(vector.toBytes()));
        });
  }

  @Test
  @Tag("threat-45")
  void integers_atHalfTheOrder_areExactAndBeyondItRefused() {
    BigInteger half = Q.subtract(BigInteger.ONE).shiftRight(1);
    List<BigInteger> edges =
        List.of(half, half.negate(), BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE.negate());
    ScalarVector vector = ScalarVector.ofIntegers(edges);
    for (int i = 0; i < edges.size(); i++) {
      assertEquals(edges.get(i), vector.signed(i));
      assertEquals(edges.get(i).mod(Q), vector.get(i));
    }
    BigInteger over = half.add(BigInteger.ONE);
    for (BigInteger bad : List.of(over, over.negate(), Q, BigInteger.ONE.shiftLeft(300))) {
      refusedAt(
          MpcException.Code.OUT_OF_RANGE,
          1,
          () -> ScalarVector.ofIntegers(List.of(BigInteger.ONE, bad)));
    }
  }

  @Test
  @Tag("threat-45")
  void sum_ofWidestCellsOfManyRepositories_neverWraps() {
    BigInteger widest = BigInteger.ONE.shiftLeft(119).subtract(BigInteger.ONE);
    int repositories = 100_000;
    ScalarVector cells = ScalarVector.ofIntegers(List.of(widest, widest.negate()));
    ScalarVector sum = ScalarVector.zeros(2);
    for (int i = 0; i < repositories; i++) {
      sum.addInPlace(cells);
    }
    BigInteger expected = widest.multiply(BigInteger.valueOf(repositories));
    assertEquals(expected, sum.signed(0));
    assertEquals(expected.negate(), sum.signed(1));
  }

  @Test
  void fromBytes_nonCanonicalElement_namesItsIndexAndNoValue() {
    byte[] bytes = new byte[96];
    ScalarVector order = ScalarVector.zeros(1);
    ScalarField.ofInteger(Q, order.limbs(), 0);
    System.arraycopy(order.toBytes(), 0, bytes, 64, 32);
    refusedAt(MpcException.Code.SCALAR_NOT_CANONICAL, 2, () -> ScalarVector.fromBytes(bytes));
  }

  @Test
  void vectors_ofDifferentLengths_areNotCombined() {
    ScalarVector two = ScalarVector.zeros(2);
    refused(MpcException.Code.SHAPE_MISMATCH, () -> two.addInPlace(ScalarVector.zeros(3)));
    refused(MpcException.Code.SHAPE_MISMATCH, () -> two.subtractInPlace(ScalarVector.zeros(1)));
    refused(MpcException.Code.OUT_OF_RANGE, () -> ScalarVector.zeros(-1));
    refused(MpcException.Code.OUT_OF_RANGE, () -> ScalarVector.zeros(Integer.MAX_VALUE));
    assertThrows(IndexOutOfBoundsException.class, () -> two.get(2));
    assertThrows(IndexOutOfBoundsException.class, () -> two.slice(1, 3));
    assertNotEquals(two, ScalarVector.zeros(3));
  }

  @Test
  void copyAndSlice_changed_leaveTheOriginal() {
    ScalarVector original = ScalarVector.ofIntegers(List.of(BigInteger.ONE, BigInteger.TWO));
    original.copy().wipe();
    original.slice(0, 1).addInPlace(original.slice(1, 2));
    assertEquals(BigInteger.ONE, original.get(0));
    assertEquals(BigInteger.TWO, original.slice(1, 2).get(0));
  }
}
