package io.tributary.mpc.four;

import java.util.Arrays;

/** Public maps between the cells of vectors; none takes an exchange. */
public final class Rearrange {
  private Rearrange() {}

  /** Cell i of the result is cell {@code from[i]} of the vector. */
  public static Num gather(Circuit c, Num x, int[] from) {
    inRange(from, x.cells());
    int[] places = from.clone();
    Num num = new Num(c.steps().nextId(), x.ring(), places.length);
    int parts = x.ring().wordsPerCell();
    c.steps()
        .linear(
            num,
            "gather " + Words.hash(longs(places)),
            (q, in, p) -> gathered(in[0], places, x.cells(), parts),
            x);
    return num;
  }

  private static long[] gathered(long[] in, int[] places, int cells, int parts) {
    long[] out = new long[places.length * parts];
    for (int part = 0; part < parts; part++) {
      for (int i = 0; i < places.length; i++) {
        out[part * places.length + i] = in[part * cells + places[i]];
      }
    }
    return out;
  }

  /** Cell j of the result is the sum of the cells i with {@code into[i] == j}. Z64. */
  public static Num addUp(Circuit c, Num x, int[] into, int cells) {
    inRange(into, cells);
    if (into.length != x.cells()) {
      throw new IllegalArgumentException("add up: " + into.length + " places, " + x);
    }
    int[] places = into.clone();
    Num num = new Num(c.steps().nextId(), x.ring(), cells);
    c.steps()
        .linear(
            num,
            "add up " + Words.hash(longs(places)),
            (q, in, p) -> addedUp(x.ring(), in[0], places, cells),
            x);
    return num;
  }

  private static long[] addedUp(Ring ring, long[] in, int[] places, int cells) {
    int parts = ring.wordsPerCell();
    long[] out = new long[cells * parts];
    for (int i = 0; i < places.length; i++) {
      int to = places[i];
      long low = out[to] + in[i];
      if (parts == 2) {
        long carry = Long.compareUnsigned(low, in[i]) < 0 ? 1 : 0;
        out[cells + to] += in[places.length + i] + carry;
      }
      out[to] = low;
    }
    return out;
  }

  /** The same numbers modulo 2^64: a piece's low word is a piece of that. */
  public static Num low(Circuit c, Num x) {
    if (x.ring() != Ring.Z128) {
      throw new IllegalArgumentException("low words of " + x + ": need Z128");
    }
    Num num = new Num(c.steps().nextId(), Ring.Z64, x.cells());
    c.steps().linear(num, "low", (q, in, p) -> Arrays.copyOf(in[0], x.cells()), x);
    return num;
  }

  private static void inRange(int[] places, int cells) {
    if (Arrays.stream(places).anyMatch(place -> place < 0 || place >= cells)) {
      throw new IllegalArgumentException("places outside a vector of " + cells + " cells");
    }
  }

  private static long[] longs(int[] places) {
    return Arrays.stream(places).asLongStream().toArray();
  }
}
