package io.tributary.protocol.transcript;

import io.tributary.protocol.id.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that names blobs. */
final class Sha256 {
  private Sha256() {}

  static Digest of(byte[] bytes) {
    try {
      return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
