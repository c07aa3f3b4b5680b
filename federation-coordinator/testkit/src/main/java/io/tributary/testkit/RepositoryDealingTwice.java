package io.tributary.testkit;

import io.tributary.agent.ContributionMaker;
import io.tributary.agent.Origin;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.BusRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Signs and sends two different contributions to one run. */
public final class RepositoryDealingTwice extends ContributionMaker {
  public RepositoryDealingTwice(Federation federation, PartyId me) {
    super(federation.identity(me), federation.ledger(), federation.random());
  }

  @Override
  public List<BusRecord> make(RunView view, List<BigInteger> cells, Origin origin) {
    List<BusRecord> both = new ArrayList<>(super.make(view, cells, origin));
    List<BigInteger> other = cells.stream().map(cell -> cell.add(BigInteger.TEN)).toList();
    both.addAll(super.make(view, other, origin));
    return both;
  }
}
