package io.tributary.mpc.noise;

import io.tributary.mpc.Seed;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Uniform integers from a seed: the AES-256-CTR key stream with initial counter block {@code 4(4) |
 * number(4) | 0(8)}, big-endian, in words of 8 bytes, little-endian. Integers below a bound take
 * the lowest bits of as many words as they need and are drawn again when they are not below it.
 */
public final class UniformIntegers {
  /** Domain of noise; 1 to 3 are taken by shares, blindings and pieces. */
  private static final int DOMAIN = 4;

  private static final int CHUNK_WORDS = 1024;

  private final Cipher cipher;
  private final byte[] bytes = new byte[CHUNK_WORDS * Long.BYTES];
  private final long[] words = new long[CHUNK_WORDS];
  private int at = CHUNK_WORDS;

  /** One of the seed's streams; the same seed and number give the same integers. */
  public UniformIntegers(Seed seed, int number) {
    byte[] key = seed.copyBytes();
    byte[] counter = ByteBuffer.allocate(16).putInt(DOMAIN).putInt(number).putLong(0).array();
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-256 in counter mode", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private long word() {
    if (at == CHUNK_WORDS) {
      try {
        Arrays.fill(bytes, (byte) 0);
        cipher.update(bytes, 0, bytes.length, bytes, 0);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-256 in counter mode failed", e);
      }
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
      at = 0;
    }
    return words[at++];
  }

  /** A fair bit. */
  boolean bit() {
    return (word() & 1) == 1;
  }

  /** Uniform from 0 to {@code bound - 1}; the bound is positive. */
  long below(long bound) {
    long mask = -1L >>> Long.numberOfLeadingZeros(bound);
    long draw;
    do {
      draw = word() & mask;
    } while (draw >= bound);
    return draw;
  }

  /** Uniform from 0 to {@code bound - 1}; the bound is positive. */
  BigInteger below(BigInteger bound) {
    if (bound.bitLength() < Long.SIZE) {
      return BigInteger.valueOf(below(bound.longValue()));
    }
    BigInteger draw;
    do {
      draw = BigInteger.ZERO;
      for (int bits = 0; bits < bound.bitLength(); bits += Long.SIZE) {
        int wanted = Math.min(Long.SIZE, bound.bitLength() - bits);
        BigInteger word = new BigInteger(Long.toUnsignedString(word() >>> (Long.SIZE - wanted)));
        draw = draw.or(word.shiftLeft(bits));
      }
    } while (draw.compareTo(bound) >= 0);
    return draw;
  }
}
