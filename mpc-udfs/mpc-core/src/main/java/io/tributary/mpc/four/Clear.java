package io.tributary.mpc.four;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Between clear integers and words of a ring. */
public final class Clear {
  private Clear() {}

  /** Words of signed integers, reduced modulo 2^width. */
  public static long[] words(Ring ring, List<BigInteger> numbers) {
    long[] words = new long[numbers.size() * ring.wordsPerCell()];
    for (int i = 0; i < numbers.size(); i++) {
      words[i] = numbers.get(i).longValue();
      if (ring == Ring.Z128) {
        words[numbers.size() + i] = numbers.get(i).shiftRight(Long.SIZE).longValue();
      }
    }
    return words;
  }

  /** Signed integers of words. */
  public static List<BigInteger> numbers(long[] words, Ring ring) {
    int cells = words.length / ring.wordsPerCell();
    List<BigInteger> numbers = new ArrayList<>(cells);
    for (int i = 0; i < cells; i++) {
      numbers.add(
          ring == Ring.Z128
              ? BigInteger.valueOf(words[cells + i]).shiftLeft(Long.SIZE).add(unsigned(words[i]))
              : BigInteger.valueOf(words[i]));
    }
    return numbers;
  }

  /** One unsigned integer a cell, plane i of weight 2^i. */
  static List<BigInteger> bits(long[] words, Bits bits) {
    List<BigInteger> numbers = new ArrayList<>(bits.cells());
    for (int cell = 0; cell < bits.cells(); cell++) {
      BigInteger number = BigInteger.ZERO;
      for (int plane = 0; plane < bits.planes(); plane++) {
        if ((words[plane * bits.planeWords() + cell / Long.SIZE] >>> cell & 1) == 1) {
          number = number.setBit(plane);
        }
      }
      numbers.add(number);
    }
    return numbers;
  }

  private static BigInteger unsigned(long word) {
    BigInteger number = BigInteger.valueOf(word & Long.MAX_VALUE);
    return word < 0 ? number.setBit(Long.SIZE - 1) : number;
  }
}
