package io.tributary.mpc;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds pieces against their public commitments. Every piece a node holds, of every contribution,
 * is checked at once under random 64-bit weights, with one multi-exponentiation; only if that fails
 * is the set halved to find whose pieces do not open. A false piece passes with probability 2^-64
 * at most.
 *
 * <p>Whoever passes holds what every other holder of the piece holds who passes under the same
 * commitments: a dealer that could open one of them in two ways would know a discrete logarithm.
 */
public final class PieceCheck {
  private PieceCheck() {}

  /**
   * A contribution as one node holds it.
   *
   * @param commitments of all four pieces, each point checked for its subgroup
   * @param share not changed, and owned by the caller
   */
  public record Held(CommitmentTable commitments, ReplicatedShare share) {
    /** Refuses a table of another shape: SHAPE_MISMATCH. */
    public Held {
      int blocks = share.shape().blocks();
      if (commitments.nodes() != ReplicatedShare.PIECES || commitments.blocks() != blocks) {
        throw MpcException.shape(
            "commitments of four pieces",
            (long) ReplicatedShare.PIECES * blocks,
            (long) commitments.nodes() * commitments.blocks());
      }
    }
  }

  /**
   * Places in the list of those contributions of which a piece does not open its commitment,
   * ascending; empty when all open.
   *
   * @throws MpcException SHAPE_MISMATCH when a block is longer than there are generators
   */
  public static List<Integer> invalid(Pedersen pedersen, List<Held> held, SecureRandom random) {
    List<RingVector> pieces = new ArrayList<>();
    List<ScalarVector> blindings = new ArrayList<>();
    List<List<OpeningCheck.Line>> claims = new ArrayList<>();
    for (Held each : held) {
      BlockShape shape = each.share().shape();
      pedersen.checkFits(shape);
      List<OpeningCheck.Line> claim = new ArrayList<>();
      each.share()
          .pieces()
          .forEach(
              (index, piece) -> {
                RingVector cells = piece.cells();
                ScalarVector blinding = piece.blindings();
                pieces.add(cells);
                blindings.add(blinding);
                claim.addAll(
                    OpeningCheck.lines(each.commitments().ofNode(index), shape, cells, blinding));
              });
      claims.add(claim);
    }
    try {
      return new OpeningCheck(pedersen, claims, random).invalid();
    } finally {
      pieces.forEach(RingVector::wipe);
      blindings.forEach(ScalarVector::wipe);
    }
  }
}
