package io.tributary.node.engine;

import io.tributary.mpc.four.Message;
import io.tributary.node.SealingKeyRing;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.run.EngineRecord;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The computations of this node's comparison runs. What happens to a run is put into the store's
 * log in the transaction in which it happens; the run in memory is what that log comes to, and is
 * made again from it after a restart or when a transaction was taken back. So is everything that it
 * has said, which is then sent once more: the others take each message once.
 */
public final class Comparisons {
  private static final Logger LOG = LoggerFactory.getLogger(Comparisons.class);

  /** How long a session waits for a node before it does without. */
  public static final long SILENCE_SECONDS = 20;

  /** How long a session may take altogether, however its members drag it out. */
  public static final long SESSION_SECONDS = 120;

  private static final int SECRET_BYTES = 32;

  /** What a node may have sent before this one starts: hellos, and a round of each session. */
  private static final int MOST_EARLY = 32;

  private static final int LONGEST_EARLY = 64 << 10;

  /** Far more than any program has. */
  private static final int MOST_ROUNDS = 2_000;

  private final Identity me;
  private final Ledger ledger;
  private final SealingKeyRing keys;
  private final SecureRandom random;
  private final UnaryOperator<Message> adjust;
  private final OutputMaker outputs;
  private final Map<RunId, Live> live = new HashMap<>();

  /**
   * A run in memory.
   *
   * @param moved when the clock was first looked at after a session last got on, in Unix seconds
   * @param began when it was first looked at while the session waited
   */
  private record Live(
      Prepared prepared, EngineRun run, Map<Integer, Long> moved, Map<Integer, Long> began) {}

  /**
   * @param adjust what a cheating node of the tests does to its messages; else the identity
   */
  public Comparisons(
      Identity me,
      Ledger ledger,
      SealingKeyRing keys,
      SecureRandom random,
      UnaryOperator<Message> adjust) {
    this.me = me;
    this.ledger = ledger;
    this.keys = keys;
    this.random = random;
    this.adjust = adjust;
    this.outputs = new OutputMaker(me, ledger, random);
  }

  /** Whether the run is under way here; if not, it wants to be prepared. */
  public boolean isLive(RunId run) {
    return live.containsKey(run);
  }

  /** Begins a run, or goes on with it after a restart. */
  public void begin(Tx tx, RunView view, Prepared prepared, Outbox out) {
    drop(view.run());
    EngineWire wire =
        new EngineWire(me, ledger, view, keys.of(ledger, view, me.id()), random, adjust);
    EngineRun run = new EngineRun(view, wire, prepared.plan(), prepared.inputs());
    Live started = new Live(prepared, run, new HashMap<>(), new HashMap<>());
    live.put(view.run(), started);
    List<BusRecord> records = new ArrayList<>();
    for (EngineLog.Event event : EngineLog.events(tx, view.run())) {
      records.addAll(run.apply(event, true));
    }
    if (run.sessions().isEmpty()) {
      records.addAll(start(tx, view, started, prepared.first()));
      LOG.info("run {}: compares, session {}", view.run(), prepared.first());
    }
    if (run.inThrees()) {
      records.addAll(run.leave());
    }
    for (EngineLog.Event event : EngineLog.takeEarly(tx, view.run())) {
      records.addAll(early(tx, view.run(), started, event));
    }
    out.send(records);
    follow(tx, view, started, out);
  }

  /** It was kept unread, and may be of no use. */
  private List<BusRecord> early(Tx tx, RunId run, Live running, EngineLog.Event event) {
    try {
      return happened(tx, run, running, event);
    } catch (ProtocolException e) {
      LOG.info("run {}: a record of node {} was of no use: {}", run, event.of(), e.code());
      return List.of();
    }
  }

  /**
   * Takes a record of another node in.
   *
   * @param from the sender's index
   * @throws io.tributary.protocol.error.ProtocolException if it is of no use
   */
  public void receive(Tx tx, RunView view, int from, byte[] bytes, Outbox out) {
    EngineRecord record = EngineRecord.parse(bytes);
    checkForm(record);
    RunId id = view.run();
    String place = record.session() + "/" + record.kind() + "/" + record.round();
    EngineLog.Event event = new EngineLog.Event(EngineLog.Kind.RECORD, from, bytes);
    Live running = current(tx, id);
    if (running == null) {
      keep(tx, id, from, place, event);
      return;
    }
    if (running.run().session(record.session()) == null && bytes.length > LONGEST_EARLY) {
      throw ProtocolErrors.tooLarge(
          "engine record of a session to come", bytes.length, LONGEST_EARLY);
    }
    if (EngineLog.isSeen(tx, id, from, place)) {
      return;
    }
    Object before = running.run().progress(record.session());
    List<BusRecord> records = happened(tx, id, running, event);
    EngineLog.see(tx, id, from, place);
    if (!before.equals(running.run().progress(record.session()))) {
      running.moved().remove(record.session());
    }
    out.send(records);
    follow(tx, view, running, out);
  }

  /** Each kind and round of a session counts once, so that there is an end to them. */
  private static void checkForm(EngineRecord record) {
    boolean rounds =
        record.kind() == EngineRecord.Kind.STEP || record.kind() == EngineRecord.Kind.ABORT;
    if (record.round() > (rounds ? MOST_ROUNDS : 0)) {
      throw ProtocolErrors.malformed("engine record", "there is no such round");
    }
  }

  private static void keep(Tx tx, RunId run, int from, String place, EngineLog.Event event) {
    boolean fits =
        event.body().length <= LONGEST_EARLY && EngineLog.seen(tx, run, from) < MOST_EARLY;
    if (!fits && !EngineLog.started(tx, run)) {
      throw ProtocolErrors.tooLarge("engine records before their time", MOST_EARLY, MOST_EARLY);
    }
    if (!EngineLog.isSeen(tx, run, from, place)) {
      EngineLog.see(tx, run, from, place);
      EngineLog.keepEarly(tx, run, event);
    }
  }

  /** The run in memory, if it is what the log comes to: a transaction may have been taken back. */
  private Live current(Tx tx, RunId run) {
    Live running = live.get(run);
    if (running != null && running.run().events() != EngineLog.count(tx, run)) {
      LOG.info("run {}: is put together again from its log", run);
      drop(run);
      return null;
    }
    return running;
  }

  /** Looks at the clock. */
  public void tick(Tx tx, RunView view, long now, Outbox out) {
    Live running = current(tx, view.run());
    if (running == null) {
      return;
    }
    for (int number : running.run().waiting()) {
      running.moved().putIfAbsent(number, now);
      running.began().putIfAbsent(number, now);
      boolean silent = now - running.moved().get(number) >= SILENCE_SECONDS;
      if (silent || now - running.began().get(number) >= SESSION_SECONDS) {
        LOG.warn(
            "run {}, session {}: waits no longer for nodes {}",
            view.run(),
            number,
            running.run().session(number).waitsFor());
        EngineLog.Event event = new EngineLog.Event(EngineLog.Kind.SILENCE, number, new byte[0]);
        out.send(happened(tx, view.run(), running, event));
      }
    }
    follow(tx, view, running, out);
  }

  /**
   * What follows from an event, which is one of the log from now on; when something fails in the
   * middle, the run is made again.
   */
  private List<BusRecord> happened(Tx tx, RunId run, Live running, EngineLog.Event event) {
    try {
      List<BusRecord> records = running.run().apply(event, false);
      EngineLog.append(tx, run, event);
      return records;
    } finally {
      if (running.run().isBroken()) {
        drop(run);
      }
    }
  }

  /** Falls back to sessions of three where that is due. */
  private void follow(Tx tx, RunView view, Live running, Outbox out) {
    List<Integer> due = running.run().due();
    if (due.isEmpty()) {
      return;
    }
    running
        .run()
        .session(0)
        .blame()
        .ifPresent(blame -> LOG.warn("run {}: {}", view.run(), blame.text()));
    LOG.warn("run {}: the session of four ended; goes on in threes", view.run());
    List<BusRecord> records = new ArrayList<>(running.run().leave());
    for (int number : due) {
      records.addAll(start(tx, view, running, number));
    }
    out.send(records);
  }

  private List<BusRecord> start(Tx tx, RunView view, Live running, int number) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    EngineLog.Event event =
        new EngineLog.Event(EngineLog.Kind.START, number, running.run().keep(secret));
    Arrays.fill(secret, (byte) 0);
    return happened(tx, view.run(), running, event);
  }

  /** What this node gives out, once nothing more is to be waited for. */
  public Optional<ComparisonOutput> output(RunView view) {
    Live running = live.get(view.run());
    if (running == null || !running.run().finished()) {
      return Optional.empty();
    }
    if (running.run().openings().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(outputs.make(view, running.prepared(), running.run()));
  }

  /** Forgets a run that needs no more computing. */
  public void end(Tx tx, RunId run) {
    drop(run);
    EngineLog.forget(tx, run);
  }

  private void drop(RunId run) {
    Live running = live.remove(run);
    if (running != null) {
      running.run().close();
    }
  }
}
