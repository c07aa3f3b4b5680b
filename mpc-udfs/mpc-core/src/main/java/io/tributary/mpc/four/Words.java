package io.tributary.mpc.four;

import java.util.Arrays;
import java.util.HexFormat;

/** Vectors of words, by value. */
final class Words {
  private Words() {}

  static long[] sum(Ring ring, long[] x, long[] y) {
    long[] sum = x.clone();
    ring.add(sum, y);
    return sum;
  }

  static long[] difference(Ring ring, long[] x, long[] y) {
    long[] difference = x.clone();
    ring.subtract(difference, y);
    return difference;
  }

  /** Some cells of {@code cells}; each has so many parts, which lie {@code cells} apart. */
  static long[] slice(long[] in, int cells, int from, int count, int parts) {
    long[] out = new long[count * parts];
    for (int part = 0; part < parts; part++) {
      System.arraycopy(in, part * cells + from, out, part * count, count);
    }
    return out;
  }

  /** Cells of several vectors of the given numbers of cells. */
  static long[] concat(long[][] ins, int[] sizes, int parts) {
    int total = Arrays.stream(sizes).sum();
    long[] out = new long[total * parts];
    int at = 0;
    for (int i = 0; i < ins.length; i++) {
      for (int part = 0; part < parts; part++) {
        System.arraycopy(ins[i], part * sizes[i], out, part * total + at, sizes[i]);
      }
      at += sizes[i];
    }
    return out;
  }

  /** Some planes of a matrix. */
  static long[] planes(long[] in, int[] planes, int planeWords) {
    long[] out = new long[planes.length * planeWords];
    for (int i = 0; i < planes.length; i++) {
      System.arraycopy(in, planes[i] * planeWords, out, i * planeWords, planeWords);
    }
    return out;
  }

  /** A public integer in every cell, sign-extended. */
  static long[] constants(Ring ring, int cells, long value) {
    long[] words = new long[cells * ring.wordsPerCell()];
    Arrays.fill(words, 0, cells, value);
    Arrays.fill(words, cells, words.length, value >> 63);
    return words;
  }

  /** SHA-256, for the text of a program. */
  static String hash(long[] constants) {
    byte[] bytes = new byte[constants.length * Long.BYTES];
    Digests.write(constants, 0, constants.length, bytes, 0);
    return HexFormat.of().formatHex(Digests.sha256(bytes));
  }
}
