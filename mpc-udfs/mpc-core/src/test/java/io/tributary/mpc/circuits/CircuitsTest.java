package io.tributary.mpc.circuits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.mpc.Trial;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Clear;
import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Oracle;
import io.tributary.mpc.four.Receiver;
import io.tributary.mpc.four.Ring;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CircuitsTest {
  private static Circuit anyCommittee(Trial trial) {
    return new Circuit(new Committee(trial.between(-1, 3)));
  }

  @ParameterizedTest
  @EnumSource(names = {"Z64", "Z128"})
  void digits_thereAndBack_areTheNumber(Ring ring) {
    Trial.repeat(
        6,
        trial -> {
          int width = Oracle.width(ring);
          List<BigInteger> a = trial.numbers(trial.between(1, 130), width);
          Circuit c = anyCommittee(trial);
          Num x = c.input("a", ring, a.size());
          c.open("digits", Digits.of(c, x));
          c.open("number", Digits.number(c, Digits.of(c, x), ring));
          Receiver out = Oracle.play(c.build(), trial, List.of(a));
          BigInteger modulus = BigInteger.ONE.shiftLeft(width);
          assertEquals(a.stream().map(s -> s.mod(modulus)).toList(), out.bits("digits"));
          assertEquals(a, out.numbers("number"));
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"Z64", "Z128"})
  void floorShift_ofHostileNumbers_roundsDownExactly(Ring ring) {
    Trial.repeat(
        12,
        trial -> {
          int width = Oracle.width(ring);
          int shift = trial.between(0, width - 1);
          List<BigInteger> a = trial.numbers(trial.between(1, 100), width);
          Circuit c = anyCommittee(trial);
          Num x = c.input("a", ring, a.size());
          c.open("shifted", FixedPoint.floorShift(c, x, shift));
          Receiver out = Oracle.play(c.build(), trial, List.of(a));
          assertEquals(a.stream().map(s -> s.shiftRight(shift)).toList(), out.numbers("shifted"));
        });
  }

  @Test
  void fixedPointProducts_equalFlooredOnes() {
    Trial.repeat(
        5,
        trial -> {
          List<BigInteger> a = trial.numbers(40, 31);
          List<BigInteger> b = trial.numbers(40, 31);
          Circuit c = anyCommittee(trial);
          Num x = c.input("a", Ring.Z64, 40);
          Num y = c.input("b", Ring.Z64, 40);
          c.open("product", FixedPoint.multiply(c, x, y, 16));
          c.open("dot", FixedPoint.dot(c, x, y, 2, 16));
          Receiver out = Oracle.play(c.build(), trial, List.of(a, b));
          List<BigInteger> products = Oracle.zip(a, b, BigInteger::multiply);
          assertEquals(
              products.stream().map(s -> s.shiftRight(16)).toList(), out.numbers("product"));
          assertEquals(
              Oracle.zip(products.subList(0, 20), products.subList(20, 40), BigInteger::add)
                  .stream()
                  .map(s -> s.shiftRight(16))
                  .toList(),
              out.numbers("dot"));
        });
  }

  @Test
  void divisionAndRoot_equalExactOnes() {
    Trial.repeat(
        4,
        trial -> {
          int digits = 2 * trial.between(1, 12);
          BigInteger modulus = BigInteger.ONE.shiftLeft(digits);
          Ring ring = trial.between(0, 1) == 0 ? Ring.Z64 : Ring.Z128;
          List<BigInteger> a = new ArrayList<>(trial.numbers(30, 60));
          List<BigInteger> b = new ArrayList<>(trial.numbers(30, trial.between(2, 60)));
          a.replaceAll(s -> s.mod(modulus));
          b.replaceAll(s -> s.mod(modulus));
          b.set(0, BigInteger.ZERO);
          a.set(1, modulus.subtract(BigInteger.ONE));
          Circuit c = anyCommittee(trial);
          Num x = c.input("a", ring, 30);
          Num y = c.input("b", ring, 30);
          c.open("quotient", Divide.floor(c, x, y, digits));
          c.open("root", Divide.root(c, x, digits));
          Receiver out = Oracle.play(c.build(), trial, List.of(a, b));
          assertEquals(
              Oracle.zip(
                  a, b, (s, t) -> t.signum() == 0 ? modulus.subtract(BigInteger.ONE) : s.divide(t)),
              out.numbers("quotient"));
          assertEquals(a.stream().map(BigInteger::sqrt).toList(), out.numbers("root"));
        });
  }

  @Test
  void leastGreatestAndSorted_ofHostileNumbers_equalClearOnes() {
    Trial.repeat(
        6,
        trial -> {
          int count = trial.between(1, 9);
          int cells = trial.between(1, 20);
          Circuit c = anyCommittee(trial);
          List<Num> vectors = new ArrayList<>();
          List<List<BigInteger>> clear = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            vectors.add(c.input("v" + i, Ring.Z64, cells));
            clear.add(trial.numbers(cells, 64));
          }
          c.open("least", Order.least(c, vectors));
          c.open("greatest", Order.greatest(c, vectors));
          List<Num> sorted = Order.sort(c, vectors);
          for (int i = 0; i < count; i++) {
            c.open("sorted" + i, sorted.get(i));
          }
          Receiver out = Oracle.play(c.build(), trial, clear);
          for (int cell = 0; cell < cells; cell++) {
            int at = cell;
            List<BigInteger> column = new ArrayList<>(clear.stream().map(v -> v.get(at)).toList());
            Collections.sort(column);
            assertEquals(column.get(0), out.numbers("least").get(cell));
            assertEquals(column.get(count - 1), out.numbers("greatest").get(cell));
            for (int i = 0; i < count; i++) {
              assertEquals(column.get(i), out.numbers("sorted" + i).get(cell));
            }
          }
        });
  }

  @Test
  void words_thereAndBack_areTheNumbers() {
    Trial.repeat(
        5,
        trial -> {
          for (Ring ring : List.of(Ring.Z64, Ring.Z128)) {
            List<BigInteger> numbers = trial.numbers(50, Oracle.width(ring));
            assertEquals(numbers, Clear.numbers(Clear.words(ring, numbers), ring));
          }
        });
  }
}
