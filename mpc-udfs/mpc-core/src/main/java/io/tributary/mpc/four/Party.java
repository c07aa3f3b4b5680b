package io.tributary.mpc.four;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One party of a run: messages in, messages out. It is a function of its program, session, keys,
 * inputs and the messages received; their order between senders does not matter. It computes
 * nothing from an exchange before all of it has come and every joint message was matched with the
 * hash of its backup, so nothing that depends on an unmatched message ever leaves.
 *
 * <p>Rounds: 0 agree on inputs; 1 to depth, the layers; then agree on outputs; then open. In every
 * round each member sends each other member one message. Who stops sends an abort to all and says
 * nothing more.
 *
 * <p>{@link #close()} wipes what it holds; intermediate pieces that it had let go of before stay
 * until they are collected.
 */
public final class Party implements AutoCloseable {
  /** Where a party is. */
  public enum State {
    /** Waits for messages. */
    RUNNING,
    /** Has sent, and where it receives, opened everything. */
    DONE,
    /** Has stopped; {@link #blame} says why. */
    ABORTED
  }

  private final Program program;
  private final PartyKeys keys;
  private final byte[] context;
  private final int party;
  private final Set<Integer> peers;
  private final List<long[][]> inputs;
  private final Evaluator values;
  private final StepLog log = new StepLog();
  private final Map<Integer, Map<Integer, Message>> inbox = new HashMap<>();
  private final Opening opening;
  private State state = State.RUNNING;
  private Optional<Blame> blame = Optional.empty();
  private Map<String, long[]> opened = Map.of();
  private int round;
  private Agreement agreement;
  private Exchange exchange;

  /**
   * A party about to start.
   *
   * @param keys of this party in this session and committee; it stays the caller's to close
   * @param inputs in the order of the program; copied
   * @throws IllegalArgumentException when inputs do not fit the program
   */
  public Party(Program program, Session session, PartyKeys keys, List<Pieces> inputs) {
    this.program = program;
    this.keys = keys;
    party = keys.party();
    context = session.context(program.committee());
    peers = new TreeSet<>(program.committee().others(party));
    this.inputs = checked(inputs);
    values = new Evaluator(program, keys);
    opening = new Opening(program, context, party);
  }

  private List<long[][]> checked(List<Pieces> given) {
    if (!program.committee().members().contains(party) || given.size() != program.inputs().size()) {
      throw new IllegalArgumentException(
          "party " + party + ": not a member, or not one input for each of the program");
    }
    List<long[][]> taken = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      Program.InputSpec spec = program.inputs().get(i);
      Pieces pieces = given.get(i);
      if (pieces.party() != party
          || pieces.ring() != spec.ring()
          || pieces.words() != spec.words()) {
        throw new IllegalArgumentException(
            "party " + party + ": input " + spec.name() + " has another owner, ring or length");
      }
      taken.add(pieces.forCommittee(program.committee()));
    }
    return taken;
  }

  /** The first messages; to be called once. */
  public List<Message> start() {
    agreement = new Agreement(program, keys, context, 0, inputs);
    return sent(agreement.messages());
  }

  /** Takes a message and returns what it sets free, often nothing. */
  public List<Message> receive(Message message) {
    if (!belongs(message)) {
      return List.of();
    }
    if (message.kind() == Message.Kind.ABORT) {
      return aborted(message);
    }
    if (state != State.RUNNING) {
      return List.of();
    }
    if (message.body().length > mostBytes(message)) {
      return abort(Blame.of(Blame.Kind.MALFORMED, message.round(), party, message.from()));
    }
    Message before =
        inbox
            .computeIfAbsent(message.round(), each -> new TreeMap<>())
            .putIfAbsent(message.from(), message);
    if (before != null && !before.equals(message)) {
      return abort(Blame.of(Blame.Kind.MALFORMED, message.round(), party, message.from()));
    }
    return advance();
  }

  /** What a peer may have kept here for rounds to come is no more than it has to send. */
  private int mostBytes(Message message) {
    int depth = program.depth();
    boolean layer = message.round() >= 1 && message.round() <= depth;
    return layer
        ? program.layer(message.round()).bytesBetween(message.from(), party)
        : message.round() == depth + 2 ? opening.bodyLength(message.from()) : 0;
  }

  /** Stops and passes it on, lest this party look silent to those who were not told. */
  private List<Message> aborted(Message message) {
    Blame told = Blame.read(message.body(), message.from(), message.round());
    boolean secondHand = blame.filter(b -> b.kind() == Blame.Kind.STOPPED).isPresent();
    boolean better = secondHand && told.kind() != Blame.Kind.STOPPED;
    if (state != State.RUNNING && !better) {
      return List.of();
    }
    log.received(message);
    stop(told);
    return better ? List.of() : sent(aborts(told.passedOn(party), message.from()));
  }

  private boolean belongs(Message message) {
    return message.to() == party
        && peers.contains(message.from())
        && (message.round() >= round || message.kind() == Message.Kind.ABORT)
        && message.round() <= program.depth() + 2
        && Arrays.equals(message.context(), context);
  }

  /** The driver says that nothing of this round will come from a peer: the party stops. */
  public List<Message> silent(int peer) {
    boolean came = inbox.getOrDefault(round, Map.of()).containsKey(peer);
    if (state != State.RUNNING || came || !peers.contains(peer)) {
      return List.of();
    }
    return abort(Blame.of(Blame.Kind.SILENT, round, party, peer));
  }

  private List<Message> advance() {
    List<Message> out = new ArrayList<>();
    while (state == State.RUNNING && inbox.getOrDefault(round, Map.of()).size() == peers.size()) {
      Map<Integer, Message> messages = inbox.remove(round);
      messages.values().forEach(log::received);
      out.addAll(process(messages));
    }
    return out;
  }

  private List<Message> process(Map<Integer, Message> messages) {
    Optional<Blame> found = check(messages);
    if (found.isPresent()) {
      return abort(found.get());
    }
    if (state == State.DONE) {
      return List.of();
    }
    round++;
    return sent(next());
  }

  private Optional<Blame> check(Map<Integer, Message> messages) {
    int depth = program.depth();
    if (round == 0) {
      return agreement.check(messages, Blame.Kind.INPUTS);
    }
    if (round <= depth) {
      Optional<Blame> found = exchange.check(messages);
      return found.isPresent() ? found : values.finish(round, exchange);
    }
    return round == depth + 1 ? agreement.check(messages, Blame.Kind.OUTPUTS) : openOwn(messages);
  }

  private List<Message> next() {
    int depth = program.depth();
    if (round <= depth + 1) {
      values.locals(round - 1, inputs);
    }
    if (round <= depth) {
      exchange = new Exchange(program.layer(round), round, program.committee(), keys, context);
      values.prepare(round, exchange);
      return exchange.messages();
    }
    return round == depth + 1 ? agreeOnOutputs() : openOutputs();
  }

  private List<Message> agreeOnOutputs() {
    List<long[][]> outputs =
        program.outputs().stream().map(output -> values.pieces(output.wire().id())).toList();
    agreement = new Agreement(program, keys, context, round, outputs);
    return agreement.messages();
  }

  private List<Message> openOutputs() {
    List<Message> messages = new ArrayList<>();
    if (!program.outputsTo(true).isEmpty()) {
      peers.forEach(peer -> messages.add(opening(peer)));
    } else {
      state = State.DONE;
    }
    if (!program.outputsTo(false).isEmpty()) {
      messages.add(opening(Committee.OUTSIDE));
    }
    return messages;
  }

  private Message opening(int receiver) {
    return Opening.message(program, keys, context, receiver, values);
  }

  private Optional<Blame> openOwn(Map<Integer, Message> messages) {
    messages.values().stream().filter(opening::expects).forEach(opening::accept);
    Set<Integer> disputed = new TreeSet<>();
    Optional<long[]> missing = opening.piece(party, disputed);
    if (missing.isEmpty()) {
      return Optional.of(new Blame(Blame.Kind.OPENING, round, party, disputed));
    }
    List<long[]> pieces = opening.own(values, party);
    pieces.add(missing.get());
    opened = opening.outputs(pieces);
    state = State.DONE;
    return Optional.empty();
  }

  private List<Message> abort(Blame found) {
    stop(found);
    return sent(aborts(found, party));
  }

  private List<Message> aborts(Blame found, int except) {
    List<Message> messages = new ArrayList<>();
    for (int peer : peers) {
      if (peer != except) {
        messages.add(
            new Message(
                context, Message.Kind.ABORT, round, party, peer, List.of(), found.toBytes()));
      }
    }
    return messages;
  }

  private void stop(Blame found) {
    state = State.ABORTED;
    blame = Optional.of(found);
    inbox.clear();
  }

  private List<Message> sent(List<Message> messages) {
    messages.forEach(log::sent);
    return messages;
  }

  /** Where it is. */
  public State state() {
    return state;
  }

  /** The exchange for which it waits. */
  public int round() {
    return round;
  }

  /** Peers whose message of this round has not come. */
  public Set<Integer> waitsFor() {
    Set<Integer> waits = new TreeSet<>(state == State.RUNNING ? peers : Set.of());
    waits.removeAll(inbox.getOrDefault(round, Map.of()).keySet());
    return waits;
  }

  /** Why it stopped. */
  public Optional<Blame> blame() {
    return blame;
  }

  /** The words of an output to all, once done; a copy. */
  public Optional<long[]> opened(String name) {
    return Optional.ofNullable(opened.get(name)).map(long[]::clone);
  }

  /** Parties whose pieces of an output to all were false; the output stands all the same. */
  public Set<Integer> liars() {
    return Set.copyOf(opening.liars());
  }

  /** What it sent and received, by hash. */
  public StepLog log() {
    return log;
  }

  /** Overwrites inputs and values; a party that was running has stopped. Outputs to all stay. */
  @Override
  public void close() {
    state = state == State.RUNNING ? State.ABORTED : state;
    inbox.clear();
    inputs.forEach(Evaluator::wipe);
    values.close();
  }
}
