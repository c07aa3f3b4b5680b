package io.tributary.mpc.circuits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.mpc.Trial;
import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Oracle;
import io.tributary.mpc.four.Receiver;
import io.tributary.mpc.four.Ring;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompareTest {
  @ParameterizedTest
  @EnumSource(names = {"Z64", "Z128"})
  void comparisons_ofHostileNumbers_equalClearOnes(Ring ring) {
    Trial.repeat(
        12,
        trial -> {
          int cells = trial.between(1, 150);
          List<BigInteger> a = trial.numbers(cells, Oracle.width(ring));
          List<BigInteger> b = new ArrayList<>(trial.numbers(cells, Oracle.width(ring)));
          for (int i = 0; i < cells; i += 3) {
            b.set(i, Oracle.wrap(a.get(i).add(BigInteger.valueOf(i % 2)), ring));
          }
          Circuit c = new Circuit(new Committee(trial.between(-1, 3)));
          Num x = c.input("a", ring, cells);
          Num y = c.input("b", ring, cells);
          c.open("negative", Compare.isNegative(c, x));
          c.open("less", Compare.lessThan(c, x, y));
          c.open("equal", Compare.equal(c, x, y));
          c.open("zero", Compare.isZero(c, x));
          c.open("near", Compare.lessThanNear(c, x, y));
          Receiver out = Oracle.play(c.build(), trial, List.of(a, b));
          assertEquals(bits(a, b, (s, t) -> s.signum() < 0), out.bits("negative"));
          assertEquals(bits(a, b, (s, t) -> s.compareTo(t) < 0), out.bits("less"));
          assertEquals(bits(a, b, BigInteger::equals), out.bits("equal"));
          assertEquals(bits(a, b, (s, t) -> s.signum() == 0), out.bits("zero"));
          assertEquals(
              bits(a, b, (s, t) -> Oracle.wrap(s.subtract(t), ring).signum() < 0),
              out.bits("near"));
        });
  }

  private static List<BigInteger> bits(
      List<BigInteger> a, List<BigInteger> b, BiPredicate<BigInteger, BigInteger> holds) {
    return Oracle.zip(a, b, (s, t) -> holds.test(s, t) ? BigInteger.ONE : BigInteger.ZERO);
  }

  @Test
  void threshold_atItsEdges_isInclusive() {
    Trial.repeat(
        4,
        trial -> {
          List<BigInteger> counts =
              List.of(9, 10, 11, 0, -1).stream().map(BigInteger::valueOf).toList();
          Circuit c = new Circuit(new Committee(trial.between(-1, 3)));
          c.open("shown", Compare.atLeast(c, c.input("n", Ring.Z64, 5), 10));
          Receiver out = Oracle.play(c.build(), trial, List.of(counts));
          assertEquals(
              List.of(0, 1, 1, 0, 0).stream().map(BigInteger::valueOf).toList(), out.bits("shown"));
        });
  }

  @Test
  void selection_byComparison_equalsClearChoice() {
    Trial.repeat(
        10,
        trial -> {
          int cells = trial.between(1, 100);
          Ring ring = trial.between(0, 1) == 0 ? Ring.Z64 : Ring.Z128;
          List<BigInteger> a = trial.numbers(cells, Oracle.width(ring));
          List<BigInteger> b = trial.numbers(cells, Oracle.width(ring));
          Circuit c = new Circuit(new Committee(trial.between(-1, 3)));
          Num x = c.input("a", ring, cells);
          Num y = c.input("b", ring, cells);
          Bits less = Compare.lessThan(c, x, y);
          c.open("least", Select.select(c, Select.number(c, less, ring), x, y));
          Receiver out = Oracle.play(c.build(), trial, List.of(a, b));
          assertEquals(Oracle.zip(a, b, BigInteger::min), out.numbers("least"));
        });
  }

  @Test
  void rounds_ofAComparison_doNotDependOnTheNumberOfCells() {
    for (int cells : new int[] {1, 64, 5000}) {
      Circuit c = new Circuit(Committee.four());
      c.open(
          "less",
          Compare.lessThanNear(c, c.input("a", Ring.Z64, cells), c.input("b", Ring.Z64, cells)));
      assertEquals(8, c.build().depth());
    }
  }
}
