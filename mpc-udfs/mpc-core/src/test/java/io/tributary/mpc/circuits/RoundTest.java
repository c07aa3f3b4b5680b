package io.tributary.mpc.circuits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.Trial;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Oracle;
import io.tributary.mpc.four.Program;
import io.tributary.mpc.four.Ring;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundTest {
  private static List<BigInteger> rounded(
      Trial trial, List<BigInteger> numbers, BigInteger base, BigInteger bound) {
    Circuit c = new Circuit(new Committee(trial.between(-1, 3)));
    Num x = c.input("x", Ring.Z128, numbers.size());
    c.open("rounded", Round.nearest(c, x, base, bound));
    return Oracle.play(c.build(), trial, List.of(numbers)).numbers("rounded");
  }

  /** Written differently from the one in question: in fractions, ties towards plus infinity. */
  private static BigInteger exact(BigInteger x, BigInteger base) {
    BigInteger twice = x.shiftLeft(1).add(base);
    BigInteger[] parts = twice.divideAndRemainder(base.shiftLeft(1));
    return (parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0]).multiply(base);
  }

  /** Multiples, ties, their neighbours and both ends of the range. */
  private static List<BigInteger> edges(Trial trial, BigInteger base, BigInteger bound) {
    List<BigInteger> edges = new ArrayList<>(List.of(BigInteger.ZERO, bound, bound.negate()));
    BigInteger steps = bound.divide(base);
    for (BigInteger step : trial.numbers(12, Math.max(2, steps.bitLength() + 1))) {
      BigInteger multiple = step.mod(steps.add(BigInteger.ONE)).multiply(base);
      for (BigInteger off : List.of(BigInteger.ZERO, base.shiftRight(1))) {
        for (int by = -1; by <= 1; by++) {
          BigInteger near = multiple.add(off).add(BigInteger.valueOf(by));
          edges.add(near);
          edges.add(near.negate());
        }
      }
    }
    edges.removeIf(edge -> edge.abs().compareTo(bound) > 0);
    return edges;
  }

  @ParameterizedTest
  @CsvSource({
    "2, 7",
    "3, 100",
    "5, 50000000000",
    "10, 50000000000",
    "7, 3",
    "1000, 999",
    "64, 1048576",
    "100000, 1329227995784915872903807060280344575",
    "3, 864691128455135231",
    "1329227995784915872903807060280344575, 1329227995784915872903807060280344575",
    "664613997892457936451903530140172288, 1329227995784915872903807060280344575"
  })
  void nearest_atMultiplesTiesAndTheEndsOfTheRange_isTheMultipleInTheClear(
      String base, String bound) {
    BigInteger b = new BigInteger(base);
    BigInteger most = new BigInteger(bound);
    if (!Round.fits(most, b)) {
      // 2^120 less one in steps of 100000 are more than there may be.
      assertTrue(most.divide(b).bitLength() > 59);
      return;
    }
    Trial.repeat(
        2,
        trial -> {
          List<BigInteger> numbers = edges(trial, b, most);
          List<BigInteger> wanted = numbers.stream().map(x -> exact(x, b)).toList();
          assertEquals(wanted, numbers.stream().map(x -> Round.nearest(x, b)).toList());
          assertEquals(wanted, rounded(trial, numbers, b, most));
        });
  }

  @Test
  void nearest_ofRandomNumbersBasesAndBounds_isTheMultipleInTheClear() {
    Trial.repeat(
        12,
        trial -> {
          BigInteger base =
              trial.numbers(1, trial.between(3, 118)).get(0).abs().max(BigInteger.TWO);
          BigInteger bound = base.shiftLeft(trial.between(0, Math.min(58, 119 - base.bitLength())));
          List<BigInteger> numbers = new ArrayList<>(edges(trial, base, bound));
          trial.numbers(40, 120).forEach(n -> numbers.add(n.remainder(bound)));
          assertEquals(
              numbers.stream().map(x -> exact(x, base)).toList(),
              rounded(trial, numbers, base, bound));
        });
  }

  @Test
  void nearest_ofANumberBeyondTheBound_isStillAMultipleOfTheBase() {
    BigInteger base = BigInteger.TEN;
    BigInteger ring = BigInteger.ONE.shiftLeft(128);
    Trial.repeat(
        3,
        trial -> {
          List<BigInteger> numbers = trial.numbers(60, 128);
          for (BigInteger out : rounded(trial, numbers, base, BigInteger.valueOf(1_000_000))) {
            // A multiple in the ring: 10 q for some q of it.
            BigInteger even = out.mod(ring);
            assertFalse(even.testBit(0), "not even");
          }
        });
  }

  @Test
  void fits_moreStepsThanTheRingHasRoomFor_isRefused() {
    BigInteger base = BigInteger.valueOf(3);
    BigInteger most = base.shiftLeft(59).subtract(BigInteger.ONE);
    assertTrue(Round.fits(most, base));
    assertFalse(Round.fits(most.add(BigInteger.ONE), base));
    assertFalse(Round.fits(BigInteger.TEN, BigInteger.ONE));
    Circuit c = new Circuit(Committee.four());
    Num x = c.input("x", Ring.Z128, 1);
    assertThrows(
        IllegalArgumentException.class, () -> Round.nearest(c, x, base, most.add(BigInteger.ONE)));
  }

  private static Program.Cost cost(int cells, String base, String bound) {
    Circuit c = new Circuit(Committee.four());
    Num x = c.input("x", Ring.Z128, cells);
    c.open("rounded", Round.nearest(c, x, new BigInteger(base), new BigInteger(bound)));
    return c.build().cost();
  }

  @Test
  void nearest_ofManyCells_takesTheRoundsOfOne() {
    int few = cost(1, "10", "50000000000").rounds();
    assertEquals(few, cost(10_000, "10", "50000000000").rounds());
    int wide = cost(1, "100000", "5000000000000000000000").rounds();
    assertEquals(wide, cost(10_000, "100000", "5000000000000000000000").rounds());
    // docs/release.md states these; three more are agreement and opening.
    assertEquals(11, few - 3);
    assertEquals(33, wide - 3);
  }
}
