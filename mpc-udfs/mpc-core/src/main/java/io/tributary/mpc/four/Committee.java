package io.tributary.mpc.four;

import io.tributary.mpc.ReplicatedShare;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who computes: all four parties, or three after one was excluded.
 *
 * <p>A value is the sum of its pieces; piece i is missing at party i and held by every other
 * member. With four members there are four pieces. With three, the piece of the absent party is
 * known to all members and is counted into the piece of the lowest member, so that three remain.
 */
public record Committee(int absent) {
  /** Parties of a run. */
  public static final int PARTIES = ReplicatedShare.PIECES;

  /** Index that stands for the receiver outside. */
  public static final int OUTSIDE = PARTIES;

  private static final int NOBODY = -1;

  /** Refuses indexes that are no party's. */
  public Committee {
    if (absent < NOBODY || absent >= PARTIES) {
      throw new IllegalArgumentException("absent party " + absent + ": must be 0 to 3");
    }
  }

  /** All four. */
  public static Committee four() {
    return new Committee(NOBODY);
  }

  /** The three others. */
  public static Committee without(int party) {
    if (party == NOBODY) {
      throw new IllegalArgumentException("absent party " + party + ": must be 0 to 3");
    }
    return new Committee(party);
  }

  /**
   * The committee of a session: sessions are numbered, 0 with all four, the others by the absent
   * party plus one.
   */
  public static Committee ofSession(int session) {
    return new Committee(session - 1);
  }

  /** The number of its session. */
  public int session() {
    return absent + 1;
  }

  /** Whether nobody is absent. */
  public boolean isFour() {
    return absent == NOBODY;
  }

  /** Parties that compute, ascending; also the indexes of the pieces. */
  public List<Integer> members() {
    return IntStream.range(0, PARTIES).filter(party -> party != absent).boxed().toList();
  }

  /** Members other than the given one, ascending. */
  public List<Integer> others(int party) {
    return members().stream().filter(member -> member != party).toList();
  }

  /** The piece to which public constants are added. */
  int constantPiece() {
    return members().get(0);
  }

  /** The member {@code steps} places after another, in a circle. */
  int after(int party, int steps) {
    List<Integer> members = members();
    return members.get((members.indexOf(party) + steps) % members.size());
  }
}
