package io.tributary.mpc.four;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The receiver outside: puts the outputs together from what the parties send. With four members the
 * result is right although one of them lies or says nothing, and a liar is named; with three
 * members it is right or absent.
 */
public final class Receiver {
  private final Program program;
  private final Opening opening;
  private final Set<Integer> silent = new HashSet<>();
  private Map<String, long[]> opened = new TreeMap<>();
  private Optional<Blame> blame = Optional.empty();
  private boolean done;

  /** Of the outputs of one session. */
  public Receiver(Program program, Session session) {
    this.program = program;
    opening = new Opening(program, session.context(program.committee()), Committee.OUTSIDE);
  }

  /** Takes a message; those of other sessions, kinds and senders are ignored. */
  public void receive(Message message) {
    if (!done && opening.expects(message)) {
      opening.accept(message);
      conclude();
    }
  }

  /** The driver says that a party's message will not come. */
  public void silent(int party) {
    silent.add(party);
    conclude();
  }

  private void conclude() {
    if (done || !opening.missing(silent).isEmpty()) {
      return;
    }
    done = true;
    Set<Integer> disputed = new TreeSet<>();
    List<long[]> pieces = new ArrayList<>();
    for (int piece : program.committee().members()) {
      opening.piece(piece, disputed).ifPresent(pieces::add);
    }
    if (pieces.size() == program.committee().members().size()) {
      opened = opening.outputs(pieces);
    } else {
      blame =
          Optional.of(
              new Blame(Blame.Kind.OPENING, program.depth() + 2, Committee.OUTSIDE, disputed));
    }
  }

  /** Whether everything has come that will. */
  public boolean isDone() {
    return done;
  }

  /** Why there is no result, once done. */
  public Optional<Blame> blame() {
    return blame;
  }

  /** Parties that sent something false; the result stands all the same. */
  public Set<Integer> liars() {
    return Set.copyOf(opening.liars());
  }

  /**
   * The words of an output in its ring; a copy.
   *
   * @throws NoSuchElementException when it did not open
   */
  public long[] words(String name) {
    if (!opened.containsKey(name)) {
      throw new NoSuchElementException("output " + name + " did not open");
    }
    return opened.get(name).clone();
  }

  /** An output of numbers, signed. */
  public List<BigInteger> numbers(String name) {
    Num num = (Num) wire(name);
    return Clear.numbers(words(name), num.ring());
  }

  /** An output of bits, as one unsigned integer a cell, plane i of weight 2^i. */
  public List<BigInteger> bits(String name) {
    Bits bits = (Bits) wire(name);
    return Clear.bits(words(name), bits);
  }

  private Wire wire(String name) {
    return program.outputs().stream()
        .filter(output -> output.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no output " + name))
        .wire();
  }
}
