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
    held.forEach(each -> pedersen.checkFits(each.share().shape()));
    try (Expanded expanded = new Expanded()) {
      List<List<OpeningCheck.Line>> claims = held.stream().map(expanded::lines).toList();
      return new OpeningCheck(pedersen, claims, random).invalid();
    }
  }

  /** What is expanded for a check, wiped after it. */
  private static final class Expanded implements AutoCloseable {
    private final List<RingVector> pieces = new ArrayList<>();
    private final List<ScalarVector> blindings = new ArrayList<>();

    List<OpeningCheck.Line> lines(Held held) {
      List<OpeningCheck.Line> lines = new ArrayList<>();
      held.share()
          .pieces()
          .forEach(
              (index, piece) -> {
                RingVector cells = piece.cells();
                pieces.add(cells);
                ScalarVector blinding = piece.blindings();
                blindings.add(blinding);
                List<Commitment> row = held.commitments().ofNode(index);
                lines.addAll(OpeningCheck.lines(row, piece.shape(), cells, blinding));
              });
      return lines;
    }

    @Override
    public void close() {
      pieces.forEach(RingVector::wipe);
      blindings.forEach(ScalarVector::wipe);
    }
  }
}
