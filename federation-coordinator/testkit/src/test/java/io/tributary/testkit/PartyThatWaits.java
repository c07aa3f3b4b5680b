package io.tributary.testkit;

import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Store.Tx;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A party that does no work while the test says so. */
record PartyThatWaits(Party party, BooleanSupplier waits) implements Party {
  @Override
  public Set<String> topics() {
    return party.topics();
  }

  @Override
  public void receive(Tx tx, Delivery delivery, Outbox out) {
    party.receive(tx, delivery, out);
  }

  @Override
  public void tick(Tx tx, long now, Outbox out) {
    party.tick(tx, now, out);
  }

  @Override
  public Optional<Work> work(Tx tx, long now) {
    return waits.getAsBoolean() ? Optional.empty() : party.work(tx, now);
  }
}
