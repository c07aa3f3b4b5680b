package io.tributary.mpc.four;

/** A shared vector in a circuit: which one, of what ring and of how many words. */
public sealed interface Wire permits Num, Bits {
  /** Position in its circuit. */
  int id();

  /** Ring of its words. */
  Ring ring();

  /** Words that one piece takes. */
  int words();

  /** Cells of the vector. */
  int cells();
}
