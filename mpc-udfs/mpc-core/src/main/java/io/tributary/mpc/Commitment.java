package io.tributary.mpc;

import java.util.Arrays;
import java.util.Collection;
import supranational.blst.P1;
import supranational.blst.P1_Affine;

/**
 * A Pedersen commitment: a point of the prime-order group G1 of BLS12-381, encoded in the usual 48
 * compressed bytes. Immutable and public.
 */
public final class Commitment {
  /** Length of an encoded commitment. */
  public static final int BYTES = 48;

  private static final int COMPRESSED = 0x80;
  private static final int INFINITY = 0x40;

  private final P1_Affine point;
  private final byte[] bytes;

  private Commitment(P1_Affine point, byte[] bytes) {
    this.point = point;
    this.bytes = bytes;
  }

  static Commitment of(P1 point) {
    P1_Affine affine = point.to_affine();
    return new Commitment(affine, affine.compress());
  }

  /**
   * Decodes a commitment received from somebody.
   *
   * @throws MpcException BAD_LENGTH, POINT_ENCODING, POINT_NOT_ON_CURVE, POINT_NOT_IN_GROUP, or
   *     POINT_AT_INFINITY: no honest commitment is the neutral element
   */
  public static Commitment parse(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw MpcException.badLength("commitment", "48", bytes.length);
    }
    return parse(bytes.clone(), MpcException.NO_INDEX);
  }

  /** Decodes 48 bytes that nobody else holds; errors name {@code index}. */
  static Commitment parse(byte[] bytes, int index) {
    int flags = bytes[0] & 0xff;
    if ((flags & COMPRESSED) == 0) {
      throw MpcException.point(MpcException.Code.POINT_ENCODING, index);
    }
    if ((flags & INFINITY) != 0) {
      byte[] infinity = new byte[BYTES];
      infinity[0] = (byte) (COMPRESSED | INFINITY);
      throw MpcException.point(
          Arrays.equals(bytes, infinity)
              ? MpcException.Code.POINT_AT_INFINITY
              : MpcException.Code.POINT_ENCODING,
          index);
    }
    P1_Affine point;
    try {
      point = new P1_Affine(bytes);
    } catch (RuntimeException e) {
      throw MpcException.point(codeOf(e), index);
    }
    if (!point.in_group()) {
      throw MpcException.point(MpcException.Code.POINT_NOT_IN_GROUP, index);
    }
    return new Commitment(point, bytes);
  }

  /** blst tells its reasons apart by message alone. It refuses abscissas that are not reduced. */
  private static MpcException.Code codeOf(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("not on curve")) {
      return MpcException.Code.POINT_NOT_ON_CURVE;
    }
    return message.contains("not in group")
        ? MpcException.Code.POINT_NOT_IN_GROUP
        : MpcException.Code.POINT_ENCODING;
  }

  /** The commitment to nothing: neutral for {@link #plus}. */
  public static Commitment identity() {
    return of(new P1());
  }

  /** The commitment to the sum of what both commit to. */
  public Commitment plus(Commitment other) {
    return of(point.to_jacobian().add(other.point));
  }

  /** The commitment to the difference. */
  public Commitment minus(Commitment other) {
    return of(other.point.to_jacobian().neg().add(point));
  }

  static Commitment sum(Collection<Commitment> commitments) {
    P1 sum = new P1();
    for (Commitment commitment : commitments) {
      sum.add(commitment.point);
    }
    return of(sum);
  }

  P1_Affine point() {
    return point;
  }

  /** The 48 compressed bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Commitment that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
