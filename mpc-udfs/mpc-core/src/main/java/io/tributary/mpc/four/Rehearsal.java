package io.tributary.mpc.four;

import io.tributary.mpc.Seed;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * All parties of a program in one process, with fresh keys and inputs dealt by this process: for
 * dry runs, benchmarks and tests. Nothing here is hidden from whoever runs it.
 */
public final class Rehearsal {
  private final Program program;
  private final Map<Integer, Party> parties = new TreeMap<>();
  private final Receiver receiver;
  private final Deque<Message> queue = new ArrayDeque<>();
  private Function<Message, List<Message>> wire = List::of;

  /** Deals the inputs, words of their rings in the order of the program, and sets parties up. */
  public Rehearsal(Program program, List<long[]> inputs, SecureRandom random) {
    this(program, deal(program, inputs, random), seeds(random), session(random));
  }

  /** Sets parties up with inputs that others have dealt: what each party holds of each. */
  public Rehearsal(Program program, IntFunction<List<Pieces>> held, SecureRandom random) {
    this(program, held, seeds(random), session(random));
  }

  Rehearsal(Program program, List<PieceDealing> dealings, List<Seed> seeds, Session session) {
    this(
        program,
        (int party) -> dealings.stream().map(dealing -> dealing.of(party)).toList(),
        seeds,
        session);
  }

  private Rehearsal(
      Program program, IntFunction<List<Pieces>> held, List<Seed> seeds, Session session) {
    this.program = program;
    receiver = new Receiver(program, session);
    for (int party : program.committee().members()) {
      PartyKeys keys = PartyKeys.derive(party, seeds, session, program);
      parties.put(party, new Party(program, session, keys, held.apply(party)));
    }
  }

  static List<PieceDealing> deal(Program program, List<long[]> inputs, SecureRandom random) {
    List<PieceDealing> dealings = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Ring ring = program.inputs().get(i).ring();
      dealings.add(PieceDealing.deal(ring, inputs.get(i), i, i % Committee.PARTIES, random));
    }
    return dealings;
  }

  static List<Seed> seeds(SecureRandom random) {
    List<Seed> seeds = new ArrayList<>();
    for (int piece = 0; piece < Committee.PARTIES; piece++) {
      seeds.add(Seed.random(random));
    }
    return seeds;
  }

  static Session session(SecureRandom random) {
    byte[] runId = new byte[Digests.BYTES];
    random.nextBytes(runId);
    return new Session(runId, 0);
  }

  /** What the wire does with each message; tests put cheating parties here. */
  Rehearsal through(Function<Message, List<Message>> wire) {
    this.wire = wire;
    return this;
  }

  Party party(int index) {
    return parties.get(index);
  }

  /** Replaces a party, before the start. */
  void replace(int index, Party party) {
    parties.put(index, party);
  }

  /** Starts all parties and delivers until nothing is under way. */
  public Receiver play() {
    parties.values().forEach(party -> queue.addAll(party.start()));
    deliver();
    return receiver;
  }

  /** Delivers what is under way, and what that sets free. */
  void deliver() {
    while (!queue.isEmpty()) {
      for (Message message : wire.apply(queue.remove())) {
        if (message.to() == Committee.OUTSIDE) {
          receiver.receive(message);
        } else if (parties.containsKey(message.to())) {
          queue.addAll(parties.get(message.to()).receive(message));
        }
      }
    }
  }

  /** Tells every party that waits for it, and the receiver, that a party is silent. */
  void silent(int silent) {
    parties.forEach((index, party) -> queue.addAll(party.silent(silent)));
    receiver.silent(silent);
    deliver();
  }

  Program program() {
    return program;
  }
}
