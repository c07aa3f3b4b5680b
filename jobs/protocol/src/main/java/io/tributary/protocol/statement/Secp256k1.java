package io.tributary.protocol.statement;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Address;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/** The curve, addresses, and recovery of a signer (SEC 1, 4.1.6). */
final class Secp256k1 {
  static final ECDomainParameters CURVE = curve();
  static final BigInteger HALF_ORDER = CURVE.getN().shiftRight(1);

  private Secp256k1() {}

  static Address address(ECPoint publicKey) {
    byte[] encoded = publicKey.normalize().getEncoded(false);
    byte[] hash = Digests.keccak256(Arrays.copyOfRange(encoded, 1, encoded.length)).bytes();
    return Address.of(Arrays.copyOfRange(hash, hash.length - Address.BYTES, hash.length));
  }

  /**
   * The public key for which (r, s) signs the hash, or null if there is none.
   *
   * @param odd whether the y coordinate of R is odd; r + n as x coordinate is not allowed for (it
   *     needs v 29 or 30)
   */
  static ECPoint recover(byte[] hash, BigInteger r, BigInteger s, boolean odd) {
    byte[] x = new byte[33];
    x[0] = (byte) (odd ? 3 : 2);
    byte[] tail = Eip712.word(r);
    System.arraycopy(tail, 0, x, 1, tail.length);
    ECPoint point;
    try {
      point = CURVE.getCurve().decodePoint(x);
    } catch (IllegalArgumentException e) {
      return null;
    }
    BigInteger n = CURVE.getN();
    BigInteger inverse = r.modInverse(n);
    BigInteger u1 = new BigInteger(1, hash).negate().multiply(inverse).mod(n);
    BigInteger u2 = s.multiply(inverse).mod(n);
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), u1, point, u2);
    return key.isInfinity() ? null : key;
  }

  private static ECDomainParameters curve() {
    X9ECParameters named = CustomNamedCurves.getByName("secp256k1");
    return new ECDomainParameters(named.getCurve(), named.getG(), named.getN(), named.getH());
  }
}
