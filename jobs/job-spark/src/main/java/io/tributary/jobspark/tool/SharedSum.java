package io.tributary.jobspark.tool;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.Dealer;
import io.tributary.mpc.Dealing;
import io.tributary.mpc.NodeShare;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.ScalarVector;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * A sum run without messages: every repository's cells are cut into shares and committed to, every
 * node checks and adds up its own, and only the nodes' sums are put together.
 */
final class SharedSum implements AutoCloseable {
  private final BlockShape shape;
  private final int nodes;
  private final Pedersen pedersen;
  private final SecureRandom random = new SecureRandom();
  private final List<Dealing> dealings = new ArrayList<>();

  SharedSum(BlockShape shape, int nodes) {
    this.shape = shape;
    this.nodes = nodes;
    this.pedersen = Pedersen.ofBlockSize(shape.blockSize());
  }

  /** A repository's part: its cells leave as shares. */
  void deal(List<BigInteger> cells) {
    ScalarVector vector = ScalarVector.ofIntegers(cells);
    dealings.add(Dealer.deal(vector, shape, nodes, dealings.size() % nodes, pedersen, random));
    vector.wipe();
  }

  /** The nodes' part and the asker's: the opened sums, in layout order. */
  List<BigInteger> open() {
    ScalarVector total = ScalarVector.zeros(shape.cells());
    for (int node = 0; node < nodes; node++) {
      ScalarVector sum = sum(node);
      total.addInPlace(sum);
      sum.wipe();
    }
    List<BigInteger> opened = new ArrayList<>(shape.cells());
    for (int cell = 0; cell < shape.cells(); cell++) {
      opened.add(total.signed(cell));
    }
    return opened;
  }

  private ScalarVector sum(int node) {
    ScalarVector shares = ScalarVector.zeros(shape.cells());
    ScalarVector blindings = ScalarVector.zeros(shape.blocks());
    for (Dealing dealing : dealings) {
      NodeShare share = dealing.shares().get(node);
      shares.addInPlace(share.shares());
      blindings.addInPlace(share.blindings());
    }
    List<CommitmentTable> tables = dealings.stream().map(Dealing::commitments).toList();
    List<Integer> wrong =
        pedersen.invalid(CommitmentTable.product(tables, node), shape, shares, blindings, random);
    if (!wrong.isEmpty()) {
      throw new IllegalStateException("the sums of a node do not match the commitments");
    }
    return shares;
  }

  /** Wipes every share. */
  @Override
  public void close() {
    dealings.forEach(Dealing::close);
  }
}
