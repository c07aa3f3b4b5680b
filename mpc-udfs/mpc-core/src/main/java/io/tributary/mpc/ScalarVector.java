package io.tributary.mpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A mutable vector over {@link ScalarField}; elements are canonical, 0 to q-1. Encoded as 32
 * little-endian bytes an element.
 *
 * <p>It may hold secrets: it has no {@code toString}, compares in constant time and can be wiped.
 * Not safe for use by several threads while one of them writes.
 */
public final class ScalarVector implements Scalars {
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_LENGTH = Integer.MAX_VALUE / ScalarField.BYTES;

  private final long[] limbs;
  private final int length;
  private boolean wiped;

  private ScalarVector(long[] limbs) {
    this.limbs = limbs;
    this.length = limbs.length / ScalarField.LIMBS;
  }

  /** A vector of zeros. */
  public static ScalarVector zeros(int length) {
    if (length < 0 || length > MAX_LENGTH) {
      throw MpcException.outOfRange("vector length", MpcException.NO_INDEX, "0 to " + MAX_LENGTH);
    }
    return new ScalarVector(new long[length * ScalarField.LIMBS]);
  }

  /** Takes ownership of canonical limbs. */
  static ScalarVector wrap(long[] limbs) {
    return new ScalarVector(limbs);
  }

  /**
   * Signed integers reduced mod q.
   *
   * @throws MpcException OUT_OF_RANGE when a magnitude is not below q/2
   */
  public static ScalarVector ofIntegers(List<BigInteger> signed) {
    ScalarVector vector = zeros(signed.size());
    int i = 0;
    for (BigInteger value : signed) {
      if (value.abs().compareTo(ScalarField.HALF) > 0) {
        throw MpcException.outOfRange("cell", i, "below q/2 in magnitude");
      }
      BigInteger canonical = value.signum() < 0 ? value.add(ScalarField.ORDER) : value;
      ScalarField.ofInteger(canonical, vector.limbs, i * ScalarField.LIMBS);
      i++;
    }
    return vector;
  }

  /**
   * Decodes {@link #toBytes()}.
   *
   * @throws MpcException BAD_LENGTH or SCALAR_NOT_CANONICAL, with the index of the element
   */
  public static ScalarVector fromBytes(byte[] littleEndian) {
    if (littleEndian.length % ScalarField.BYTES != 0) {
      throw MpcException.badLength("scalars", "a multiple of 32", littleEndian.length);
    }
    long[] limbs = new long[littleEndian.length / Long.BYTES];
    for (int i = 0; i < limbs.length; i++) {
      limbs[i] = (long) LITTLE_ENDIAN.get(littleEndian, i * Long.BYTES);
    }
    for (int i = 0; i < limbs.length; i += ScalarField.LIMBS) {
      if (!ScalarField.isCanonical(limbs[i], limbs[i + 1], limbs[i + 2], limbs[i + 3])) {
        Arrays.fill(limbs, 0);
        throw MpcException.notCanonical(i / ScalarField.LIMBS);
      }
    }
    return new ScalarVector(limbs);
  }

  /** 32 bytes an element, little-endian. */
  public byte[] toBytes() {
    byte[] bytes = new byte[length * ScalarField.BYTES];
    write(0, length, bytes, 0);
    return bytes;
  }

  /** Writes elements {@code from} to {@code to} (exclusive) at an offset. */
  void write(int from, int to, byte[] bytes, int offset) {
    long[] source = limbs();
    int at = offset;
    for (int i = from * ScalarField.LIMBS; i < to * ScalarField.LIMBS; i++) {
      LITTLE_ENDIAN.set(bytes, at, source[i]);
      at += Long.BYTES;
    }
  }

  /** Number of elements. */
  @Override
  public int length() {
    return length;
  }

  /** Element i, 0 to q-1. */
  public BigInteger get(int i) {
    Objects.checkIndex(i, length);
    return ScalarField.toInteger(limbs(), i * ScalarField.LIMBS);
  }

  /** Element i as a signed integer of magnitude below q/2. */
  public BigInteger signed(int i) {
    BigInteger value = get(i);
    return value.compareTo(ScalarField.HALF) > 0 ? value.subtract(ScalarField.ORDER) : value;
  }

  /**
   * Adds element by element.
   *
   * @throws MpcException SHAPE_MISMATCH when lengths differ
   */
  public void addInPlace(ScalarVector other) {
    long[] target = limbs();
    long[] source = sameLength(other);
    for (int i = 0; i < target.length; i += ScalarField.LIMBS) {
      ScalarField.add(target, i, source, i);
    }
  }

  /**
   * Subtracts element by element.
   *
   * @throws MpcException SHAPE_MISMATCH when lengths differ
   */
  public void subtractInPlace(ScalarVector other) {
    long[] target = limbs();
    long[] source = sameLength(other);
    for (int i = 0; i < target.length; i += ScalarField.LIMBS) {
      ScalarField.subtract(target, i, source, i);
    }
  }

  @Override
  public long[] limbs(int from, int count) {
    Objects.checkFromIndexSize(from, count, length);
    return Arrays.copyOfRange(
        limbs(), from * ScalarField.LIMBS, (from + count) * ScalarField.LIMBS);
  }

  /** A copy of elements {@code from} to {@code to}, exclusive. */
  public ScalarVector slice(int from, int to) {
    Objects.checkFromToIndex(from, to, length);
    return new ScalarVector(limbs(from, to - from));
  }

  /** A copy. */
  public ScalarVector copy() {
    return new ScalarVector(limbs().clone());
  }

  /** Overwrites the elements; the vector cannot be used afterwards. */
  @Override
  public void wipe() {
    Arrays.fill(limbs, 0);
    wiped = true;
  }

  /** The elements themselves, not a copy. */
  long[] limbs() {
    if (wiped) {
      throw MpcException.wiped("vector");
    }
    return limbs;
  }

  private long[] sameLength(ScalarVector other) {
    if (other.length != length) {
      throw MpcException.shape("vector length", length, other.length);
    }
    return other.limbs();
  }

  /** Same length and elements; the time taken depends on the length alone. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ScalarVector that) || that.length != length) {
      return false;
    }
    long[] mine = limbs();
    long[] theirs = that.limbs();
    long difference = 0;
    for (int i = 0; i < mine.length; i++) {
      difference |= mine[i] ^ theirs[i];
    }
    return difference == 0;
  }

  /** Of the length alone: a hash of the elements would give them away. */
  @Override
  public int hashCode() {
    return Integer.hashCode(length);
  }
}
