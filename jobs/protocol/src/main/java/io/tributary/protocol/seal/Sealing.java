package io.tributary.protocol.seal;

import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * Seals bytes to one recipient in one context: {@code encapsulation (32) | wrapped key (48) |
 * records} (PROTOCOL 5). The length depends on the length of the text alone.
 */
public final class Sealing {
  private static final int HEADER_BYTES = KeyWrap.ENCAPSULATION_BYTES + KeyWrap.WRAPPED_BYTES;

  private Sealing() {}

  /** Whether anything can be sealed to a key: it may be of small order. */
  public static boolean isUsable(Digest recipientPublicKey, SecureRandom random) {
    byte[] nothing = new byte[KeyWrap.KEY_BYTES];
    try {
      KeyWrap.wrap(recipientPublicKey.bytes(), nothing, new byte[0], random);
      return true;
    } catch (InvalidCipherTextException | IllegalStateException e) {
      return false;
    }
  }

  /** Length of the sealed form of so many bytes. */
  public static long sealedLength(int plainBytes) {
    return HEADER_BYTES + Records.sealedLength(plainBytes);
  }

  /**
   * Seals.
   *
   * @throws ProtocolException UNSEALABLE if the recipient's key is not a usable X25519 key
   */
  public static byte[] seal(
      Digest recipientPublicKey, SealContext context, byte[] plaintext, SecureRandom random) {
    return sealIfUsable(recipientPublicKey, context, plaintext, random)
        .orElseThrow(() -> unsealable(context));
  }

  /** Seals; empty if the recipient's key is not a usable X25519 key. */
  public static Optional<byte[]> sealIfUsable(
      Digest recipientPublicKey, SealContext context, byte[] plaintext, SecureRandom random) {
    byte[] key = new byte[KeyWrap.KEY_BYTES];
    random.nextBytes(key);
    byte[] aad = context.aad();
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(sealedLength(plaintext.length)));
    try {
      KeyWrap.Wrapped wrapped = KeyWrap.wrap(recipientPublicKey.bytes(), key, aad, random);
      out.put(wrapped.encapsulation()).put(wrapped.key());
      Records.seal(key, aad, plaintext, out);
      return Optional.of(out.array());
    } catch (InvalidCipherTextException | GeneralSecurityException | IllegalStateException e) {
      // IllegalStateException: a key of small order, which would make the secret known to all.
      return Optional.empty();
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Opens.
   *
   * @throws ProtocolException UNSEALABLE for whatever is wrong: which part, an attacker need not
   *     learn
   */
  public static byte[] open(SealingKeyPair recipient, SealContext context, byte[] sealed) {
    if (sealed.length < HEADER_BYTES + Records.TAG_BYTES) {
      throw unsealable(context);
    }
    ByteBuffer in = ByteBuffer.wrap(sealed);
    byte[] encapsulation = new byte[KeyWrap.ENCAPSULATION_BYTES];
    byte[] wrapped = new byte[KeyWrap.WRAPPED_BYTES];
    in.get(encapsulation).get(wrapped);
    byte[] aad = context.aad();
    byte[] key = new byte[0];
    try {
      key = KeyWrap.unwrap(recipient, new KeyWrap.Wrapped(encapsulation, wrapped), aad);
      return Records.open(key, aad, in);
    } catch (InvalidCipherTextException
        | GeneralSecurityException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw unsealable(context);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static ProtocolException unsealable(SealContext context) {
    return ProtocolErrors.unsealable(context.sender(), context.recipient(), context.run());
  }
}
