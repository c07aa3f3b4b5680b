package io.tributary.mpc.four;

import java.util.Arrays;

/**
 * What one party holds of one dealt vector, or of the sum of several: the three pieces other than
 * its own. A secret: no {@code toString}, and {@link #close()} wipes it.
 */
public final class Pieces implements AutoCloseable {
  private final int party;
  private final Ring ring;
  private final long[][] pieces;

  /**
   * Takes over the pieces, four by index; the party's own is ignored.
   *
   * @throws IllegalArgumentException when pieces differ in length
   */
  public Pieces(int party, Ring ring, long[][] pieces) {
    this.party = party;
    this.ring = ring;
    this.pieces = pieces.clone();
    this.pieces[party] = new long[0];
    int words = words();
    for (int piece = 0; piece < Committee.PARTIES; piece++) {
      if (piece != party && pieces[piece].length != words) {
        throw new IllegalArgumentException("pieces: lengths differ");
      }
    }
  }

  /** Words of each piece. */
  public int words() {
    return pieces[party == 0 ? 1 : 0].length;
  }

  /** Adds another dealing of the same shape: the result holds the sum of the two vectors. */
  public void add(Pieces other) {
    if (other.party != party || other.ring != ring || other.words() != words()) {
      throw new IllegalArgumentException("pieces: sum of different shapes");
    }
    for (int piece = 0; piece < Committee.PARTIES; piece++) {
      if (piece != party) {
        ring.add(pieces[piece], other.pieces[piece]);
      }
    }
  }

  Ring ring() {
    return ring;
  }

  int party() {
    return party;
  }

  /** Copies, with the absent party's piece counted into the lowest member's. */
  long[][] forCommittee(Committee committee) {
    long[][] copy = new long[Committee.PARTIES][];
    for (int piece : committee.members()) {
      if (piece != party) {
        copy[piece] = pieces[piece].clone();
      }
    }
    int carrier = committee.constantPiece();
    if (!committee.isFour() && carrier != party) {
      ring.add(copy[carrier], pieces[committee.absent()]);
    }
    return copy;
  }

  /** Overwrites the pieces. */
  @Override
  public void close() {
    for (long[] piece : pieces) {
      Arrays.fill(piece, 0);
    }
  }
}
