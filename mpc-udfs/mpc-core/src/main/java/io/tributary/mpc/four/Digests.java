package io.tributary.mpc.four;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of bytes and of words, which count as 8 bytes each, little-endian. */
final class Digests {
  static final int BYTES = 32;
  private static final int CHUNK_WORDS = 4096;

  private Digests() {}

  static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  static byte[] sha256(byte[]... parts) {
    MessageDigest digest = start();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  static void update(MessageDigest digest, long[] words) {
    byte[] chunk = new byte[Math.min(CHUNK_WORDS, words.length) * Long.BYTES];
    for (int from = 0; from < words.length; from += CHUNK_WORDS) {
      int count = Math.min(CHUNK_WORDS, words.length - from);
      write(words, from, count, chunk, 0);
      digest.update(chunk, 0, count * Long.BYTES);
    }
  }

  static void write(long[] words, int from, int count, byte[] bytes, int at) {
    ByteBuffer.wrap(bytes, at, count * Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .put(words, from, count);
  }

  static void read(byte[] bytes, int at, long[] words, int from, int count) {
    ByteBuffer.wrap(bytes, at, count * Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .get(words, from, count);
  }

  static long[] read(byte[] bytes, int at, int count) {
    long[] words = new long[count];
    read(bytes, at, words, 0, count);
    return words;
  }
}
