package io.tributary.mpc.four;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Uniform words: the AES-256-CTR key stream whose first counter block is {@code purpose(4) |
 * number(4) | 0(8)}, big-endian, read 8 bytes a word, little-endian. Streams of one key with
 * different purpose or number never overlap: the 64-bit counter never reaches the number.
 */
final class MaskStream {
  /** Masks of one layer. */
  static final int MASKS = 1;

  /** Random vectors, by step. */
  static final int RANDOM = 2;

  /** Pieces that a dealer deals, by input. */
  static final int DEALING = 3;

  private static final int CHUNK = 1 << 15;
  private static final byte[] ZEROS = new byte[CHUNK];

  private final Cipher cipher;
  private final byte[] stream = new byte[CHUNK];

  MaskStream(byte[] key, int purpose, int number) {
    byte[] counter = ByteBuffer.allocate(16).putInt(purpose).putInt(number).putLong(0).array();
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-256 in counter mode", e);
    }
  }

  /** The next words of the stream. */
  long[] next(int count) {
    long[] words = new long[count];
    try {
      for (int from = 0; from < count; from += CHUNK / Long.BYTES) {
        int size = Math.min(CHUNK / Long.BYTES, count - from);
        cipher.update(ZEROS, 0, size * Long.BYTES, stream, 0);
        Digests.read(stream, 0, words, from, size);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256 in counter mode failed", e);
    }
    Arrays.fill(stream, 0, (int) Math.min(CHUNK, (long) count * Long.BYTES), (byte) 0);
    return words;
  }
}
