package io.tributary.testkit;

import io.tributary.agent.ContributionMaker;
import io.tributary.agent.Origin;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.port.BusRecord;
import java.math.BigInteger;
import java.util.List;

/**
 * Writes one contribution to the ledger by itself, paying the gas, and publishes another one to
 * everybody: no set with the second can be closed.
 */
public final class RepositoryRecordingAnother extends ContributionMaker {
  private final Federation federation;

  public RepositoryRecordingAnother(Federation federation, PartyId me) {
    super(federation.identity(me), federation.ledger(), federation.random());
    this.federation = federation;
  }

  @Override
  public List<BusRecord> make(RunView view, List<BigInteger> cells, Origin origin) {
    List<BusRecord> unseen = super.make(view, cells, origin);
    byte[] statement = unseen.get(unseen.size() - 1).value();
    ContributionMessage message = (ContributionMessage) Messages.read(statement);
    federation.ledger().recordContribution(message.signed());
    return super.make(view, cells, origin);
  }
}
