package io.tributary.mpc.four;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tributary.mpc.Trial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArithmeticTest {
  @ParameterizedTest
  @EnumSource(names = {"Z64", "Z128"})
  void linearStepsAndProducts_ofHostileNumbers_equalClearArithmetic(Ring ring) {
    for (int absent = -1; absent < 4; absent++) {
      linearStepsAndProducts(ring, new Committee(absent));
    }
  }

  private static void linearStepsAndProducts(Ring ring, Committee committee) {
    Trial.repeat(
        10,
        trial -> {
          int cells = trial.between(1, 70);
          List<BigInteger> a = trial.numbers(cells, Oracle.width(ring));
          List<BigInteger> b = trial.numbers(cells, Oracle.width(ring));
          Circuit c = new Circuit(committee);
          Num x = c.input("a", ring, cells);
          Num y = c.input("b", ring, cells);
          Num product = c.multiply(x, y);
          c.open("product", product);
          c.open("again", c.multiply(product, c.subtract(x, y)));
          c.open("linear", c.plus(c.times(c.add(x, c.negate(y)), -3), -7));
          Receiver out = Oracle.play(c.build(), trial, List.of(a, b));
          List<BigInteger> products = Oracle.zip(a, b, BigInteger::multiply);
          assertEquals(wrapped(products, ring), out.numbers("product"));
          assertEquals(
              wrapped(
                  Oracle.zip(
                      products, Oracle.zip(a, b, BigInteger::subtract), BigInteger::multiply),
                  ring),
              out.numbers("again"));
          assertEquals(
              wrapped(
                  Oracle.zip(
                      a,
                      b,
                      (s, t) ->
                          s.subtract(t)
                              .multiply(BigInteger.valueOf(-3))
                              .subtract(BigInteger.valueOf(7))),
                  ring),
              out.numbers("linear"));
        });
  }

  private static List<BigInteger> wrapped(List<BigInteger> numbers, Ring ring) {
    return numbers.stream().map(number -> Oracle.wrap(number, ring)).toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"Z64", "Z128"})
  void dot_ofManyVectorsAtOnce_equalsClearSums(Ring ring) {
    Trial.repeat(
        10,
        trial -> {
          int terms = trial.between(2, 9);
          int cells = trial.between(1, 9);
          List<BigInteger> a = trial.numbers(terms * cells, Oracle.width(ring));
          List<BigInteger> b = trial.numbers(terms * cells, Oracle.width(ring));
          Circuit c = new Circuit(new Committee(trial.between(-1, 3)));
          Num x = c.input("a", ring, terms * cells);
          Num y = c.input("b", ring, terms * cells);
          c.open("dot", c.dot(x, y, terms));
          c.open("sum", c.sumBlocks(x, terms));
          c.open("turned", c.concat(List.of(c.slice(x, 1, terms * cells), c.slice(x, 0, 1))));
          Receiver out = Oracle.play(c.build(), trial, List.of(a, b));
          List<BigInteger> dot = new ArrayList<>();
          List<BigInteger> sum = new ArrayList<>();
          for (int cell = 0; cell < cells; cell++) {
            BigInteger products = BigInteger.ZERO;
            BigInteger plain = BigInteger.ZERO;
            for (int term = 0; term < terms; term++) {
              int at = term * cells + cell;
              products = products.add(a.get(at).multiply(b.get(at)));
              plain = plain.add(a.get(at));
            }
            dot.add(Oracle.wrap(products, ring));
            sum.add(Oracle.wrap(plain, ring));
          }
          assertEquals(dot, out.numbers("dot"));
          assertEquals(sum, out.numbers("sum"));
          List<BigInteger> turned = new ArrayList<>(a.subList(1, a.size()));
          turned.add(a.get(0));
          assertEquals(turned, out.numbers("turned"));
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 200})
  void bits_andXorNotPlanes_equalClearLogic(int cells) {
    Trial.repeat(
        3,
        trial -> {
          long[] a = trial.words(3 * BitMatrix.planeWords(cells));
          long[] b = trial.words(3 * BitMatrix.planeWords(cells));
          Circuit c = new Circuit(new Committee(trial.between(-1, 3)));
          Bits x = c.inputBits("a", cells, 3);
          Bits y = c.inputBits("b", cells, 3);
          c.open("and", c.and(x, y));
          c.open("xor", c.xor(c.not(x), y));
          c.open("stack", c.stack(List.of(c.plane(y, 2), c.planes(x, 0, 2, 2))));
          c.open("constant", c.constantBits(cells, 4, 5));
          Rehearsal rehearsal = new Rehearsal(c.build(), List.of(a, b), trial.secure());
          Receiver out = rehearsal.play();
          Bits shape = new Bits(0, cells, 3);
          List<BigInteger> clearA = Clear.bits(a, shape);
          List<BigInteger> clearB = Clear.bits(b, shape);
          BigInteger seven = BigInteger.valueOf(7);
          assertEquals(Oracle.zip(clearA, clearB, BigInteger::and), out.bits("and"));
          assertEquals(Oracle.zip(clearA, clearB, (s, t) -> s.xor(t).xor(seven)), out.bits("xor"));
          assertEquals(
              Oracle.zip(
                  clearA,
                  clearB,
                  (s, t) ->
                      t.shiftRight(2)
                          .add(s.and(BigInteger.ONE).shiftLeft(1))
                          .add(s.shiftRight(2).shiftLeft(2))),
              out.bits("stack"));
          out.bits("constant").forEach(bits -> assertEquals(BigInteger.valueOf(5), bits));
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"Z64", "Z128"})
  void sumsOfDealings_openToTheSum(Ring ring) {
    Trial.repeat(
        5,
        trial -> {
          int cells = trial.between(1, 20);
          List<BigInteger> sum =
              new ArrayList<>(java.util.Collections.nCopies(cells, BigInteger.ZERO));
          Circuit c = new Circuit(Committee.four());
          c.openToAll("x", c.input("x", ring, cells));
          Program program = c.build();
          List<PieceDealing> dealings = new ArrayList<>();
          for (int dealer = 0; dealer < 5; dealer++) {
            List<BigInteger> values = trial.numbers(cells, Oracle.width(ring));
            sum = Oracle.zip(sum, values, BigInteger::add);
            dealings.add(
                PieceDealing.deal(ring, Clear.words(ring, values), 0, dealer % 4, trial.secure()));
          }
          Session session = Rehearsal.session(trial.secure());
          Rehearsal rehearsal =
              new Rehearsal(
                  program, dealings.subList(0, 1), Rehearsal.seeds(trial.secure()), session);
          List<io.tributary.mpc.Seed> seeds = Rehearsal.seeds(trial.secure());
          for (int party = 0; party < 4; party++) {
            Pieces pieces = dealings.get(0).of(party);
            for (PieceDealing more : dealings.subList(1, 5)) {
              pieces.add(more.of(party));
            }
            PartyKeys keys = PartyKeys.derive(party, seeds, session, program);
            rehearsal.replace(party, new Party(program, session, keys, List.of(pieces)));
          }
          rehearsal.play();
          for (int party = 0; party < 4; party++) {
            assertEquals(
                wrapped(sum, ring),
                Clear.numbers(rehearsal.party(party).opened("x").orElseThrow(), ring));
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"Z64", "Z128"})
  void differentShapes_inOneStep_areRefused(Ring ring) {
    Circuit c = new Circuit(Committee.four());
    Num x = c.input("x", ring, 3);
    Num y = c.input("y", ring, 4);
    assertThrows(IllegalArgumentException.class, () -> c.multiply(x, y));
    assertThrows(IllegalArgumentException.class, () -> c.dot(x, x, 2));
    assertThrows(IllegalArgumentException.class, () -> c.slice(x, 2, 2));
    assertThrows(IllegalArgumentException.class, () -> c.plus(x, new long[2]));
  }
}
