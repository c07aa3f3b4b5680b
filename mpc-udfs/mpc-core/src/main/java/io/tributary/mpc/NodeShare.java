package io.tributary.mpc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one node gets of one contribution: a seed from which its shares and blindings expand, or a
 * vector of shares with a seed for the blindings alone. A secret: it owns its seed and vector, and
 * {@link #close()} wipes them.
 */
public final class NodeShare extends Seeded<ScalarVector> {
  private NodeShare(BlockShape shape, Seed seed, Optional<ScalarVector> vector) {
    super(shape, seed, vector);
  }

  /** Shares and blindings both from a seed, which the share takes over. */
  public static NodeShare ofSeed(BlockShape shape, Seed seed) {
    return new NodeShare(shape, seed, Optional.empty());
  }

  /**
   * Shares as given, blindings from a seed; the share takes over both.
   *
   * @throws MpcException SHAPE_MISMATCH when there is not one share a cell
   */
  public static NodeShare ofVector(BlockShape shape, Seed blindingSeed, ScalarVector shares) {
    return new NodeShare(shape, blindingSeed, Optional.of(shares));
  }

  /** One share a cell; a copy that the caller wipes. */
  public ScalarVector shares() {
    return isVector() ? vector().orElseThrow().copy() : seed().shares(shape());
  }

  /**
   * The shares of a block (32 bytes each, little-endian), then its blinding: what evidence shows.
   */
  public byte[] leaf(int block) {
    Objects.checkIndex(block, shape().blocks());
    int start = shape().start(block);
    int size = shape().size(block);
    ScalarVector shares =
        isVector()
            ? vector().orElseThrow().slice(start, start + size)
            : seed().shares(shape(), block);
    ScalarVector blinding = seed().blinding(block);
    byte[] leaf = new byte[(size + 1) * ScalarField.BYTES];
    shares.write(0, size, leaf, 0);
    blinding.write(0, 1, leaf, size * ScalarField.BYTES);
    shares.wipe();
    blinding.wipe();
    return leaf;
  }

  /** The tree over all leaves, whose root the sender signs. */
  public MerkleTree tree() {
    List<byte[]> leaves = new ArrayList<>(shape().blocks());
    for (int block = 0; block < shape().blocks(); block++) {
      leaves.add(leaf(block));
    }
    MerkleTree tree = MerkleTree.of(leaves);
    leaves.forEach(leaf -> Arrays.fill(leaf, (byte) 0));
    return tree;
  }
}
