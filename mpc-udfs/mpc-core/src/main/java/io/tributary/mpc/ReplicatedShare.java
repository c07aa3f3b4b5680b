package io.tributary.mpc;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one of four nodes gets of one contribution to a run that compares: the three pieces other
 * than the one with its own index. One node so knows nothing, any two know all. A secret: it owns
 * its pieces, and {@link #close()} wipes them.
 */
public final class ReplicatedShare implements AutoCloseable {
  /** Pieces of a contribution, and nodes that share them. */
  public static final int PIECES = 4;

  private final int node;
  private final SortedMap<Integer, Piece> pieces;

  /**
   * Takes over the pieces.
   *
   * @param pieces by index, all but the node's own, of one shape
   * @throws MpcException OUT_OF_RANGE when there is no such node or these are not its pieces,
   *     SHAPE_MISMATCH when their shapes differ
   */
  public ReplicatedShare(int node, Map<Integer, Piece> pieces) {
    this.node = node;
    this.pieces = Collections.unmodifiableSortedMap(new TreeMap<>(pieces));
    boolean own = pieces.containsKey(node) || pieces.size() != PIECES - 1;
    if (node < 0 || node >= PIECES || own || !inRange(this.pieces)) {
      throw MpcException.outOfRange("pieces of node", node, "all but its own, of 0 to 3");
    }
    for (Piece piece : this.pieces.values()) {
      if (!piece.shape().equals(shape())) {
        throw MpcException.shape("cells of a piece", shape().cells(), piece.shape().cells());
      }
    }
  }

  private static boolean inRange(SortedMap<Integer, Piece> pieces) {
    return pieces.firstKey() >= 0 && pieces.lastKey() < PIECES;
  }

  /** Index of the node, and of the piece that it lacks. */
  public int node() {
    return node;
  }

  /** How the cells are cut into blocks. */
  public BlockShape shape() {
    return pieces.get(pieces.firstKey()).shape();
  }

  /** The pieces themselves, by index. */
  public SortedMap<Integer, Piece> pieces() {
    return pieces;
  }

  /** Wipes the pieces. */
  @Override
  public void close() {
    pieces.values().forEach(Piece::close);
  }
}
