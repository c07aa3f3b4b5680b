package io.tributary.testkit;

import io.tributary.agent.ContributionMaker;
import io.tributary.agent.Origin;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Topics;
import java.math.BigInteger;
import java.util.List;

/** Announces a contribution to all and sends one node nothing. */
public final class RepositoryWithholdingFromOneNode extends ContributionMaker {
  private final String topic;

  public RepositoryWithholdingFromOneNode(Federation federation, PartyId me, PartyId victim) {
    super(federation.identity(me), federation.ledger(), federation.random());
    this.topic = Topics.shares(me, victim);
  }

  @Override
  public List<BusRecord> make(RunView view, List<BigInteger> cells, Origin origin) {
    return super.make(view, cells, origin).stream()
        .filter(item -> !item.topic().equals(topic))
        .toList();
  }
}
