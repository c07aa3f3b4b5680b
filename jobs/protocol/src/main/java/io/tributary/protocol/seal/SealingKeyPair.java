package io.tributary.protocol.seal;

import io.tributary.protocol.id.Digest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/** An X25519 key pair. The secret leaves it only as a copy for the key file. */
public final class SealingKeyPair implements AutoCloseable {
  /** Bytes in the secret. */
  public static final int BYTES = X25519PrivateKeyParameters.KEY_SIZE;

  private final byte[] secret;
  private final Digest publicKey;

  private SealingKeyPair(byte[] secret) {
    this.secret = secret;
    this.publicKey =
        Digest.of(new X25519PrivateKeyParameters(secret).generatePublicKey().getEncoded());
  }

  /** A new key pair. */
  public static SealingKeyPair generate(SecureRandom random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return new SealingKeyPair(secret);
  }

  /** The key pair with this secret, which is copied. */
  public static SealingKeyPair of(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException("an X25519 secret has 32 bytes");
    }
    return new SealingKeyPair(secret.clone());
  }

  /** The public key as it stands on the ledger. */
  public Digest publicKey() {
    return publicKey;
  }

  /** A copy of the secret, for the key file alone. */
  public byte[] copySecret() {
    return secret.clone();
  }

  AsymmetricCipherKeyPair keys() {
    X25519PrivateKeyParameters key = new X25519PrivateKeyParameters(secret);
    return new AsymmetricCipherKeyPair(key.generatePublicKey(), key);
  }

  /** Wipes the secret; nothing more is opened. */
  @Override
  public void close() {
    Arrays.fill(secret, (byte) 0);
  }
}
