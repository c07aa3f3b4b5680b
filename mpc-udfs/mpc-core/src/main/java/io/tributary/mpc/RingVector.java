package io.tributary.mpc;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A mutable vector over Z_2^128, whose elements are committed to as integers 0 to 2^128-1: no two
 * of them are the same scalar. Encoded as 16 little-endian bytes an element; in words, the low ones
 * of all elements, then the high ones.
 *
 * <p>It may hold secrets: it has no {@code toString}, compares in constant time and can be wiped.
 * Not safe for use by several threads while one of them writes.
 */
public final class RingVector implements Scalars {
  /** Bytes of an encoded element, little-endian. */
  public static final int BYTES = 16;

  /** Bits of an element. */
  static final int BITS = 128;

  private static final int MAX_LENGTH = Integer.MAX_VALUE / BYTES;

  private final long[] words;
  private boolean wiped;

  private RingVector(long[] words) {
    this.words = words;
  }

  /** A vector of zeros. */
  public static RingVector zeros(int length) {
    if (length < 0 || length > MAX_LENGTH) {
      throw MpcException.outOfRange("vector length", MpcException.NO_INDEX, "0 to " + MAX_LENGTH);
    }
    return new RingVector(new long[2 * length]);
  }

  /**
   * Signed integers reduced mod 2^128.
   *
   * @throws MpcException OUT_OF_RANGE when one does not fit into 128 bits with its sign
   */
  public static RingVector ofIntegers(List<BigInteger> signed) {
    RingVector vector = zeros(signed.size());
    int i = 0;
    for (BigInteger value : signed) {
      if (value.bitLength() >= BITS) {
        throw MpcException.outOfRange("cell", i, "of 128 bits with its sign");
      }
      vector.words[i] = value.longValue();
      vector.words[vector.length() + i] = value.shiftRight(Long.SIZE).longValue();
      i++;
    }
    return vector;
  }

  /**
   * Decodes {@link #toBytes()}; every element has one encoding.
   *
   * @throws MpcException BAD_LENGTH
   */
  public static RingVector fromBytes(byte[] littleEndian) {
    if (littleEndian.length % BYTES != 0) {
      throw MpcException.badLength("pieces", "a multiple of 16", littleEndian.length);
    }
    RingVector vector = zeros(littleEndian.length / BYTES);
    ByteBuffer in = ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < vector.length(); i++) {
      vector.words[i] = in.getLong();
      vector.words[vector.length() + i] = in.getLong();
    }
    return vector;
  }

  /** Puts elements, each as its low and its high word, at element {@code from} and after. */
  void put(int from, long[] pairs) {
    for (int i = 0; i < pairs.length / 2; i++) {
      words[from + i] = pairs[2 * i];
      words[length() + from + i] = pairs[2 * i + 1];
    }
  }

  /** 16 bytes an element, little-endian. */
  public byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(length() * BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < length(); i++) {
      out.putLong(raw()[i]).putLong(words[length() + i]);
    }
    return out.array();
  }

  /** Number of elements. */
  @Override
  public int length() {
    return words.length / 2;
  }

  /** The low words of all elements, then the high ones; a copy that the caller wipes. */
  public long[] words() {
    return raw().clone();
  }

  @Override
  public long[] limbs(int from, int count) {
    Objects.checkFromIndexSize(from, count, length());
    long[] limbs = new long[count * ScalarField.LIMBS];
    for (int i = 0; i < count; i++) {
      limbs[i * ScalarField.LIMBS] = raw()[from + i];
      limbs[i * ScalarField.LIMBS + 1] = words[length() + from + i];
    }
    return limbs;
  }

  /**
   * Adds element by element.
   *
   * @throws MpcException SHAPE_MISMATCH when lengths differ
   */
  public void addInPlace(RingVector other) {
    Words128.add(raw(), sameLength(other));
  }

  /**
   * Subtracts element by element.
   *
   * @throws MpcException SHAPE_MISMATCH when lengths differ
   */
  public void subtractInPlace(RingVector other) {
    Words128.subtract(raw(), sameLength(other));
  }

  /** A copy. */
  public RingVector copy() {
    return new RingVector(words());
  }

  /** Overwrites the elements; the vector cannot be used afterwards. */
  @Override
  public void wipe() {
    Arrays.fill(words, 0);
    wiped = true;
  }

  private long[] raw() {
    if (wiped) {
      throw MpcException.wiped("vector");
    }
    return words;
  }

  private long[] sameLength(RingVector other) {
    if (other.length() != length()) {
      throw MpcException.shape("vector length", length(), other.length());
    }
    return other.raw();
  }

  /** Same length and elements; the time taken depends on the length alone. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof RingVector that) || that.length() != length()) {
      return false;
    }
    long difference = 0;
    for (int i = 0; i < words.length; i++) {
      difference |= raw()[i] ^ that.raw()[i];
    }
    return difference == 0;
  }

  /** Of the length alone: a hash of the elements would give them away. */
  @Override
  public int hashCode() {
    return Integer.hashCode(length());
  }
}
