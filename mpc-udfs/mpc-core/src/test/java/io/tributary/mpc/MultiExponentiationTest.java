package io.tributary.mpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import supranational.blst.P1;
import supranational.blst.P1_Affine;

class MultiExponentiationTest {
  @Test
  void sum_ofAnyPointsAndScalars_equalsTheSumOfMultiples() {
    Trial.repeat(
        20,
        trial -> {
          int count = trial.between(0, 1) == 0 ? trial.between(1, 5) : trial.between(30, 60);
          List<BigInteger> scalars = trial.scalars(count);
          P1_Affine[] points = new P1_Affine[count];
          P1 expected = new P1();
          for (int i = 0; i < count; i++) {
            // Equal and opposite points now and then, which incomplete addition gets wrong.
            P1_Affine point = Generators.ofCell(trial.between(0, count / 2));
            points[i] = trial.between(0, 2) == 0 ? MultiExponentiation.negative(point) : point;
            expected.add(points[i].to_jacobian().mult(scalars.get(i)));
          }
          P1 sum = MultiExponentiation.sum(points, Trial.vector(scalars).limbs(), ScalarField.BITS);
          assertTrue(expected.is_equal(sum));
        });
  }

  @Test
  void signedDigits_ofAnyScalarAndWidth_addUpToIt() {
    Trial.repeat(
        50,
        trial -> {
          int width = trial.between(2, 15);
          List<BigInteger> scalars = trial.scalars(3);
          SignedDigits digits =
              SignedDigits.of(Trial.vector(scalars).limbs(), 1, 2, ScalarField.BITS, width);
          for (int i = 0; i < 2; i++) {
            assertEquals(scalars.get(i + 1), value(digits, i, width));
          }
        });
  }

  @Test
  void signedDigits_ofTwosComplements_addUpToTheSignedInteger() {
    Trial.repeat(
        50,
        trial -> {
          BigInteger edge = BigInteger.ONE.shiftLeft(127);
          List<BigInteger> cells =
              List.of(
                  trial.cell(127),
                  trial.cell(20),
                  edge.negate(),
                  edge.subtract(BigInteger.ONE),
                  BigInteger.ONE.negate());
          SmallCells small = SmallCells.of(ScalarVector.ofIntegers(cells)).orElseThrow();
          SignedDigits digits = SignedDigits.of(small.limbs(), 0, 5, SmallCells.BITS, 10);
          for (int i = 0; i < cells.size(); i++) {
            assertEquals(cells.get(i), value(digits, i, 10));
          }
          for (BigInteger wide : List.of(edge, edge.negate().subtract(BigInteger.ONE))) {
            assertTrue(SmallCells.of(ScalarVector.ofIntegers(List.of(wide))).isEmpty());
          }
        });
  }

  private static BigInteger value(SignedDigits digits, int scalar, int width) {
    BigInteger value = BigInteger.ZERO;
    for (int window = digits.windows() - 1; window >= 0; window--) {
      int digit = digits.get(window, scalar);
      assertTrue(Math.abs(digit) <= 1 << (width - 1));
      value = value.shiftLeft(width).add(BigInteger.valueOf(digit));
    }
    return value;
  }
}
