package io.tributary.mpc.four;

import io.tributary.mpc.KeyStream;
import io.tributary.mpc.Seed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The keys of one party in one session: for every piece that it holds, one key for masks and one
 * for hashes. Key q is missing at party q and common to all others. {@link #close()} wipes them.
 */
public final class PartyKeys implements AutoCloseable {
  /** Masks of one layer. */
  static final int MASKS = 1;

  /** Random vectors, by step. */
  static final int RANDOM = 2;

  /** Pieces that a dealer deals, by input. */
  static final int DEALING = 3;

  private final int party;
  private final byte[][] masks = new byte[Committee.PARTIES][];
  private final byte[][] salts = new byte[Committee.PARTIES][];

  private PartyKeys(int party) {
    this.party = party;
  }

  /**
   * Derives the keys of a session: SHA-256 over label, seed, context, the program's digest and
   * index. So another program under the same session has other masks.
   *
   * @param seeds the four long-term seeds, seed q common to all parties but q; the party's own is
   *     not read and may be anything
   */
  public static PartyKeys derive(int party, List<Seed> seeds, Session session, Program program) {
    if (seeds.size() != Committee.PARTIES) {
      throw new IllegalArgumentException("seeds: need " + Committee.PARTIES);
    }
    PartyKeys keys = new PartyKeys(party);
    byte[] context = session.context(program.committee());
    byte[] digest = program.digest();
    for (int piece = 0; piece < Committee.PARTIES; piece++) {
      if (piece != party) {
        byte[] seed = seeds.get(piece).copyBytes();
        byte[] index = {(byte) piece};
        keys.masks[piece] =
            Digests.sha256(label("tributary four mask"), seed, context, digest, index);
        keys.salts[piece] =
            Digests.sha256(label("tributary four salt"), seed, context, digest, index);
        Arrays.fill(seed, (byte) 0);
      }
    }
    return keys;
  }

  static byte[] label(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whose keys they are. */
  int party() {
    return party;
  }

  KeyStream stream(int piece, int purpose, int number) {
    return new KeyStream(masks[piece], purpose, number);
  }

  /** The key of hashes that party {@code piece} must not be able to search. Not a copy. */
  byte[] salt(int piece) {
    return salts[piece];
  }

  /** Overwrites all keys. */
  @Override
  public void close() {
    for (int piece = 0; piece < Committee.PARTIES; piece++) {
      if (piece != party) {
        Arrays.fill(masks[piece], (byte) 0);
        Arrays.fill(salts[piece], (byte) 0);
      }
    }
  }
}
