package io.tributary.protocol.run;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.MerkleTree;
import io.tributary.mpc.ScalarField;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.statement.Signature;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the sealed payloads have in common. */
final class Frame {
  static final int MAGIC_BYTES = 4;

  private Frame() {}

  static void expectMagic(ByteBuffer in, byte[] magic, String what) {
    if (!Arrays.equals(take(in, magic.length, what), magic)) {
      throw ProtocolErrors.malformed(what, "it does not start as its version does");
    }
  }

  static byte[] take(ByteBuffer in, int bytes, String what) {
    if (in.remaining() < bytes) {
      throw ProtocolErrors.malformed(what, "it is too short");
    }
    byte[] out = new byte[bytes];
    in.get(out);
    return out;
  }

  static Digest digest(ByteBuffer in, String what) {
    return Digest.of(take(in, Digest.BYTES, what));
  }

  static Signature signature(ByteBuffer in, String what) {
    return Signature.of(take(in, Signature.BYTES, what));
  }

  /** Root over {@link #leaves}. */
  static Digest root(ScalarVector elements, ScalarVector blindings, BlockShape shape) {
    List<byte[]> leaves = leaves(elements, blindings, shape);
    Digest root = Digest.of(MerkleTree.root(leaves));
    leaves.forEach(leaf -> Arrays.fill(leaf, (byte) 0));
    return root;
  }

  /** One a block: its elements, then its blinding. */
  static List<byte[]> leaves(ScalarVector elements, ScalarVector blindings, BlockShape shape) {
    byte[] all = elements.toBytes();
    byte[] blinding = blindings.toBytes();
    List<byte[]> leaves = new ArrayList<>();
    for (int block = 0; block < shape.blocks(); block++) {
      int from = ScalarField.BYTES * shape.start(block);
      int bytes = ScalarField.BYTES * shape.size(block);
      leaves.add(
          ByteBuffer.allocate(bytes + ScalarField.BYTES)
              .put(all, from, bytes)
              .put(blinding, ScalarField.BYTES * block, ScalarField.BYTES)
              .array());
    }
    Arrays.fill(all, (byte) 0);
    Arrays.fill(blinding, (byte) 0);
    return leaves;
  }
}
