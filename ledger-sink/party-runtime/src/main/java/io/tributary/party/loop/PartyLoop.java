package io.tributary.party.loop;

import io.tributary.party.process.PartyProcess;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one party: reads from the stored offsets, hands over each record in a transaction with its
 * offset, ticks, and runs its work. What it publishes is stored with the effects and sent by
 * another thread. A ledger or relay that is away is waited for; any other failure of a tick is
 * fatal.
 */
public final class PartyLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PartyLoop.class);
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration TICK = Duration.ofMillis(250);

  /** Between two ticks when something has happened. */
  private static final Duration SOON = Duration.ofMillis(50);

  private static final Duration POLL = Duration.ofMillis(100);

  /** While work is under way, whose end nothing else announces. */
  private static final Duration GLANCE = Duration.ofMillis(10);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Party party;
  private final Store store;
  private final LongSupplier clock;
  private final Consumer<Throwable> fatal;
  private final Inbox inbox;
  private final Receiver receiver;
  private final OutboxSender sender;
  private final LooseSender messages;
  private final Worker worker = new Worker();
  private final Thread loopThread;
  private final Thread sendThread;
  private final Thread messageThread;
  private final Thread workThread;
  private final CountDownLatch started = new CountDownLatch(1);
  private final Backoff ticking = new Backoff("a tick waits", TICK, LONGEST_PAUSE);
  private final Backoff offering = new Backoff("work waits", TICK, LONGEST_PAUSE);
  private final Backoff working =
      new Backoff("work failed", Duration.ofSeconds(1), Duration.ofMinutes(1));
  private long nextTick = System.nanoTime();
  private long ticked = nextTick;
  private volatile boolean stopping;
  private volatile long lastTick;

  /**
   * @param clock Unix seconds
   * @param fatal told, from one of the loop's threads, that the loop cannot go on
   */
  public PartyLoop(
      Party party, Store store, Bus bus, LongSupplier clock, Consumer<Throwable> fatal) {
    this.party = party;
    this.store = store;
    this.clock = clock;
    this.fatal = fatal;
    this.messages = new LooseSender(bus, fatal);
    this.inbox = new Inbox(party, store, messages);
    this.receiver = new Receiver(party, bus, inbox);
    this.sender = new OutboxSender(party, store, bus, clock, fatal);
    this.loopThread = new Thread(this::run, "party-loop");
    this.sendThread = new Thread(sender, "party-sender");
    this.messageThread = new Thread(messages, "party-messages");
    this.workThread = new Thread(worker, "party-worker");
    workThread.setDaemon(true);
  }

  /**
   * Runs a party until its process ends; returns once it can work.
   *
   * @throws NotStarted if it cannot within a minute
   */
  public static PartyLoop run(PartyProcess process, Party party, Store store, Bus bus)
      throws InterruptedException {
    PartyLoop loop =
        process.closing(
            new PartyLoop(party, store, bus, () -> Instant.now().getEpochSecond(), process::fail));
    loop.start();
    if (!loop.awaitStarted(START)) {
      throw new NotStarted(START, loop.status().trouble());
    }
    return loop;
  }

  /** Starts the threads. */
  public void start() {
    sendThread.start();
    messageThread.start();
    workThread.start();
    loopThread.start();
  }

  /** Waits until the relay is being read and a tick has committed: the party can work. */
  public boolean awaitStarted(Duration wait) throws InterruptedException {
    return started.await(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How it is doing; from any thread. */
  public LoopStatus status() {
    String trouble =
        Stream.of(
                receiver.trouble(),
                ticking.trouble(),
                offering.trouble(),
                working.trouble(),
                sender.trouble(),
                messages.trouble())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    long waiting = store.transact(DurableOutbox::depth);
    return new LoopStatus(
        receiver.connected(), lastTick, inbox.received(), inbox.deadLetters(), waiting, trouble);
  }

  /** Stops between two transactions; work under way is interrupted and offered again next time. */
  @Override
  public void close() {
    stopping = true;
    sender.stop();
    workThread.interrupt();
    messageThread.interrupt();
    try {
      for (Thread thread : List.of(loopThread, sendThread, messageThread, workThread)) {
        thread.join(PATIENCE.toMillis());
        thread.interrupt();
        thread.join(PATIENCE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopping) {
        if (receiver.step(worker.busy() ? GLANCE : POLL)) {
          sender.wake();
          tickSoon();
        }
        finishWork();
        tick();
        offerWork();
        if (receiver.connected() && lastTick > 0) {
          started.countDown();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      fatal.accept(e);
    } finally {
      receiver.close();
    }
  }

  private void tick() {
    if (System.nanoTime() - nextTick < 0) {
      return;
    }
    ticked = System.nanoTime();
    nextTick = ticked + TICK.toNanos();
    long now = clock.getAsLong();
    if (ticking.attempt(() -> commit((tx, out) -> party.tick(tx, now, out)), LOG)) {
      lastTick = now;
    }
  }

  /** What has just happened may have set something free. */
  private void tickSoon() {
    nextTick = Math.min(nextTick, ticked + SOON.toNanos());
  }

  private void finishWork() {
    Optional<Worker.Outcome> outcome = worker.take();
    if (outcome.isPresent()) {
      tickSoon();
      long now = clock.getAsLong();
      working.attempt(
          () -> {
            outcome.get().failure().ifPresent(WorkFailed::raise);
            outcome.get().done().ifPresent(done -> commit((tx, out) -> done.apply(tx, now, out)));
          },
          LOG);
    }
  }

  private void offerWork() throws InterruptedException {
    if (worker.busy() || !working.due()) {
      return;
    }
    long now = clock.getAsLong();
    AtomicReference<Work> offered = new AtomicReference<>();
    offering.attempt(() -> store.transact(tx -> party.work(tx, now)).ifPresent(offered::set), LOG);
    if (offered.get() != null) {
      worker.start(offered.get());
    }
  }

  private void commit(BiConsumer<Store.Tx, Outbox> body) {
    Outgoing outgoing =
        store.transact(
            tx -> {
              Outgoing out = new Outgoing(tx);
              body.accept(tx, out);
              return out;
            });
    sender.wake();
    messages.send(outgoing.loose());
  }
}
