package io.tributary.mpc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Uniform words: the AES-256-CTR key stream whose first counter block is {@code domain(4) |
 * number(4) | 0(8)}, big-endian, read 8 bytes a word, little-endian. Streams of one key with
 * different domain or number never overlap: the 64-bit counter never reaches the number.
 */
public final class KeyStream {
  private static final int CHUNK_WORDS = 1 << 12;
  private static final byte[] ZEROS = new byte[CHUNK_WORDS * Long.BYTES];

  private final Cipher cipher;

  /** The stream of a domain and number under a 32-byte key, which is copied. */
  public KeyStream(byte[] key, int domain, int number) {
    byte[] counter = ByteBuffer.allocate(16).putInt(domain).putInt(number).putLong(0).array();
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-256 in counter mode", e);
    }
  }

  /** The next words of the stream. */
  public long[] next(int count) {
    long[] words = new long[count];
    byte[] chunk = new byte[Math.min(CHUNK_WORDS, count) * Long.BYTES];
    try {
      for (int from = 0; from < count; from += CHUNK_WORDS) {
        int size = Math.min(CHUNK_WORDS, count - from);
        cipher.update(ZEROS, 0, size * Long.BYTES, chunk, 0);
        ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words, from, size);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256 in counter mode failed", e);
    }
    Arrays.fill(chunk, (byte) 0);
    return words;
  }
}
