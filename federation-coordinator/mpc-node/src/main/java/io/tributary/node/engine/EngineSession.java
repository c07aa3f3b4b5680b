package io.tributary.node.engine;

import io.tributary.mpc.Seed;
import io.tributary.mpc.four.Blame;
import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Message;
import io.tributary.mpc.four.Party;
import io.tributary.mpc.four.PartyKeys;
import io.tributary.mpc.four.Pieces;
import io.tributary.mpc.four.Program;
import io.tributary.mpc.four.Session;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.run.EngineRecord;
import io.tributary.protocol.run.EngineRecord.Kind;
import io.tributary.protocol.seal.Channel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * This node's side of one session: hellos first, which set channels and common seeds up; then the
 * engine's rounds; then everybody says that it is done. What it does follows from what it is given.
 */
final class EngineSession implements AutoCloseable {
  private final int number;
  private final EngineWire wire;
  private final SessionSecrets secrets;
  private final Program program;
  private final Session session;
  private final List<Pieces> inputs;
  private final int me;
  private final List<Integer> others;
  private final Map<Integer, Channel> out = new TreeMap<>();
  private final Map<Integer, Peer> peers = new TreeMap<>();
  private final List<Message> early = new ArrayList<>();
  private final Set<Integer> done = new HashSet<>();
  private Optional<Party> party = Optional.empty();
  private Optional<PartyKeys> keys = Optional.empty();
  private Optional<Message> opening = Optional.empty();
  private boolean gaveUp;

  /**
   * A session.
   *
   * @param inputs stay the caller's
   */
  EngineSession(
      EngineWire wire,
      SessionSecrets secrets,
      Program program,
      Session session,
      List<Pieces> inputs) {
    this.number = program.committee().session();
    this.wire = wire;
    this.secrets = secrets;
    this.program = program;
    this.session = session;
    this.inputs = inputs;
    me = wire.index();
    others = program.committee().others(me);
    for (int other : others) {
      out.put(other, wire.channelTo(secrets.channelKey(other), other));
    }
  }

  /** The hellos. */
  List<BusRecord> start() {
    List<BusRecord> hellos = new ArrayList<>();
    for (int other : others) {
      List<Integer> given = SessionSecrets.given(program.committee(), me, other);
      ByteBuffer content = ByteBuffer.allocate(Channel.KEY_BYTES + Seed.BYTES * given.size());
      content.put(secrets.channelKey(other));
      given.forEach(piece -> content.put(secrets.seed(piece)));
      wire.hello(number, other, content.array()).ifPresent(hellos::add);
    }
    return hellos;
  }

  /** A member's hello has come. */
  List<BusRecord> hello(int from, Peer peer) {
    if (gaveUp || !others.contains(from) || peers.putIfAbsent(from, peer) != null) {
      return List.of();
    }
    return peers.keySet().containsAll(others) ? begin() : List.of();
  }

  private List<BusRecord> begin() {
    List<Seed> seeds = new ArrayList<>();
    for (int piece = 0; piece < Committee.PARTIES; piece++) {
      int giver = SessionSecrets.giver(program.committee(), piece);
      seeds.add(
          piece == me || giver == me ? secrets.own(piece) : peers.get(giver).seeds().get(piece));
    }
    keys = Optional.of(PartyKeys.derive(me, seeds, session, program));
    Party started = new Party(program, session, keys.get(), inputs);
    party = Optional.of(started);
    List<BusRecord> records = new ArrayList<>(sent(started.start()));
    early.forEach(message -> records.addAll(sent(started.receive(message))));
    early.clear();
    return records;
  }

  /** A message of the engine has come; its sender is who it says. */
  List<BusRecord> step(Message message) {
    if (gaveUp) {
      return List.of();
    }
    if (party.isEmpty()) {
      early.add(message);
      return List.of();
    }
    return sent(party.get().receive(message));
  }

  /** A member has its part of the output. */
  void done(int from) {
    done.add(from);
  }

  /** It has waited for too long. */
  List<BusRecord> silence() {
    List<BusRecord> records = new ArrayList<>();
    if (party.isPresent()) {
      for (int silent : party.get().waitsFor()) {
        records.addAll(sent(party.get().silent(silent)));
      }
    }
    gaveUp = true;
    return records;
  }

  /** Other members from whom something is missing. */
  Set<Integer> waitsFor() {
    Set<Integer> missing = new HashSet<>(others);
    if (party.isEmpty()) {
      missing.removeAll(peers.keySet());
    } else if (opening.isEmpty()) {
      missing.retainAll(party.get().waitsFor());
    } else {
      missing.removeAll(done);
    }
    return missing;
  }

  /** Round and missing members. */
  Object progress() {
    return List.of(party.map(Party::round).orElse(-1), waitsFor());
  }

  private List<BusRecord> sent(List<Message> messages) {
    List<BusRecord> records = new ArrayList<>();
    for (Message message : messages) {
      if (message.to() == Committee.OUTSIDE) {
        opening = Optional.of(wire.adjusted(message));
        others.forEach(other -> records.add(say(Kind.DONE, other)));
      } else {
        records.add(wire.step(out.get(message.to()), number, message));
      }
    }
    return records;
  }

  /** A record without content. */
  BusRecord say(Kind kind, int to) {
    return wire.say(out.get(to), number, kind, to);
  }

  /** Reads what a member's hello holds. */
  static Peer peer(EngineWire wire, EngineRecord record, int from, byte[] content) {
    int me = wire.index();
    ByteBuffer in = ByteBuffer.wrap(content);
    byte[] key = new byte[Channel.KEY_BYTES];
    in.get(key);
    Map<Integer, Seed> seeds = new TreeMap<>();
    for (int piece : SessionSecrets.given(Committee.ofSession(record.session()), from, me)) {
      byte[] seed = new byte[Seed.BYTES];
      in.get(seed);
      seeds.put(piece, Seed.of(seed));
    }
    if (in.hasRemaining()) {
      throw new IllegalArgumentException("more than the hello's seeds");
    }
    return new Peer(wire.channel(key, from, me, record.epoch()), seeds);
  }

  Program program() {
    return program;
  }

  /** Its message to the receiver, once there is one. */
  Optional<Message> opening() {
    return opening;
  }

  /** Hash chain over what it sent and received. */
  byte[] logRoot() {
    return party.map(p -> p.log().root()).orElse(new byte[Digest.BYTES]);
  }

  /** Why it stopped, if it did. */
  Optional<Blame> blame() {
    return party.flatMap(Party::blame);
  }

  /** Whether it can end in nothing but what it has. */
  boolean failed() {
    return opening.isEmpty()
        && (gaveUp || party.filter(p -> p.state() == Party.State.ABORTED).isPresent());
  }

  /** Whether nothing more is to be waited for. */
  boolean finished() {
    return failed() || (opening.isPresent() && (gaveUp || done.containsAll(others)));
  }

  @Override
  public void close() {
    party.ifPresent(Party::close);
    keys.ifPresent(PartyKeys::close);
    out.values().forEach(Channel::close);
    peers.values().forEach(Peer::close);
  }
}
