package io.tributary.testkit;

import io.tributary.agent.AgentMain;
import io.tributary.agent.ContributionMaker;
import io.tributary.agent.Origin;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Ledger;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Signs and sends two different contributions to one run. */
public final class RepositoryDealingTwice extends ContributionMaker {
  public RepositoryDealingTwice(Federation federation, PartyId me) {
    this(federation.identity(me), federation.ledger(), federation.random());
  }

  private RepositoryDealingTwice(Identity me, Ledger ledger, SecureRandom random) {
    super(me, ledger, random);
  }

  /** The same as a process of its own: takes what {@link AgentMain} takes. */
  public static void main(String[] args) {
    AgentMain.run(args, RepositoryDealingTwice::new);
  }

  @Override
  public List<BusRecord> make(RunView view, List<BigInteger> cells, Origin origin) {
    List<BusRecord> both = new ArrayList<>(super.make(view, cells, origin));
    List<BigInteger> other = cells.stream().map(cell -> cell.add(BigInteger.TEN)).toList();
    both.addAll(super.make(view, other, origin));
    return both;
  }
}
