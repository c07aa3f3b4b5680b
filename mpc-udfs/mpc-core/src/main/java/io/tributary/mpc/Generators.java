package io.tributary.mpc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import supranational.blst.P1;
import supranational.blst.P1_Affine;

/**
 * Generators whose discrete logarithms nobody knows: hash-to-curve (RFC 9380, suite
 * BLS12381G1_XMD:SHA-256_SSWU_RO_) of fixed labels. G_j does not depend on the block size.
 */
final class Generators {
  static final String DST = "TRIBUTARY-V1-PEDERSEN_BLS12381G1_XMD:SHA-256_SSWU_RO_";

  private Generators() {}

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
