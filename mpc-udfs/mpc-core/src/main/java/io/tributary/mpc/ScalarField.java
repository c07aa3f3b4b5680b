package io.tributary.mpc;

import java.math.BigInteger;

/**
 * F_q with q the prime order of BLS12-381 G1 (255 bits). Elements are four 64-bit limbs, least
 * significant first, always canonical (0 to q-1), not in Montgomery form: sharing only adds.
 *
 * <p>Additions and subtractions run in time independent of the values.
 */
public final class ScalarField {
  /** The order q of G1. */
  public static final BigInteger ORDER =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  /** Bytes of an encoded element, little-endian. */
  public static final int BYTES = 32;

  /** Limbs of an element. */
  static final int LIMBS = 4;

  /** Bits of an element. */
  static final int BITS = 255;

  static final long Q0 = 0xffffffff00000001L;
  static final long Q1 = 0x53bda402fffe5bfeL;
  static final long Q2 = 0x3339d80809a1d805L;
  static final long Q3 = 0x73eda753299d7d48L;

  private static final long H0 = 0x7fffffff80000000L;
  private static final long H1 = 0xa9ded2017fff2dffL;
  private static final long H2 = 0x199cec0404d0ec02L;
  private static final long H3 = 0x39f6d3a994cebea4L;

  /** (q-1)/2, the largest centred representative. */
  static final BigInteger HALF = ORDER.shiftRight(1);

  private ScalarField() {}

  /** a[ai..] = a[ai..] + b[bi..] mod q. */
  static void add(long[] a, int ai, long[] b, int bi) {
    long x0 = a[ai];
    long y0 = b[bi];
    long s0 = x0 + y0;
    long carry = carry(x0, y0, s0);
    long x1 = a[ai + 1];
    long y1 = b[bi + 1];
    long s1 = x1 + y1 + carry;
    carry = carry(x1, y1, s1);
    long x2 = a[ai + 2];
    long y2 = b[bi + 2];
    long s2 = x2 + y2 + carry;
    carry = carry(x2, y2, s2);
    // Both below 2^255: the top limb cannot overflow.
    long s3 = a[ai + 3] + b[bi + 3] + carry;
    reduceOnce(a, ai, s0, s1, s2, s3);
  }

  /** a[ai..] = a[ai..] - b[bi..] mod q. */
  static void subtract(long[] a, int ai, long[] b, int bi) {
    long x0 = a[ai];
    long y0 = b[bi];
    long d0 = x0 - y0;
    long borrow = borrow(x0, y0, d0);
    long x1 = a[ai + 1];
    long y1 = b[bi + 1];
    long d1 = x1 - y1 - borrow;
    borrow = borrow(x1, y1, d1);
    long x2 = a[ai + 2];
    long y2 = b[bi + 2];
    long d2 = x2 - y2 - borrow;
    borrow = borrow(x2, y2, d2);
    long x3 = a[ai + 3];
    long y3 = b[bi + 3];
    long d3 = x3 - y3 - borrow;
    long mask = -borrow(x3, y3, d3);

    long m0 = Q0 & mask;
    long s0 = d0 + m0;
    long carry = carry(d0, m0, s0);
    long m1 = Q1 & mask;
    long s1 = d1 + m1 + carry;
    carry = carry(d1, m1, s1);
    long m2 = Q2 & mask;
    long s2 = d2 + m2 + carry;
    carry = carry(d2, m2, s2);
    a[ai] = s0;
    a[ai + 1] = s1;
    a[ai + 2] = s2;
    a[ai + 3] = d3 + (Q3 & mask) + carry;
  }

  /** Stores a 256-bit value, less q if it is not below it. */
  static void reduceOnce(long[] a, int ai, long s0, long s1, long s2, long s3) {
    long d0 = s0 - Q0;
    long borrow = borrow(s0, Q0, d0);
    long d1 = s1 - Q1 - borrow;
    borrow = borrow(s1, Q1, d1);
    long d2 = s2 - Q2 - borrow;
    borrow = borrow(s2, Q2, d2);
    long d3 = s3 - Q3 - borrow;
    long keep = -borrow(s3, Q3, d3);
    a[ai] = d0 ^ ((d0 ^ s0) & keep);
    a[ai + 1] = d1 ^ ((d1 ^ s1) & keep);
    a[ai + 2] = d2 ^ ((d2 ^ s2) & keep);
    a[ai + 3] = d3 ^ ((d3 ^ s3) & keep);
  }

  /** Whether four limbs, read as unsigned, are below q. */
  static boolean isCanonical(long s0, long s1, long s2, long s3) {
    long borrow = borrow(s0, Q0, s0 - Q0);
    borrow = borrow(s1, Q1, s1 - Q1 - borrow);
    borrow = borrow(s2, Q2, s2 - Q2 - borrow);
    return borrow(s3, Q3, s3 - Q3 - borrow) != 0;
  }

  /** Replaces a canonical element by its centred representative, in 256-bit two's complement. */
  static void centre(long[] a, int ai) {
    long s0 = a[ai];
    long s1 = a[ai + 1];
    long s2 = a[ai + 2];
    long s3 = a[ai + 3];
    long borrow = borrow(H0, s0, H0 - s0);
    borrow = borrow(H1, s1, H1 - s1 - borrow);
    borrow = borrow(H2, s2, H2 - s2 - borrow);
    long negative = -borrow(H3, s3, H3 - s3 - borrow);

    long q0 = Q0 & negative;
    long q1 = Q1 & negative;
    long q2 = Q2 & negative;
    a[ai] = s0 - q0;
    borrow = borrow(s0, q0, a[ai]);
    a[ai + 1] = s1 - q1 - borrow;
    borrow = borrow(s1, q1, a[ai + 1]);
    a[ai + 2] = s2 - q2 - borrow;
    borrow = borrow(s2, q2, a[ai + 2]);
    a[ai + 3] = s3 - (Q3 & negative) - borrow;
  }

  static long carry(long x, long y, long sum) {
    return ((x & y) | ((x | y) & ~sum)) >>> 63;
  }

  static long borrow(long x, long y, long difference) {
    return ((~x & y) | ((~x | y) & difference)) >>> 63;
  }

  /** High half of the unsigned product. */
  static long multiplyHigh(long x, long y) {
    return Math.multiplyHigh(x, y) + ((x >> 63) & y) + ((y >> 63) & x);
  }

  static BigInteger toInteger(long[] a, int ai) {
    byte[] bigEndian = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      bigEndian[BYTES - 1 - i] = (byte) (a[ai + (i >> 3)] >>> (8 * (i & 7)));
    }
    return new BigInteger(1, bigEndian);
  }

  /** Stores a canonical integer. */
  static void ofInteger(BigInteger canonical, long[] a, int ai) {
    for (int i = 0; i < LIMBS; i++) {
      a[ai + i] = canonical.shiftRight(64 * i).longValue();
    }
  }
}
