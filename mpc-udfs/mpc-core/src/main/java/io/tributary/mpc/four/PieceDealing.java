package io.tributary.mpc.four;

import io.tributary.mpc.KeyStream;
import io.tributary.mpc.Seed;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A dealer's vector cut into four pieces that add up to it: three are seeds, one is a vector. Party
 * i gets every piece but piece i. {@link #close()} wipes it.
 *
 * <p>A seed's piece is the AES-256-CTR stream of purpose 3 under the seed, numbered by the input.
 */
public final class PieceDealing implements AutoCloseable {
  private final Ring ring;
  private final int number;
  private final int vectorPiece;
  private final Seed[] seeds = new Seed[Committee.PARTIES];
  private final long[] vector;

  private PieceDealing(Ring ring, int number, int vectorPiece, long[] vector) {
    this.ring = ring;
    this.number = number;
    this.vectorPiece = vectorPiece;
    this.vector = vector;
  }

  /**
   * Deals a vector of the ring.
   *
   * @param words the vector, not changed
   * @param number of the input, so that one set of seeds can serve several
   * @param vectorPiece which piece is not a seed; dealers take turns
   */
  public static PieceDealing deal(
      Ring ring, long[] words, int number, int vectorPiece, SecureRandom random) {
    PieceDealing dealing = new PieceDealing(ring, number, vectorPiece, words.clone());
    for (int piece = 0; piece < Committee.PARTIES; piece++) {
      if (piece != vectorPiece) {
        dealing.seeds[piece] = Seed.random(random);
        long[] expanded = dealing.piece(piece);
        ring.subtract(dealing.vector, expanded);
        Arrays.fill(expanded, 0);
      }
    }
    return dealing;
  }

  /** One piece; a copy that the caller wipes. */
  public long[] piece(int piece) {
    return piece == vectorPiece ? vector.clone() : expand(seeds[piece], number, vector.length);
  }

  /** What a party expands from a dealer's seed. */
  public static long[] expand(Seed seed, int number, int words) {
    byte[] key = seed.copyBytes();
    long[] piece = new KeyStream(key, PartyKeys.DEALING, number).next(words);
    Arrays.fill(key, (byte) 0);
    return piece;
  }

  /** What one party holds of it. */
  public Pieces of(int party) {
    long[][] pieces = new long[Committee.PARTIES][];
    for (int piece = 0; piece < Committee.PARTIES; piece++) {
      pieces[piece] = piece == party ? new long[0] : piece(piece);
    }
    return new Pieces(party, ring, pieces);
  }

  /** Wipes seeds and vector. */
  @Override
  public void close() {
    for (int piece = 0; piece < Committee.PARTIES; piece++) {
      if (piece != vectorPiece) {
        seeds[piece].close();
      }
    }
    Arrays.fill(vector, 0);
  }
}
