package io.tributary.protocol.message;

import io.tributary.mpc.Commitment;
import io.tributary.mpc.MerkleTree;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Signed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A node has summed.
 *
 * @param signed the statement
 * @param products of the commitments, 48 bytes a block; a message that was read has the root that
 *     the statement says
 */
public record CompletionMessage(Signed<Completion> signed, byte[] products) implements Message {
  /**
   * Root over the per-block products, as the completion states it.
   *
   * @throws IllegalArgumentException if there is not a whole number of products, at least one
   */
  public static Digest productRoot(byte[] products) {
    return Digest.of(MerkleTree.root(points(products)));
  }

  static List<byte[]> points(byte[] bytes) {
    if (bytes.length == 0 || bytes.length % Commitment.BYTES != 0) {
      throw new IllegalArgumentException("commitments are 48 bytes each, at least one");
    }
    List<byte[]> points = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += Commitment.BYTES) {
      points.add(Arrays.copyOfRange(bytes, from, from + Commitment.BYTES));
    }
    return points;
  }
}
