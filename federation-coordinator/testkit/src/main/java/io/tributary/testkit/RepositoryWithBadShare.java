package io.tributary.testkit;

import io.tributary.agent.ContributionMaker;
import io.tributary.mpc.NodeShare;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.id.PartyId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Seals to one node a share that is not the one committed to. */
public final class RepositoryWithBadShare extends ContributionMaker {
  private final int victim;

  public RepositoryWithBadShare(Federation federation, PartyId me, int victim) {
    super(federation.identity(me), federation.ledger(), federation.random());
    this.victim = victim;
  }

  @Override
  protected NodeShare share(int node, NodeShare dealt) {
    if (node != victim) {
      return dealt;
    }
    ScalarVector shares = dealt.shares().copy();
    List<BigInteger> change =
        new ArrayList<>(Collections.nCopies(shares.length(), BigInteger.ZERO));
    change.set(shares.length() - 1, BigInteger.ONE);
    shares.addInPlace(ScalarVector.ofIntegers(change));
    return NodeShare.ofVector(dealt.shape(), dealt.seed(), shares);
  }
}
