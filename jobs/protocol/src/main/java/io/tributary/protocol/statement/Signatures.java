package io.tributary.protocol.statement;

import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.math.ec.ECPoint;

/** Who signed (PROTOCOL 4.4). */
public final class Signatures {
  private static final int ZERO_V = 27;

  private Signatures() {}

  /**
   * The signer of a statement.
   *
   * @throws ProtocolException SIGNATURE if the signature is malformed or malleable
   */
  public static Address recover(Domain domain, Signed<?> signed) {
    return recover(Eip712.digest(domain, signed.statement()), signed.signature());
  }

  /**
   * The signer of a digest.
   *
   * @throws ProtocolException SIGNATURE on high s, v other than 27 or 28, r or s out of range, or
   *     no key at all
   */
  public static Address recover(Digest digest, Signature signature) {
    byte[] bytes = signature.bytes();
    BigInteger r = new BigInteger(1, Arrays.copyOfRange(bytes, 0, 32));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64));
    int v = bytes[64] & 0xff;
    if (v != ZERO_V && v != ZERO_V + 1) {
      throw ProtocolErrors.signature("v is neither 27 nor 28");
    }
    if (r.signum() == 0 || r.compareTo(Secp256k1.CURVE.getN()) >= 0 || s.signum() == 0) {
      throw ProtocolErrors.signature("r or s is out of range");
    }
    if (s.compareTo(Secp256k1.HALF_ORDER) > 0) {
      throw ProtocolErrors.signature("s is in the upper half, so it has a second form");
    }
    ECPoint key = Secp256k1.recover(digest.bytes(), r, s, v == ZERO_V + 1);
    if (key == null) {
      throw ProtocolErrors.signature("no key gives this signature");
    }
    return Secp256k1.address(key);
  }
}
