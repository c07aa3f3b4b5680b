package io.tributary.mpc.four;

import java.util.List;

/**
 * One joint message: sender and backup both know a vector; the sender sends it to the receiver, the
 * backup its hash. The outsider is the fourth party, which knows the mask and must not learn the
 * vector. Without a backup (three members, products) the vector is checked later.
 */
record Transfer(int sender, int backup, int receiver, int outsider) {
  static final int NO_BACKUP = -1;

  /**
   * The six of a product: of each pair of pieces (receiver, outsider) the two cross terms are known
   * to sender and backup. Dalskov, Escudero, Keller 2021, section 4.2.
   */
  static final List<Transfer> PRODUCT =
      List.of(
          new Transfer(0, 1, 3, 2),
          new Transfer(1, 2, 0, 3),
          new Transfer(2, 3, 1, 0),
          new Transfer(3, 0, 2, 1),
          new Transfer(2, 0, 3, 1),
          new Transfer(3, 1, 2, 0));

  /** The one that shares a vector computed from pieces 0 and 1, known to parties 2 and 3. */
  static final Transfer LOWER = new Transfer(2, 3, 1, 0);

  /** The one that shares a vector computed from pieces 2 and 3, known to parties 0 and 1. */
  static final Transfer UPPER = new Transfer(0, 1, 3, 2);

  boolean isKnownTo(int party) {
    return party == sender || party == backup;
  }

  boolean hasBackup() {
    return backup != NO_BACKUP;
  }

  /** With three members: every member sends its part of a product to the one before it. */
  static List<Transfer> productOf(Committee committee) {
    if (committee.isFour()) {
      return PRODUCT;
    }
    return committee.members().stream()
        .map(party -> new Transfer(party, NO_BACKUP, committee.after(party, 2), committee.absent()))
        .toList();
  }

  /** With three members: every piece to the one that misses it, in the order of pieces. */
  static List<Transfer> revealTo(Committee committee) {
    return committee.members().stream()
        .map(
            piece ->
                new Transfer(
                    committee.after(piece, 1),
                    committee.after(piece, 2),
                    piece,
                    committee.absent()))
        .toList();
  }
}
