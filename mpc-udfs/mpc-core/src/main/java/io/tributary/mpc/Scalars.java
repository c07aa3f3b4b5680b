package io.tributary.mpc;

/** A vector whose elements can be committed to. */
interface Scalars {
  /** Number of elements. */
  int length();

  /** Elements as scalars of four limbs each; a copy that the caller wipes. */
  long[] limbs(int from, int count);

  /** Overwrites the elements; the vector cannot be used afterwards. */
  void wipe();
}
