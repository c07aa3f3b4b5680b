package io.tributary.mpc.four;

/** A shared vector of integers modulo 2^64 or 2^128, two's complement. */
public record Num(int id, Ring ring, int cells) implements Wire {
  /** Refuses the ring of bits and empty vectors. */
  public Num {
    if (ring == Ring.BITS || cells < 1) {
      throw new IllegalArgumentException("numbers: need Z64 or Z128 and at least one cell");
    }
  }

  @Override
  public int words() {
    return cells * ring.wordsPerCell();
  }

  /** Bits of one cell. */
  public int width() {
    return Long.SIZE * ring.wordsPerCell();
  }
}
