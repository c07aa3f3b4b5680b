package io.tributary.mpc.four;

/**
 * A shared matrix of bits: one row, called plane, for each digit, lowest first, and one column for
 * each cell. A plane takes whole words; bits after the last cell have no meaning.
 */
public record Bits(int id, int cells, int planes) implements Wire {
  /** Refuses empty matrices. */
  public Bits {
    if (cells < 1 || planes < 1) {
      throw new IllegalArgumentException("bits: need at least one cell and one plane");
    }
  }

  @Override
  public Ring ring() {
    return Ring.BITS;
  }

  /** Words of one plane. */
  public int planeWords() {
    return BitMatrix.planeWords(cells);
  }

  @Override
  public int words() {
    return planes * planeWords();
  }
}
