package io.tributary.protocol.encode;

import io.tributary.protocol.id.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** The digests in use (PROTOCOL 2.3). */
public final class Digests {
  private Digests() {}

  /** Keccak-256, as Ethereum uses it, over the parts one after the other. */
  public static Digest keccak256(byte[]... parts) {
    KeccakDigest keccak = new KeccakDigest(256);
    for (byte[] part : parts) {
      keccak.update(part, 0, part.length);
    }
    byte[] out = new byte[Digest.BYTES];
    keccak.doFinal(out, 0);
    return Digest.of(out);
  }

  /** SHA-256 over the parts one after the other. */
  public static Digest sha256(byte[]... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha.update(part);
      }
      return Digest.of(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /**
   * Keccak-256 with domain separation: the domain's length as an unsigned 32-bit big-endian number,
   * the domain, the parts. Every part but the last has a fixed length, or the cuts would be lost.
   *
   * @param domain ASCII, for example {@code tributary/v1/parameters}
   */
  public static Digest tagged(String domain, byte[]... parts) {
    byte[] name = domain.getBytes(StandardCharsets.US_ASCII);
    byte[][] all = new byte[2 + parts.length][];
    all[0] = ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array();
    all[1] = name;
    System.arraycopy(parts, 0, all, 2, parts.length);
    return keccak256(all);
  }
}
