package io.tributary.testkit;

import io.tributary.protocol.fake.FakeClock;
import io.tributary.protocol.fake.InMemoryStore;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.party.Done;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.BusException;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.port.Store.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Runs one party as the real loop does, a small step at a time. Store and outbox outlive {@link
 * #kill}; the party, its reader, its loose messages and work under way do not.
 */
public final class Actor {
  private static final String OFFSETS = "offsets";

  private final PartyId id;
  private final Supplier<Party> maker;
  private final Bus bus;
  private final FakeClock clock;
  private final InMemoryStore store = new InMemoryStore();
  private final Deque<List<BusRecord>> outbox = new ArrayDeque<>();
  private final Deque<BusRecord> loose = new ArrayDeque<>();
  private Party party;
  private Bus.Reader reader;
  private Deque<Delivery> inbox;
  private Optional<Done> underWay;
  private boolean held;
  private int kills;

  Actor(PartyId id, Supplier<Party> maker, Bus bus, FakeClock clock) {
    this.id = id;
    this.maker = maker;
    this.bus = bus;
    this.clock = clock;
    start();
  }

  public PartyId id() {
    return id;
  }

  public InMemoryStore store() {
    return store;
  }

  Set<String> topics() {
    return party.topics();
  }

  public int kills() {
    return kills;
  }

  /** Ends the process where it stands, and starts it again over the same store. */
  public void kill() {
    kills++;
    start();
  }

  private void start() {
    party = maker.get();
    Map<String, Long> offsets = new HashMap<>();
    store.table(OFFSETS).forEach((lane, next) -> offsets.put(lane, Long.parseLong(text(next))));
    reader = bus.read(party.topics(), offsets);
    inbox = new ArrayDeque<>();
    loose.clear();
    underWay = Optional.empty();
  }

  /**
   * One small step of whatever kind; a kill may come at the places where one hurts.
   *
   * @return whether anything moved
   */
  boolean step(Random random, double killRate) {
    if (random.nextDouble() < killRate) {
      kill();
      return true;
    }
    return switch (random.nextInt(4)) {
      case 0 -> receive();
      case 1 -> random.nextBoolean() ? say() : send(random, killRate);
      case 2 -> tick();
      default -> work();
    };
  }

  /** Whether nothing is left to do before the clock moves or others speak. */
  boolean idle() {
    boolean quiet = !receive() && nothingToSend() && underWay.isEmpty();
    tick();
    return quiet && nothingToSend() && !work();
  }

  private boolean nothingToSend() {
    return loose.isEmpty() && (outbox.isEmpty() || held);
  }

  private boolean say() {
    BusRecord record = loose.peek();
    if (record == null) {
      return false;
    }
    try {
      bus.publish(List.of(record));
      loose.remove();
    } catch (BusException e) {
      return true;
    }
    return true;
  }

  private boolean receive() {
    if (inbox.isEmpty()) {
      inbox.addAll(reader.poll(Duration.ZERO));
    }
    Delivery delivery = inbox.peek();
    if (delivery == null) {
      return false;
    }
    boolean taken =
        commit(
            (tx, out) -> {
              party.receive(tx, delivery, out);
              tx.put(
                  OFFSETS,
                  delivery.topic() + "/" + delivery.lane(),
                  Long.toString(delivery.offset() + 1).getBytes(StandardCharsets.US_ASCII));
            });
    if (taken) {
      inbox.remove();
    }
    return taken;
  }

  private boolean send(Random random, double killRate) {
    List<BusRecord> batch = outbox.peek();
    if (batch == null) {
      return false;
    }
    Party.Leave leave = leave(batch);
    held = leave == Party.Leave.LATER;
    if (leave != Party.Leave.NOW) {
      return leave == Party.Leave.NEVER && outbox.remove() != null;
    }
    try {
      bus.publish(batch);
    } catch (BusException e) {
      return true;
    }
    if (random.nextDouble() < killRate) {
      // Sent, but not yet forgotten: the restart sends it again.
      kill();
      return true;
    }
    outbox.remove();
    return true;
  }

  private Party.Leave leave(List<BusRecord> batch) {
    try {
      return store.transact(tx -> party.leave(tx, batch, clock.now()));
    } catch (LedgerException e) {
      return Party.Leave.LATER;
    }
  }

  private boolean tick() {
    int before = outbox.size() + loose.size();
    commit((tx, out) -> party.tick(tx, clock.now(), out));
    return outbox.size() + loose.size() != before;
  }

  private boolean work() {
    if (underWay.isPresent()) {
      Done done = underWay.get();
      underWay = Optional.empty();
      commit((tx, out) -> done.apply(tx, clock.now(), out));
      return true;
    }
    Optional<Work> work = store.transact(tx -> party.work(tx, clock.now()));
    work.ifPresent(
        w -> {
          try {
            underWay = Optional.of(w.run());
          } catch (LedgerException e) {
            underWay = Optional.empty();
          }
        });
    return underWay.isPresent();
  }

  /** As the real loop: effects and records together, and nothing if the ledger was silent. */
  private boolean commit(BiConsumer<Tx, Outbox> body) {
    Sent sent = new Sent();
    try {
      store.transact(
          tx -> {
            body.accept(tx, sent);
            return true;
          });
    } catch (LedgerException e) {
      return false;
    }
    outbox.addAll(sent.batches);
    loose.addAll(sent.records);
    return true;
  }

  private static final class Sent implements Outbox {
    private final List<List<BusRecord>> batches = new ArrayList<>();
    private final List<BusRecord> records = new ArrayList<>();

    @Override
    public void publish(List<BusRecord> atomicBatch) {
      batches.add(List.copyOf(atomicBatch));
    }

    @Override
    public void send(List<BusRecord> remade) {
      records.addAll(remade);
    }
  }

  private static String text(byte[] ascii) {
    return new String(ascii, StandardCharsets.US_ASCII);
  }
}
