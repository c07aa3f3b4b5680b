package io.tributary.mpc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The commitments of one contribution, one per node and block, or in a run that compares one per
 * piece and block: what is said of nodes then holds for pieces. Encoded node by node, 48 bytes
 * each; the Merkle leaf of (node, block) has index {@code node * blocks + block}. Immutable and
 * public.
 */
public final class CommitmentTable {
  private final int nodes;
  private final int blocks;
  private final List<Commitment> commitments;

  private CommitmentTable(int nodes, int blocks, List<Commitment> commitments) {
    this.nodes = nodes;
    this.blocks = blocks;
    this.commitments = List.copyOf(commitments);
  }

  /** A table from its rows, one list a node. */
  static CommitmentTable of(List<List<Commitment>> rows) {
    List<Commitment> all = new ArrayList<>();
    rows.forEach(all::addAll);
    return new CommitmentTable(rows.size(), rows.get(0).size(), all);
  }

  /**
   * Decodes a table received from somebody; every point is checked for its subgroup.
   *
   * @throws MpcException BAD_LENGTH, or what {@link Commitment#parse} throws, with the leaf index
   */
  public static CommitmentTable parse(byte[] bytes, int nodes, int blocks) {
    if (nodes < 1 || blocks < 1) {
      throw MpcException.outOfRange("nodes and blocks", MpcException.NO_INDEX, "positive");
    }
    long expected = (long) nodes * blocks * Commitment.BYTES;
    if (bytes.length != expected) {
      throw MpcException.badLength("commitment table", Long.toString(expected), bytes.length);
    }
    List<Commitment> all = new ArrayList<>(nodes * blocks);
    for (int i = 0; i < nodes * blocks; i++) {
      int at = i * Commitment.BYTES;
      all.add(Commitment.parse(Arrays.copyOfRange(bytes, at, at + Commitment.BYTES), i));
    }
    return new CommitmentTable(nodes, blocks, all);
  }

  /** Node by node, 48 bytes each. */
  public byte[] toBytes() {
    byte[] bytes = new byte[commitments.size() * Commitment.BYTES];
    int at = 0;
    for (Commitment commitment : commitments) {
      System.arraycopy(commitment.toBytes(), 0, bytes, at, Commitment.BYTES);
      at += Commitment.BYTES;
    }
    return bytes;
  }

  /** Number of nodes. */
  public int nodes() {
    return nodes;
  }

  /** Number of blocks of each node. */
  public int blocks() {
    return blocks;
  }

  /** The commitment to a node's shares of a block. */
  public Commitment at(int node, int block) {
    Objects.checkIndex(node, nodes);
    Objects.checkIndex(block, blocks);
    return commitments.get(node * blocks + block);
  }

  /** A node's commitments, block by block. */
  public List<Commitment> ofNode(int node) {
    Objects.checkIndex(node, nodes);
    return commitments.subList(node * blocks, (node + 1) * blocks);
  }

  /** The tree whose root the contribution's statement carries. */
  public MerkleTree tree() {
    List<byte[]> leaves = new ArrayList<>(commitments.size());
    for (Commitment commitment : commitments) {
      leaves.add(commitment.toBytes());
    }
    return MerkleTree.of(leaves);
  }

  /** Root of {@link #tree()}. */
  public byte[] root() {
    return tree().root();
  }

  /**
   * Per block, the commitment to the sum of what all contributors gave to {@code node}; of pieces,
   * to the sum of integers, which the nodes have mod 2^128 only.
   *
   * @throws MpcException BAD_LENGTH without a table, SHAPE_MISMATCH when tables differ in shape
   */
  public static List<Commitment> product(List<CommitmentTable> tables, int node) {
    if (tables.isEmpty()) {
      throw MpcException.badLength("commitment tables", "at least 1", 0);
    }
    CommitmentTable first = tables.get(0);
    Objects.checkIndex(node, first.nodes);
    for (CommitmentTable table : tables) {
      if (table.nodes != first.nodes || table.blocks != first.blocks) {
        throw MpcException.shape(
            "commitments of a table", first.commitments.size(), table.commitments.size());
      }
    }
    List<Commitment> product = new ArrayList<>(first.blocks);
    for (int block = 0; block < first.blocks; block++) {
      List<Commitment> factors = new ArrayList<>(tables.size());
      for (CommitmentTable table : tables) {
        factors.add(table.at(node, block));
      }
      product.add(Commitment.sum(factors));
    }
    return List.copyOf(product);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommitmentTable that
        && nodes == that.nodes
        && blocks == that.blocks
        && commitments.equals(that.commitments);
  }

  @Override
  public int hashCode() {
    return Objects.hash(nodes, blocks, commitments);
  }
}
