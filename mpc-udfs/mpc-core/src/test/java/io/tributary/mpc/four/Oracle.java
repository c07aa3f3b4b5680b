package io.tributary.mpc.four;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.mpc.Trial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/** Clear arithmetic that circuits are compared with. */
public final class Oracle {
  private Oracle() {}

  /** The signed number congruent to another modulo 2^width. */
  public static BigInteger wrap(BigInteger number, Ring ring) {
    int width = Long.SIZE * ring.wordsPerCell();
    BigInteger modulus = BigInteger.ONE.shiftLeft(width);
    BigInteger rest = number.mod(modulus);
    return rest.testBit(width - 1) ? rest.subtract(modulus) : rest;
  }

  /** Cell by cell. */
  public static List<BigInteger> zip(
      List<BigInteger> x, List<BigInteger> y, BinaryOperator<BigInteger> f) {
    List<BigInteger> out = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      out.add(f.apply(x.get(i), y.get(i)));
    }
    return out;
  }

  /** Bits of width of a ring. */
  public static int width(Ring ring) {
    return Long.SIZE * ring.wordsPerCell();
  }

  /** Plays a program over numbers and returns what the receiver sees. */
  public static Receiver play(Program program, Trial trial, List<List<BigInteger>> inputs) {
    List<long[]> words = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      words.add(Clear.words(program.inputs().get(i).ring(), inputs.get(i)));
    }
    Rehearsal rehearsal = new Rehearsal(program, words, trial.secure());
    Receiver receiver = rehearsal.play();
    for (int party : program.committee().members()) {
      assertEquals(Party.State.DONE, rehearsal.party(party).state(), () -> why(rehearsal, party));
    }
    assertEquals(java.util.Set.of(), receiver.liars());
    return receiver;
  }

  private static String why(Rehearsal rehearsal, int party) {
    return rehearsal.party(party).blame().map(Blame::text).orElse("waits in round ")
        + rehearsal.party(party).round();
  }
}
