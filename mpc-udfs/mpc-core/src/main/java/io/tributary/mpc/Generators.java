package io.tributary.mpc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import supranational.blst.P1;
import supranational.blst.P1_Affine;

/**
 * Generators whose discrete logarithms nobody knows: hash-to-curve (RFC 9380, suite
 * BLS12381G1_XMD:SHA-256_SSWU_RO_) of fixed labels. G_j does not depend on the block size.
 */
public final class Generators {
  /** Bytes of a point as Ethereum's precompiles (EIP-2537) take it. */
  public static final int PRECOMPILE_BYTES = 128;

  static final String DST = "TRIBUTARY-V1-PEDERSEN_BLS12381G1_XMD:SHA-256_SSWU_RO_";

  private Generators() {}

  /**
   * G_0 to G_(cells-1), then H, as Ethereum's precompiles take them: abscissa and ordinate,
   * big-endian, 16 zeros before each.
   */
  public static byte[] forPrecompiles(int cells) {
    ByteBuffer points = ByteBuffer.allocate((cells + 1) * PRECOMPILE_BYTES);
    for (int j = 0; j < cells; j++) {
      put(points, ofCell(j));
    }
    put(points, ofBlinding());
    return points.array();
  }

  private static void put(ByteBuffer points, P1_Affine point) {
    byte[] serialized = point.serialize();
    byte[] zeros = new byte[(PRECOMPILE_BYTES - serialized.length) / 2];
    int half = serialized.length / 2;
    points.put(zeros).put(serialized, 0, half).put(zeros).put(serialized, half, half);
  }

  /** G_j, the hash of "G" and j as four big-endian bytes. */
  static P1_Affine ofCell(int j) {
    return hash(ByteBuffer.allocate(5).put((byte) 'G').putInt(j).array());
  }

  /** H, the hash of "H". */
  static P1_Affine ofBlinding() {
    return hash("H".getBytes(StandardCharsets.US_ASCII));
  }

  private static P1_Affine hash(byte[] message) {
    return new P1().hash_to(message, DST).to_affine();
  }
}
