package io.tributary.testkit;

import io.tributary.agent.ContributionMaker;
import io.tributary.agent.Origin;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.BusRecord;
import java.math.BigInteger;
import java.util.List;
import java.util.function.UnaryOperator;

/** Says of its cells that they are of another run than they are. */
public final class RepositoryNamingAnotherRun extends ContributionMaker {
  private final UnaryOperator<Digest> lie;

  /**
   * @param lie from the earlier run that an honest repository would name, zero for none, to what
   *     this one names
   */
  public RepositoryNamingAnotherRun(Federation federation, PartyId me, UnaryOperator<Digest> lie) {
    super(federation.identity(me), federation.ledger(), federation.random());
    this.lie = lie;
  }

  @Override
  public List<BusRecord> make(RunView view, List<BigInteger> cells, Origin origin) {
    Origin told = new Origin(origin.tables(), origin.consent(), lie.apply(origin.again()));
    return super.make(view, cells, told);
  }
}
