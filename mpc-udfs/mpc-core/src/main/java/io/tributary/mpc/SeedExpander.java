package io.tributary.mpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Uniform scalars from a seed: the AES-256-CTR key stream with initial counter block {@code
 * domain(4) | block(4) | 0(8)}, big-endian, is read 32 bytes at a time, little-endian, the top bit
 * cleared, and values not below q are skipped. About one in ten is; what is skipped is independent
 * of what is kept.
 *
 * <p>The 64-bit counter never reaches the block index, so domains and blocks never overlap.
 */
final class SeedExpander {
  /** Domain of the shares. */
  static final int SHARES = 1;

  /** Domain of the blindings. */
  static final int BLINDINGS = 2;

  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int CHUNK_BYTES = 304 * ScalarField.BYTES;

  private final SecretKeySpec key;
  private final Cipher cipher;
  private final byte[] zeros = new byte[CHUNK_BYTES];
  private final byte[] stream = new byte[CHUNK_BYTES];

  SeedExpander(byte[] seed) {
    key = new SecretKeySpec(seed, "AES");
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES/CTR/NoPadding", e);
    }
  }

  /** Fills {@code count} elements of {@code limbs}, beginning at element {@code from}. */
  void expand(int domain, int block, long[] limbs, int from, int count) {
    try {
      byte[] counter = ByteBuffer.allocate(16).putInt(domain).putInt(block).putLong(0).array();
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
      int at = from * ScalarField.LIMBS;
      int end = at + count * ScalarField.LIMBS;
      while (at < end) {
        int wanted = (end - at) / ScalarField.LIMBS;
        // An eighth more than wanted: one chunk is nearly always enough for a block.
        int draws = Math.min(CHUNK_BYTES / ScalarField.BYTES, wanted + wanted / 8 + 4);
        int bytes = cipher.update(zeros, 0, draws * ScalarField.BYTES, stream, 0);
        at = accept(bytes, limbs, at, end);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256 in counter mode failed", e);
    }
  }

  private int accept(int bytes, long[] limbs, int from, int end) {
    int at = from;
    for (int i = 0; i < bytes && at < end; i += ScalarField.BYTES) {
      long s0 = (long) LITTLE_ENDIAN.get(stream, i);
      long s1 = (long) LITTLE_ENDIAN.get(stream, i + 8);
      long s2 = (long) LITTLE_ENDIAN.get(stream, i + 16);
      long s3 = (long) LITTLE_ENDIAN.get(stream, i + 24) & Long.MAX_VALUE;
      if (ScalarField.isCanonical(s0, s1, s2, s3)) {
        limbs[at] = s0;
        limbs[at + 1] = s1;
        limbs[at + 2] = s2;
        limbs[at + 3] = s3;
        at += ScalarField.LIMBS;
      }
    }
    return at;
  }

  /** Overwrites the key stream that is still held. */
  void wipe() {
    Arrays.fill(stream, (byte) 0);
  }
}
