package io.tributary.mpc;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Splits cells into n additive shares over F_q: all but one are expanded from fresh seeds, the last
 * is the difference. Any n-1 of them are uniform and independent of the cells.
 */
public final class Dealer {
  private Dealer() {}

  /**
   * Deals one contribution.
   *
   * @param cells the cells; not changed, wiped by the caller
   * @param nodes number of nodes, at least 2
   * @param vectorNode the node that gets the difference as a vector
   * @throws MpcException SHAPE_MISMATCH when there is not one cell a place or a block is too long,
   *     OUT_OF_RANGE for fewer than 2 nodes
   */
  public static Dealing deal(
      ScalarVector cells,
      BlockShape shape,
      int nodes,
      int vectorNode,
      Pedersen pedersen,
      SecureRandom random) {
    if (nodes < 2) {
      throw MpcException.outOfRange("nodes", MpcException.NO_INDEX, "at least 2");
    }
    Objects.checkIndex(vectorNode, nodes);
    if (cells.length() != shape.cells()) {
      throw MpcException.shape("cells", shape.cells(), cells.length());
    }
    pedersen.checkFits(shape);
    ScalarVector rest = cells.copy();
    List<NodeShare> shares = new ArrayList<>(nodes);
    List<List<Commitment>> rows = new ArrayList<>(nodes);
    for (int node = 0; node < nodes; node++) {
      Seed seed = Seed.random(random);
      if (node == vectorNode) {
        shares.add(NodeShare.ofVector(shape, seed, rest));
        rows.add(List.of());
      } else {
        NodeShare share = NodeShare.ofSeed(shape, seed);
        ScalarVector expanded = share.shares();
        rest.subtractInPlace(expanded);
        shares.add(share);
        rows.add(commit(pedersen, shape, expanded, share));
        expanded.wipe();
      }
    }
    rows.set(vectorNode, commitRest(pedersen, shape, cells, shares, rows, vectorNode));
    return new Dealing(shares, CommitmentTable.of(rows));
  }

  private static List<Commitment> commit(
      Pedersen pedersen, BlockShape shape, ScalarVector scalars, NodeShare share) {
    ScalarVector blindings = share.blindings();
    List<Commitment> commitments = pedersen.commitAll(shape, scalars, blindings);
    blindings.wipe();
    return commitments;
  }

  /**
   * The commitments to the difference. Commitments add up, so they are those to the cells under the
   * sum of all blindings, less those of the other nodes: cheaper, since cells are short.
   */
  private static List<Commitment> commitRest(
      Pedersen pedersen,
      BlockShape shape,
      ScalarVector cells,
      List<NodeShare> shares,
      List<List<Commitment>> rows,
      int vectorNode) {
    Optional<SmallCells> small = SmallCells.of(cells);
    if (small.isEmpty()) {
      ScalarVector rest = shares.get(vectorNode).shares();
      List<Commitment> commitments = commit(pedersen, shape, rest, shares.get(vectorNode));
      rest.wipe();
      return commitments;
    }
    ScalarVector blindings = ScalarVector.zeros(shape.blocks());
    for (NodeShare share : shares) {
      ScalarVector ofNode = share.blindings();
      blindings.addInPlace(ofNode);
      ofNode.wipe();
    }
    List<Commitment> totals = pedersen.commitAll(shape, small.get(), blindings);
    blindings.wipe();
    small.get().wipe();
    List<Commitment> commitments = new ArrayList<>(shape.blocks());
    for (int block = 0; block < shape.blocks(); block++) {
      Commitment commitment = totals.get(block);
      for (List<Commitment> row : rows) {
        commitment = row.isEmpty() ? commitment : commitment.minus(row.get(block));
      }
      commitments.add(commitment);
    }
    return commitments;
  }
}
