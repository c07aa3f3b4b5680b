package io.tributary.testkit;

import io.tributary.agent.ContributionMaker;
import io.tributary.mpc.Piece;
import io.tributary.mpc.ReplicatedShare;
import io.tributary.mpc.RingVector;
import io.tributary.mpc.Seed;
import io.tributary.protocol.id.PartyId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Seals to one node pieces that are not the ones committed to. */
public final class RepositoryWithBadPieces extends ContributionMaker {
  /** What is wrong with them. */
  public enum Cheat {
    /** One cell of one piece is off by one. */
    ALTERED,
    /** A piece is right, but its blindings are of another seed. */
    OTHER_BLINDINGS,
    /** A piece is expanded from another seed. */
    OTHER_SEED,
    /** Two pieces have changed places. */
    SWAPPED
  }

  private final int victim;
  private final Cheat cheat;

  public RepositoryWithBadPieces(Federation federation, PartyId me, int victim, Cheat cheat) {
    super(federation.identity(me), federation.ledger(), federation.random());
    this.victim = victim;
    this.cheat = cheat;
  }

  @Override
  protected ReplicatedShare pieces(int node, ReplicatedShare dealt) {
    if (node != victim) {
      return dealt;
    }
    SortedMap<Integer, Piece> pieces = new TreeMap<>(dealt.pieces());
    List<Integer> seeds = pieces.keySet().stream().filter(i -> !pieces.get(i).isVector()).toList();
    // The one vector if this node gets it: two would not be readable at all.
    int altered =
        pieces.keySet().stream().filter(i -> !seeds.contains(i)).findAny().orElse(seeds.get(0));
    Piece honest = pieces.get(altered);
    Seed other = Seed.of(new byte[Seed.BYTES]);
    switch (cheat) {
      case ALTERED -> pieces.put(altered, plusOne(honest));
      case OTHER_BLINDINGS ->
          pieces.put(altered, Piece.ofVector(honest.shape(), other, honest.cells()));
      case OTHER_SEED -> pieces.put(seeds.get(0), Piece.ofSeed(honest.shape(), other));
      case SWAPPED -> {
        pieces.put(seeds.get(0), dealt.pieces().get(seeds.get(1)));
        pieces.put(seeds.get(1), dealt.pieces().get(seeds.get(0)));
      }
    }
    return new ReplicatedShare(node, pieces);
  }

  private static Piece plusOne(Piece piece) {
    RingVector cells = piece.cells();
    List<BigInteger> change = new ArrayList<>(Collections.nCopies(cells.length(), BigInteger.ZERO));
    change.set(cells.length() - 1, BigInteger.ONE);
    cells.addInPlace(RingVector.ofIntegers(change));
    return Piece.ofVector(piece.shape(), piece.seed(), cells);
  }
}
