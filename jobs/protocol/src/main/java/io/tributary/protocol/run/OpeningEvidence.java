package io.tributary.protocol.run;

import io.tributary.mpc.Commitment;
import io.tributary.mpc.Generators;
import io.tributary.mpc.MerkleTree;
import io.tributary.mpc.MpcException;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.ScalarField;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.SumRoot;
import java.util.Arrays;
import java.util.List;

/**
 * A node's own words against each other: the sums of a block that it opened to the querier, and the
 * product that it completed with. If they do not match, the node is at fault, whoever shows it
 * (PROTOCOL 9.4). It shows that one block of that one node and nothing else.
 *
 * @param sums root over the opened sums, as the node signed it
 * @param completion of the same node
 * @param block which block
 * @param blocks how many there are
 * @param leaf sums of the block's cells and of its blindings, 32 bytes each, little-endian
 * @param leafPath from the leaf to the root of the sums
 * @param product of the commitments, 48 bytes
 * @param productPath from the product to the root of the products
 */
public record OpeningEvidence(
    Signed<SumRoot> sums,
    Signed<Completion> completion,
    int block,
    int blocks,
    byte[] leaf,
    List<Digest> leafPath,
    byte[] product,
    List<Digest> productPath) {
  /** Most cells in a block that the ledger can judge. */
  public static final int MOST_CELLS = 256;

  /** The ledger judges no run of fewer nodes: the other one's sums would be plain to the asker. */
  public static final int FEWEST_NODES = 3;

  /** No tree has more levels than its count of leaves has bits. */
  public static final int LONGEST_PATH = 32;

  public OpeningEvidence {
    leafPath = List.copyOf(leafPath);
    productPath = List.copyOf(productPath);
  }

  /** G_0 to G_255, then H, as the contract takes them: 128 bytes each. */
  public static byte[] generators() {
    return Generators.forPrecompiles(MOST_CELLS);
  }

  public RunId run() {
    return completion.statement().runId();
  }

  /** Who is accused. */
  public PartyId node() {
    return completion.statement().node();
  }

  /** Whether it proves that the node lied, its signatures being genuine: the ledger's own rules. */
  public boolean convicts() {
    return sums.statement().runId().equals(run())
        && sums.statement().node().equals(node())
        && leaf.length % ScalarField.BYTES == 0
        && leaf.length >= 2 * ScalarField.BYTES
        && leaf.length <= (MOST_CELLS + 1) * ScalarField.BYTES
        && product.length == Commitment.BYTES
        && isUnder(sums.statement().root(), leaf, leafPath)
        && isUnder(completion.statement().productRoot(), product, productPath)
        && !opens();
  }

  private boolean isUnder(Digest root, byte[] data, List<Digest> path) {
    return MerkleTree.verify(
        root.bytes(), blocks, block, data, path.stream().map(Digest::bytes).toList());
  }

  /** What is not reduced is not for the ledger to judge: it is refused as unreadable. */
  private boolean opens() {
    int sumBytes = leaf.length - ScalarField.BYTES;
    try {
      ScalarVector cells = ScalarVector.fromBytes(Arrays.copyOf(leaf, sumBytes));
      ScalarVector blinding =
          ScalarVector.fromBytes(Arrays.copyOfRange(leaf, sumBytes, leaf.length));
      Commitment committed = Pedersen.ofBlockSize(cells.length()).commit(cells, blinding.get(0));
      return Arrays.equals(committed.toBytes(), product);
    } catch (MpcException e) {
      return true;
    }
  }
}
