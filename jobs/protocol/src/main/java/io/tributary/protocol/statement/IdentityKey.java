package io.tributary.protocol.statement;

import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * A party's secret secp256k1 key. It signs typed statements only, never bytes of someone else's
 * choosing. Signatures are deterministic (RFC 6979) with low s.
 */
public final class IdentityKey implements AutoCloseable {
  /** Bytes in the secret, big-endian. */
  public static final int BYTES = 32;

  private final byte[] secret;
  private final Address address;

  private IdentityKey(byte[] secret) {
    this.secret = secret;
    this.address =
        Secp256k1.address(
            new FixedPointCombMultiplier().multiply(Secp256k1.CURVE.getG(), scalar(secret)));
  }

  /** A new key. */
  public static IdentityKey random(SecureRandom random) {
    byte[] secret = new byte[BYTES];
    do {
      random.nextBytes(secret);
    } while (!inRange(secret));
    return new IdentityKey(secret);
  }

  /** The key with this secret, which is copied. */
  public static IdentityKey of(byte[] secret) {
    if (secret.length != BYTES || !inRange(secret)) {
      throw new IllegalArgumentException("an identity key is 32 bytes, 1 to the curve's order - 1");
    }
    return new IdentityKey(secret.clone());
  }

  /** The public name of this key on the ledger. */
  public Address address() {
    return address;
  }

  /** A copy of the secret, for the key file alone. */
  public byte[] copyBytes() {
    return secret.clone();
  }

  /** Signs a statement for one chain and contract. */
  public <T extends Statement> Signed<T> sign(Domain domain, T statement) {
    return new Signed<>(statement, sign(Eip712.digest(domain, statement)));
  }

  private Signature sign(Digest digest) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(scalar(secret), Secp256k1.CURVE));
    BigInteger[] rs = signer.generateSignature(digest.bytes());
    BigInteger n = Secp256k1.CURVE.getN();
    BigInteger s = rs[1].compareTo(Secp256k1.HALF_ORDER) > 0 ? n.subtract(rs[1]) : rs[1];
    for (int v = 27; v <= 28; v++) {
      Signature candidate = encode(rs[0], s, v);
      if (recovers(digest, rs[0], s, v)) {
        return candidate;
      }
    }
    // Needs r + n < p, one chance in 2^127.
    throw new IllegalStateException("the signature has no recoverable form");
  }

  private boolean recovers(Digest digest, BigInteger r, BigInteger s, int v) {
    org.bouncycastle.math.ec.ECPoint key = Secp256k1.recover(digest.bytes(), r, s, v == 28);
    return key != null && Secp256k1.address(key).equals(address);
  }

  private static Signature encode(BigInteger r, BigInteger s, int v) {
    byte[] bytes = new byte[Signature.BYTES];
    System.arraycopy(Eip712.word(r), 0, bytes, 0, 32);
    System.arraycopy(Eip712.word(s), 0, bytes, 32, 32);
    bytes[64] = (byte) v;
    return Signature.of(bytes);
  }

  private static BigInteger scalar(byte[] secret) {
    return new BigInteger(1, secret);
  }

  private static boolean inRange(byte[] secret) {
    BigInteger scalar = scalar(secret);
    return scalar.signum() > 0 && scalar.compareTo(Secp256k1.CURVE.getN()) < 0;
  }

  /** Wipes the secret; the key signs no more. */
  @Override
  public void close() {
    Arrays.fill(secret, (byte) 0);
  }
}
