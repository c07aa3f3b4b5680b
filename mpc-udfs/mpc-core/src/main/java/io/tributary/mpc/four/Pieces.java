package io.tributary.mpc.four;

import io.tributary.mpc.ReplicatedShare;
import io.tributary.mpc.RingVector;
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

  /** What a node holds of a contribution, in Z_2^128; a copy. */
  public static Pieces of(ReplicatedShare share) {
    long[][] pieces = new long[Committee.PARTIES][];
    share
        .pieces()
        .forEach(
            (index, piece) -> {
              RingVector cells = piece.cells();
              pieces[index] = cells.words();
              cells.wipe();
            });
    return new Pieces(share.node(), Ring.Z128, pieces);
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

  /**
   * Pieces modulo 2^64 of some cells of a vector modulo 2^128: their low words.
   *
   * @param cells places in the vector, in the wanted order
   */
  public Pieces low(int[] cells) {
    if (ring != Ring.Z128) {
      throw new IllegalArgumentException("pieces: low words are of vectors modulo 2^128");
    }
    long[][] low = new long[Committee.PARTIES][];
    for (int piece = 0; piece < Committee.PARTIES; piece++) {
      long[] words = pieces[piece];
      low[piece] =
          piece == party
              ? new long[0]
              : Arrays.stream(cells).mapToLong(cell -> words[cell]).toArray();
    }
    return new Pieces(party, Ring.Z64, low);
  }

  /**
   * Pieces of some cells of a vector modulo 2^128.
   *
   * @param cells places in the vector, in the wanted order
   */
  public Pieces pick(int[] cells) {
    if (ring != Ring.Z128) {
      throw new IllegalArgumentException("pieces: picked from a vector modulo 2^128");
    }
    long[][] picked = new long[Committee.PARTIES][];
    for (int piece = 0; piece < Committee.PARTIES; piece++) {
      picked[piece] = piece == party ? new long[0] : picked(pieces[piece], cells);
    }
    return new Pieces(party, Ring.Z128, picked);
  }

  /** Low words of all cells, then high words. */
  private static long[] picked(long[] words, int[] cells) {
    long[] picked = new long[2 * cells.length];
    for (int i = 0; i < cells.length; i++) {
      picked[i] = words[cells[i]];
      picked[cells.length + i] = words[words.length / 2 + cells[i]];
    }
    return picked;
  }

  /** A copy, so that the sum of several can be made without changing any. */
  public Pieces copy() {
    long[][] copy = new long[Committee.PARTIES][];
    for (int piece = 0; piece < Committee.PARTIES; piece++) {
      copy[piece] = pieces[piece].clone();
    }
    return new Pieces(party, ring, copy);
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
