package io.tributary.party.loop;

import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Store;
import java.util.ArrayList;
import java.util.List;

/** What one transaction sends: batches are stored with it, the rest is held until it commits. */
final class Outgoing implements Outbox {
  private final Store.Tx tx;
  private final List<BusRecord> loose = new ArrayList<>();

  Outgoing(Store.Tx tx) {
    this.tx = tx;
  }

  @Override
  public void publish(List<BusRecord> atomicBatch) {
    DurableOutbox.add(tx, atomicBatch);
  }

  @Override
  public void send(List<BusRecord> remade) {
    loose.addAll(remade);
  }

  /** What is to be sent after the commit. */
  List<BusRecord> loose() {
    return loose;
  }
}
