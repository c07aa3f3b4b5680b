package io.tributary.protocol.seal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * RFC 9180 in base mode with X25519, HKDF-SHA256 and AES-256-GCM, for a key of 32 bytes (PROTOCOL
 * 5.1).
 */
final class KeyWrap {
  static final int KEY_BYTES = 32;
  static final int ENCAPSULATION_BYTES = 32;
  static final int WRAPPED_BYTES = KEY_BYTES + 16;

  private static final byte[] INFO = "tributary/v1/seal".getBytes(StandardCharsets.US_ASCII);

  private KeyWrap() {}

  /** What travels: the encapsulated key and the wrapped one. */
  record Wrapped(byte[] encapsulation, byte[] key) {}

  static Wrapped wrap(byte[] recipient, byte[] key, byte[] aad, SecureRandom random)
      throws InvalidCipherTextException {
    // Our own ephemeral key, so that all randomness comes from the caller.
    X25519PrivateKeyParameters ephemeral = new X25519PrivateKeyParameters(random);
    HPKEContextWithEncapsulation context =
        hpke()
            .setupBaseS(
                new X25519PublicKeyParameters(recipient),
                INFO,
                new AsymmetricCipherKeyPair(ephemeral.generatePublicKey(), ephemeral));
    return new Wrapped(context.getEncapsulation(), context.seal(aad, key));
  }

  static byte[] unwrap(SealingKeyPair recipient, Wrapped wrapped, byte[] aad)
      throws InvalidCipherTextException {
    return hpke()
        .setupBaseR(wrapped.encapsulation(), recipient.keys(), INFO)
        .open(aad, wrapped.key());
  }

  private static HPKE hpke() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }
}
