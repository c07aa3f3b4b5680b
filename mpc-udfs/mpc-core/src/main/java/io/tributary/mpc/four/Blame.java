package io.tributary.mpc.four;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Why a party stopped, and whom it suspects. If at most one party is faulty, it is one of the
 * suspects or the reporter; {@link Referee} narrows that down from signed hashes.
 *
 * @param round exchange in which it was seen
 * @param reporter who saw it
 * @param suspects whom the reporter holds responsible: one party, two of whom one is faulty, or
 *     nobody when a dealer must be; three when it passes on what it was told
 */
public record Blame(Kind kind, int round, int reporter, Set<Integer> suspects) {
  /** What was seen. */
  public enum Kind {
    /** A joint message is not what its backup's hash says: one of the two lies. */
    MISMATCH,
    /** A message does not have the form that the program gives it, or not its own hash. */
    MALFORMED,
    /** The driver says that a message is missing past its deadline. */
    SILENT,
    /** Holders of a piece do not agree on the inputs; with no suspects, a dealer's fault. */
    INPUTS,
    /** Holders of a piece do not agree on the outputs. */
    OUTPUTS,
    /** A party runs another program or session. */
    PROGRAM,
    /** With three members: products do not pass their check. One of the others lies. */
    PRODUCTS,
    /** An opened piece does not have enough equal claims. */
    OPENING,
    /** The reporter was told so by one of the suspects; that one's own report is better. */
    STOPPED
  }

  /** Copies the suspects. */
  public Blame {
    suspects = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(suspects));
  }

  static Blame of(Kind kind, int round, int reporter, Integer... suspects) {
    return new Blame(kind, round, reporter, Set.of(suspects));
  }

  /** What a party that was told so tells the others. */
  Blame passedOn(int by) {
    Set<Integer> all = new TreeSet<>(suspects);
    all.add(reporter);
    all.remove(by);
    return new Blame(Kind.STOPPED, round, by, all);
  }

  /** Kind (1 byte), round (4, big-endian), suspects (1 byte, bit i for party i). */
  byte[] toBytes() {
    int mask = suspects.stream().mapToInt(suspect -> 1 << suspect).sum();
    return ByteBuffer.allocate(6).put((byte) kind.ordinal()).putInt(round).put((byte) mask).array();
  }

  /** The blame in another party's abort; what cannot be read is taken as an empty accusation. */
  static Blame read(byte[] bytes, int reporter, int round) {
    if (bytes.length != 6 || bytes[0] < 0 || bytes[0] >= Kind.values().length) {
      return of(Kind.MALFORMED, round, reporter);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    Kind kind = Kind.values()[buffer.get()];
    int at = buffer.getInt();
    int mask = buffer.get();
    Set<Integer> suspects = new TreeSet<>();
    for (int party = 0; party < Committee.PARTIES; party++) {
      if ((mask >>> party & 1) == 1) {
        suspects.add(party);
      }
    }
    return new Blame(kind, at, reporter, suspects);
  }

  /** For an operator. */
  public String text() {
    String who = suspects.stream().map(String::valueOf).collect(Collectors.joining(" or "));
    String whom =
        switch (suspects.size()) {
          case 0 -> "a dealer";
          case 1 -> "party " + who;
          default -> "one of party " + who;
        };
    return "party "
        + reporter
        + " stopped in round "
        + round
        + " ("
        + kind
        + "): holds "
        + whom
        + " responsible; nothing was opened; start again without one of them";
  }
}
