package io.tributary.testkit;

import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.port.Topics;
import java.util.List;
import java.util.Optional;

/** Takes part until so many records of other nodes have come, and is then gone for good. */
public final class NodeThatGoesDown extends CheatingParty {
  private int left;

  /**
   * @param records of other nodes with which it goes; 0 if it is down from the start
   */
  public NodeThatGoesDown(Party honest, int records) {
    super(honest);
    left = records;
  }

  @Override
  protected List<BusRecord> alter(List<BusRecord> batch) {
    return batch;
  }

  @Override
  public void receive(Tx tx, Delivery delivery, Outbox out) {
    if (Topics.isMpc(delivery.topic())) {
      left--;
    }
    if (left > 0) {
      super.receive(tx, delivery, out);
    }
  }

  @Override
  public void tick(Tx tx, long now, Outbox out) {
    if (left > 0) {
      super.tick(tx, now, out);
    }
  }

  @Override
  public Optional<Work> work(Tx tx, long now) {
    return left > 0 ? super.work(tx, now) : Optional.empty();
  }
}
