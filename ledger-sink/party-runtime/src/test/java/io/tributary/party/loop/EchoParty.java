package io.tributary.party.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.port.Store;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stores each text it gets and sends it back as {@code re:text}; some texts have effects. */
final class EchoParty implements Party {
  static final String TOPIC = "in";
  final AtomicInteger ticks = new AtomicInteger();
  final AtomicBoolean ledgerAway = new AtomicBoolean();
  final AtomicReference<RuntimeException> tickFailure = new AtomicReference<>();
  final AtomicReference<Work> work = new AtomicReference<>();
  final AtomicReference<Leave> secretsLeave = new AtomicReference<>(Leave.NOW);

  @Override
  public Set<String> topics() {
    return Set.of(TOPIC);
  }

  @Override
  public void receive(Store.Tx tx, Delivery delivery, Outbox out) {
    String text = new String(delivery.value(), UTF_8);
    tx.put("seen", text, new byte[0]);
    out.publish(List.of(new BusRecord("out", 0, "k", ("re:" + text).getBytes(UTF_8))));
    // The effects above must vanish with the transaction.
    if (text.startsWith("poison")) {
      throw new IllegalStateException("secret row value of " + text);
    }
    if (text.startsWith("chain") && ledgerAway.get()) {
      throw new LedgerException("the ledger is away", null);
    }
  }

  @Override
  public void tick(Store.Tx tx, long now, Outbox out) {
    RuntimeException failure = tickFailure.getAndSet(null);
    if (failure != null) {
      throw failure;
    }
    ticks.incrementAndGet();
  }

  @Override
  public Optional<Work> work(Store.Tx tx, long now) {
    return tx.get("done", "work").isPresent() ? Optional.empty() : Optional.ofNullable(work.get());
  }

  @Override
  public Leave leave(Store.Tx tx, List<BusRecord> batch, long now) {
    boolean secret = new String(batch.get(0).value(), UTF_8).startsWith("re:secret");
    if (secret && ledgerAway.get()) {
      throw new LedgerException("the ledger is away", null);
    }
    return secret ? secretsLeave.get() : Leave.NOW;
  }
}
