package io.tributary.testkit;

import io.tributary.agent.ContributionMaker;
import io.tributary.protocol.id.PartyId;
import java.util.HexFormat;

/** Publishes a commitment on the curve, but outside the group in which commitments bind. */
public final class RepositoryWithBadCommitmentPoint extends ContributionMaker {
  private static final byte[] TORSION =
      HexFormat.of()
          .parseHex(
              "accd40884cb1834492efbd0149a414535890f30477f9535103082ff438ca13d7f7e36e2f1d15dd8ca30397f12170831a");

  public RepositoryWithBadCommitmentPoint(Federation federation, PartyId me) {
    super(federation.identity(me), federation.ledger(), federation.random());
  }

  @Override
  protected byte[] commitments(byte[] dealt) {
    byte[] altered = dealt.clone();
    System.arraycopy(TORSION, 0, altered, 0, TORSION.length);
    return altered;
  }
}
