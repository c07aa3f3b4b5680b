package io.tributary.mpc.four;

/** Between words, one a cell, and planes, one a digit. */
final class BitMatrix {
  private BitMatrix() {}

  static int planeWords(int cells) {
    return (cells + Long.SIZE - 1) / Long.SIZE;
  }

  /** The planes of all digits of a vector of the given ring. */
  static long[] planes(long[] words, int cells, Ring ring) {
    int parts = ring.wordsPerCell();
    long[] planes = new long[parts * Long.SIZE * planeWords(cells)];
    for (int part = 0; part < parts; part++) {
      transpose(words, part * cells, cells, planes, part * Long.SIZE * planeWords(cells));
    }
    return planes;
  }

  private static void transpose(long[] words, int from, int cells, long[] planes, int to) {
    int stride = planeWords(cells);
    long[] square = new long[Long.SIZE];
    for (int block = 0; block < stride; block++) {
      int first = block * Long.SIZE;
      int count = Math.min(Long.SIZE, cells - first);
      System.arraycopy(words, from + first, square, 0, count);
      for (int i = count; i < Long.SIZE; i++) {
        square[i] = 0;
      }
      transpose(square);
      for (int digit = 0; digit < Long.SIZE; digit++) {
        planes[to + digit * stride + block] = square[digit];
      }
    }
  }

  /** In place: bit c of word r becomes bit r of word c (Warren, Hacker's Delight, section 7-3). */
  static void transpose(long[] square) {
    long mask = 0x0000_0000_FFFF_FFFFL;
    for (int half = 32; half != 0; half >>= 1, mask ^= mask << half) {
      for (int row = 0; row < Long.SIZE; row = (row + half + 1) & ~half) {
        long swap = ((square[row] >>> half) ^ square[row + half]) & mask;
        square[row] ^= swap << half;
        square[row + half] ^= swap;
      }
    }
  }

  /** All planes as integers 0 and 1 of a ring, plane after plane. */
  static long[] numbers(long[] matrix, int cells, int planes, Ring ring) {
    long[] numbers = new long[cells * planes * ring.wordsPerCell()];
    int stride = planeWords(cells);
    for (int plane = 0; plane < planes; plane++) {
      for (int cell = 0; cell < cells; cell++) {
        numbers[plane * cells + cell] = (matrix[plane * stride + (cell >> 6)] >>> cell) & 1;
      }
    }
    return numbers;
  }
}
