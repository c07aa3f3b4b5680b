package io.tributary.mpc;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One contribution to a run that compares, dealt: four pieces that add up to it mod 2^128, and the
 * commitments to all of them, a row a piece. {@link #close()} wipes the pieces.
 */
public final class DealtPieces implements AutoCloseable {
  private final List<Piece> pieces;
  private final CommitmentTable commitments;

  DealtPieces(List<Piece> pieces, CommitmentTable commitments) {
    this.pieces = List.copyOf(pieces);
    this.commitments = commitments;
  }

  /** What a node gets. Its pieces are those of this dealing, which wipes them. */
  public ReplicatedShare of(int node) {
    Map<Integer, Piece> held = new TreeMap<>();
    for (int piece = 0; piece < pieces.size(); piece++) {
      if (piece != node) {
        held.put(piece, pieces.get(piece));
      }
    }
    return new ReplicatedShare(node, held);
  }

  /** The public commitments, by piece and block. */
  public CommitmentTable commitments() {
    return commitments;
  }

  /** Wipes every piece. */
  @Override
  public void close() {
    pieces.forEach(Piece::close);
  }
}
