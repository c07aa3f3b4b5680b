package io.tributary.node.engine;

import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Message;
import io.tributary.mpc.four.Pieces;
import io.tributary.protocol.compare.ComparisonPlan;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.run.EngineRecord;
import io.tributary.protocol.run.EngineRecord.Kind;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One run's computation at this node, as far as its events have brought it. All four nodes start
 * with one session. When that stops or stalls for anyone, everybody starts the sessions of three to
 * which it belongs, one for each node that may be the faulty one, and what any of them opens is
 * right; so nobody has to agree with anybody whom to leave out. Where the ledger closed the set
 * with three nodes, these have one session.
 */
final class EngineRun implements AutoCloseable {
  private final RunView view;
  private final EngineWire wire;
  private final ComparisonPlan plan;
  private final List<Pieces> inputs;
  private final SortedMap<Integer, EngineSession> sessions = new TreeMap<>();
  private final Map<Integer, Map<Integer, Peer>> peers = new HashMap<>();
  private final Map<Integer, List<Incoming>> early = new HashMap<>();
  private boolean disturbed;
  private boolean changing;
  private int events;

  /** A record that was opened and verified. */
  private record Incoming(int from, EngineRecord record, Optional<Message> step) {}

  /**
   * A run without events.
   *
   * @param inputs of this node, in the order of the programs; taken over
   */
  EngineRun(RunView view, EngineWire wire, ComparisonPlan plan, List<Pieces> inputs) {
    this.view = view;
    this.wire = wire;
    this.plan = plan;
    this.inputs = inputs;
  }

  /** How many events it has seen. */
  int events() {
    return events;
  }

  /**
   * What follows from an event.
   *
   * @param known whether it is one of the log, whose signature was right when it came
   * @throws ProtocolException if it is a record that is no use; then it is no event
   */
  List<BusRecord> apply(EngineLog.Event event, boolean known) {
    wire.verifies(!known);
    changing = event.kind() != EngineLog.Kind.RECORD;
    List<BusRecord> out =
        switch (event.kind()) {
          case START -> start(event.of(), wire.kept(event.body()));
          case RECORD -> take(event.of(), EngineRecord.parse(event.body()));
          case SILENCE -> {
            disturbed |= event.of() == 0;
            yield sessions.get(event.of()).silence();
          }
        };
    changing = false;
    events++;
    return out;
  }

  /** Whether an event has failed in the middle: then this is not what the log comes to. */
  boolean isBroken() {
    return changing;
  }

  private List<BusRecord> start(int number, byte[] secret) {
    EngineSession session =
        new EngineSession(
            wire,
            new SessionSecrets(secret),
            plan.program(Committee.ofSession(number)),
            ComparisonPlan.session(view.run()),
            inputs);
    sessions.put(number, session);
    List<BusRecord> out = new ArrayList<>(session.start());
    peers
        .getOrDefault(number, Map.of())
        .forEach((from, peer) -> out.addAll(session.hello(from, peer)));
    for (Incoming incoming : early.getOrDefault(number, List.of())) {
      out.addAll(handle(session, incoming));
    }
    early.remove(number);
    return out;
  }

  private List<BusRecord> take(int from, EngineRecord record) {
    EngineSession session = sessions.get(record.session());
    if (record.kind() == Kind.HELLO) {
      Peer peer = hello(from, record);
      changing = true;
      peers.computeIfAbsent(record.session(), each -> new TreeMap<>()).putIfAbsent(from, peer);
      return session == null ? List.of() : session.hello(from, peer);
    }
    Incoming incoming = opened(from, record);
    changing = true;
    boolean stops = record.kind() == Kind.ABORT || record.kind() == Kind.LEAVE;
    disturbed |= record.session() == 0 && stops;
    if (session == null) {
      early.computeIfAbsent(record.session(), each -> new ArrayList<>()).add(incoming);
      return List.of();
    }
    return handle(session, incoming);
  }

  private static List<BusRecord> handle(EngineSession session, Incoming incoming) {
    if (incoming.step().isPresent()) {
      return session.step(incoming.step().get());
    }
    if (incoming.record().kind() == Kind.DONE) {
      session.done(incoming.from());
    }
    return List.of();
  }

  private Peer hello(int from, EngineRecord record) {
    checkMember(from, record);
    try {
      return EngineSession.peer(wire, record, from, wire.readHello(from, record));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  private Incoming opened(int from, EngineRecord record) {
    checkMember(from, record);
    Peer peer = peers.getOrDefault(record.session(), Map.of()).get(from);
    if (peer == null) {
      throw ProtocolErrors.malformed("engine record", "it comes before its sender's hello");
    }
    try {
      byte[] text = wire.open(peer.in(), record);
      byte[] content = EngineWire.content(text);
      boolean step = record.kind() == Kind.STEP || record.kind() == Kind.ABORT;
      Optional<Message> message =
          step ? Optional.of(message(from, record, content)) : Optional.empty();
      Digest evidence =
          message
              .map(m -> Digest.of(m.evidence()))
              .orElseGet(() -> EngineWire.evidence(record.label(), from, wire.index(), content));
      wire.verify(from, record, text, evidence);
      return new Incoming(from, record, message);
    } catch (IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  private Message message(int from, EngineRecord record, byte[] content) {
    Message message = Message.parse(content);
    boolean fits =
        message.from() == from
            && message.to() == wire.index()
            && message.round() == record.round()
            && (message.kind() == Message.Kind.ABORT) == (record.kind() == Kind.ABORT);
    if (!fits) {
      throw ProtocolErrors.malformed("engine record", "its message is not the one it announces");
    }
    return message;
  }

  private void checkMember(int from, EngineRecord record) {
    List<Integer> members = Committee.ofSession(record.session()).members();
    if (!members.contains(from) || !members.contains(wire.index())) {
      throw ProtocolErrors.malformed("engine record", "it is of a session of others");
    }
  }

  private static ProtocolException malformed(RuntimeException e) {
    return ProtocolErrors.malformed("engine record", "what is sealed in it", e);
  }

  /** A secret for a session, as its event keeps it. */
  byte[] keep(byte[] secret) {
    return wire.keep(secret);
  }

  /** Sessions that are to be started now; none of them has been. */
  List<Integer> due() {
    boolean fallBack = sessions.containsKey(0) && (disturbed || sessions.get(0).failed());
    if (!fallBack || inThrees()) {
      return List.of();
    }
    return Committee.four().others(wire.index()).stream()
        .map(absent -> Committee.without(absent).session())
        .toList();
  }

  /** Whether the session of four has been left. */
  boolean inThrees() {
    return sessions.containsKey(0) && sessions.size() > 1;
  }

  /** Tells the others that this node goes on in threes. */
  List<BusRecord> leave() {
    EngineSession four = sessions.get(0);
    return Committee.four().others(wire.index()).stream()
        .map(other -> four.say(Kind.LEAVE, other))
        .toList();
  }

  /** Sessions that wait for somebody. */
  List<Integer> waiting() {
    return sessions.entrySet().stream()
        .filter(entry -> !entry.getValue().finished() && !entry.getValue().waitsFor().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toList());
  }

  /** How far a session is: changes only when it gets on. */
  Object progress(int number) {
    EngineSession session = sessions.get(number);
    return session == null ? "none" : session.progress();
  }

  EngineSession session(int number) {
    return sessions.get(number);
  }

  /** Whether every session that there is or will be has ended. */
  boolean finished() {
    return !sessions.isEmpty()
        && due().isEmpty()
        && sessions.entrySet().stream().allMatch(this::ended);
  }

  private boolean ended(Map.Entry<Integer, EngineSession> session) {
    boolean left = session.getKey() == 0 && inThrees();
    return left || session.getValue().finished();
  }

  /** What the receiver is to get, by session. */
  SortedMap<Integer, Message> openings() {
    SortedMap<Integer, Message> openings = new TreeMap<>();
    sessions.forEach(
        (number, s) -> s.opening().ifPresent(message -> openings.put(number, message)));
    return openings;
  }

  SortedMap<Integer, EngineSession> sessions() {
    return sessions;
  }

  @Override
  public void close() {
    sessions.values().forEach(EngineSession::close);
    inputs.forEach(Pieces::close);
    peers.values().forEach(byNode -> byNode.values().forEach(Peer::close));
  }
}
