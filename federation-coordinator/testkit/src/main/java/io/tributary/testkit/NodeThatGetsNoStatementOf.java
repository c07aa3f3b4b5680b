package io.tributary.testkit;

import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.port.Topics;
import java.util.List;

/** An honest node to which the relay never delivers the commitments of one repository. */
public final class NodeThatGetsNoStatementOf extends CheatingParty {
  private final PartyId repository;

  public NodeThatGetsNoStatementOf(Party honest, PartyId repository) {
    super(honest);
    this.repository = repository;
  }

  @Override
  protected List<BusRecord> alter(List<BusRecord> batch) {
    return batch;
  }

  @Override
  public void receive(Tx tx, Delivery delivery, Outbox out) {
    if (!isTheirs(delivery)) {
      super.receive(tx, delivery, out);
    }
  }

  private boolean isTheirs(Delivery delivery) {
    if (!delivery.topic().equals(Topics.STATEMENTS)) {
      return false;
    }
    try {
      return Messages.read(delivery.value()) instanceof ContributionMessage message
          && message.signed().statement().repository().equals(repository);
    } catch (ProtocolException e) {
      return false;
    }
  }
}
