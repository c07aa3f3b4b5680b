package io.tributary.mpc;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Cuts cells into four pieces that add up to them mod 2^128: three are expanded from fresh seeds,
 * one is the difference. Any three of them are uniform and independent of the cells.
 */
public final class PieceDealer {
  private PieceDealer() {}

  /**
   * Deals one contribution.
   *
   * @param cells the cells; not changed, wiped by the caller
   * @param vectorPiece the piece that is the difference, as a vector
   * @throws MpcException SHAPE_MISMATCH when there is not one cell a place or a block is too long
   */
  public static DealtPieces deal(
      RingVector cells, BlockShape shape, int vectorPiece, Pedersen pedersen, SecureRandom random) {
    Objects.checkIndex(vectorPiece, ReplicatedShare.PIECES);
    if (cells.length() != shape.cells()) {
      throw MpcException.shape("cells", shape.cells(), cells.length());
    }
    pedersen.checkFits(shape);
    RingVector rest = cells.copy();
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < ReplicatedShare.PIECES; i++) {
      Seed seed = Seed.random(random);
      if (i == vectorPiece) {
        pieces.add(Piece.ofVector(shape, seed, rest));
      } else {
        pieces.add(Piece.ofSeed(shape, seed));
        RingVector expanded = seed.piece(shape);
        rest.subtractInPlace(expanded);
        expanded.wipe();
      }
    }
    return new DealtPieces(pieces, commit(pedersen, pieces));
  }

  private static CommitmentTable commit(Pedersen pedersen, List<Piece> pieces) {
    List<List<Commitment>> rows = new ArrayList<>();
    for (Piece piece : pieces) {
      RingVector cells = piece.cells();
      ScalarVector blindings = piece.blindings();
      rows.add(pedersen.commitAll(piece.shape(), cells, blindings));
      cells.wipe();
      blindings.wipe();
    }
    return CommitmentTable.of(rows);
  }
}
