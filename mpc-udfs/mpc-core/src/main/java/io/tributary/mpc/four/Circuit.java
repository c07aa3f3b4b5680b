package io.tributary.mpc.four;

import io.tributary.mpc.four.Program.InputSpec;
import io.tributary.mpc.four.Program.OutputSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Builds a program by writing the computation down as if it ran: each method adds a step and
 * returns the wire that holds its result. Steps that do not depend on each other share their
 * exchanges by themselves, so that the number of rounds is the depth of the circuit, whatever its
 * width and however many cells a wire has.
 *
 * <p>Sums, differences, public factors, slices and the like are free. {@link #multiply}, {@link
 * #dot}, {@link #and} and what is known in parts ({@link #digitsOfParts} and its like) take one
 * exchange; with three members the latter take none. Everything else is made of these, in {@code
 * io.tributary.mpc.circuits}.
 */
public final class Circuit {
  private static final String NAME = "[A-Za-z0-9._-]{1,100}";

  private final Steps steps;
  private final List<InputSpec> inputs = new ArrayList<>();
  private final List<OutputSpec> outputs = new ArrayList<>();

  /** An empty circuit for a committee: the same code builds the programs of any. */
  public Circuit(Committee committee) {
    steps = new Steps(committee);
  }

  /** Who will compute. */
  public Committee committee() {
    return steps.committee();
  }

  Steps steps() {
    return steps;
  }

  // Inputs and outputs

  /** A vector that dealers deal; parties take the inputs in this order. */
  public Num input(String name, Ring ring, int cells) {
    return input(name, new Num(steps.nextId(), ring, cells));
  }

  /** A matrix of bits that dealers deal. */
  public Bits inputBits(String name, int cells, int planes) {
    return input(name, new Bits(steps.nextId(), cells, planes));
  }

  private <W extends Wire> W input(String name, W wire) {
    named(name, inputs.stream().anyMatch(input -> input.name().equals(name)));
    steps.input(wire, inputs.size(), name);
    inputs.add(new InputSpec(name, wire.ring(), wire.words()));
    return wire;
  }

  /** Opens a wire to the receiver outside, after every party has agreed on every output. */
  public void open(String name, Wire wire) {
    output(name, wire, false);
  }

  /** Opens a wire to all members, after every party has agreed on every output. */
  public void openToAll(String name, Wire wire) {
    output(name, wire, true);
  }

  private void output(String name, Wire wire, boolean toAll) {
    named(name, outputs.stream().anyMatch(output -> output.name().equals(name)));
    outputs.add(new OutputSpec(name, wire, toAll));
    steps.note("open " + name + " " + wire + (toAll ? " to all" : " outside"));
  }

  private static void named(String name, boolean taken) {
    if (taken || !name.matches(NAME)) {
      throw new IllegalArgumentException("name " + name + ": taken, or not of the form " + NAME);
    }
  }

  /** The program, ready to run. With three members a check of every product is put at its end. */
  public Program build() {
    if (!committee().isFour()) {
      ProductCheck.add(steps);
    }
    return new Program(steps, inputs, outputs);
  }

  // Numbers, without an exchange

  /** Cell by cell. */
  public Num add(Num x, Num y) {
    same(x, y);
    return like(x, "add", (q, in, p) -> Words.sum(x.ring(), in[0], in[1]), x, y);
  }

  /** Cell by cell. */
  public Num subtract(Num x, Num y) {
    same(x, y);
    return like(x, "subtract", (q, in, p) -> Words.difference(x.ring(), in[0], in[1]), x, y);
  }

  /** Cell by cell. */
  public Num negate(Num x) {
    return times(x, -1);
  }

  /** Adds a public integer, sign-extended, to every cell. */
  public Num plus(Num x, long constant) {
    return plus(x, Words.constants(x.ring(), x.cells(), constant));
  }

  /** Adds a public vector of the ring. */
  public Num plus(Num x, long[] constants) {
    return add(x, constant(x.ring(), x.cells(), constants));
  }

  /** A public vector of the ring as a shared one. */
  public Num constant(Ring ring, int cells, long[] constants) {
    Num num = new Num(steps.nextId(), ring, cells);
    long[] held = checked(constants, num);
    int carrier = committee().constantPiece();
    steps.linear(
        num,
        "constant " + Words.hash(held),
        (q, in, p) -> q == carrier ? held.clone() : new long[held.length]);
    return num;
  }

  /** Multiplies every cell by a public integer, sign-extended. */
  public Num times(Num x, long factor) {
    return times(x, Words.constants(x.ring(), x.cells(), factor));
  }

  /** Multiplies cell by cell with a public vector of the ring. */
  public Num times(Num x, long[] factors) {
    long[] held = checked(factors, x);
    return like(x, "times " + Words.hash(held), (q, in, p) -> x.ring().product(in[0], held), x);
  }

  /** Cells {@code from} to {@code to}, exclusive. */
  public Num slice(Num x, int from, int to) {
    if (from < 0 || to > x.cells() || from >= to) {
      throw new IllegalArgumentException("slice " + from + " to " + to + " of " + x.cells());
    }
    Num num = new Num(steps.nextId(), x.ring(), to - from);
    int parts = x.ring().wordsPerCell();
    steps.linear(
        num,
        "slice " + from,
        (q, in, p) -> Words.slice(in[0], x.cells(), from, to - from, parts),
        x);
    return num;
  }

  /** Cells of all vectors, one vector after the other. */
  public Num concat(List<Num> vectors) {
    Ring ring = vectors.get(0).ring();
    int[] sizes = vectors.stream().mapToInt(Num::cells).toArray();
    if (vectors.stream().anyMatch(vector -> vector.ring() != ring)) {
      throw new IllegalArgumentException("concat: rings differ");
    }
    Num num = new Num(steps.nextId(), ring, Arrays.stream(sizes).sum());
    steps.linear(
        num,
        "concat",
        (q, in, p) -> Words.concat(in, sizes, ring.wordsPerCell()),
        vectors.toArray(Wire[]::new));
    return num;
  }

  /** The vector {@code times} times, one after the other. */
  public Num repeat(Num x, int times) {
    return times == 1 ? x : concat(Collections.nCopies(times, x));
  }

  /** The cell by cell sum of equal blocks, which lie one after the other. */
  public Num sumBlocks(Num x, int blocks) {
    divisible(x.cells(), blocks);
    Num num = new Num(steps.nextId(), x.ring(), x.cells() / blocks);
    steps.linear(num, "fold " + blocks, (q, in, p) -> x.ring().fold(in[0].clone(), blocks), x);
    return num;
  }

  // Bits, without an exchange

  /** Bit by bit. */
  public Bits xor(Bits x, Bits y) {
    same(x, y);
    return like(x, "xor", (q, in, p) -> Words.sum(Ring.BITS, in[0], in[1]), x, y);
  }

  /** Bit by bit. */
  public Bits not(Bits x) {
    int carrier = committee().constantPiece();
    return like(x, "not", (q, in, p) -> q == carrier ? complement(in[0]) : in[0].clone(), x);
  }

  private static long[] complement(long[] words) {
    return Arrays.stream(words).map(word -> ~word).toArray();
  }

  /** The same public bits in every cell: bit i of {@code value} in plane i, at most 64 planes. */
  public Bits constantBits(int cells, int planes, long value) {
    Bits bits = new Bits(steps.nextId(), cells, planes);
    int carrier = committee().constantPiece();
    steps.linear(
        bits,
        "bits " + value,
        (q, in, p) -> q == carrier ? constant(bits, value) : new long[bits.words()]);
    return bits;
  }

  private static long[] constant(Bits bits, long value) {
    long[] out = new long[bits.words()];
    for (int plane = 0; plane < Math.min(Long.SIZE, bits.planes()); plane++) {
      int from = plane * bits.planeWords();
      Arrays.fill(out, from, from + bits.planeWords(), -((value >>> plane) & 1));
    }
    return out;
  }

  /** Every {@code step}-th plane from {@code from} on, {@code count} of them. */
  public Bits planes(Bits x, int from, int step, int count) {
    return pick(x, IntStream.range(0, count).map(i -> from + i * step).toArray());
  }

  /** One plane. */
  public Bits plane(Bits x, int plane) {
    return pick(x, plane);
  }

  /** The named planes, in the given order. */
  public Bits pick(Bits x, int... planes) {
    if (Arrays.stream(planes).anyMatch(plane -> plane < 0 || plane >= x.planes())) {
      throw new IllegalArgumentException("planes " + Arrays.toString(planes) + " of " + x.planes());
    }
    if (Arrays.equals(planes, IntStream.range(0, x.planes()).toArray())) {
      return x;
    }
    Bits bits = new Bits(steps.nextId(), x.cells(), planes.length);
    int[] which = planes.clone();
    steps.linear(
        bits,
        "planes " + Arrays.toString(which),
        (q, in, p) -> Words.planes(in[0], which, x.planeWords()),
        x);
    return bits;
  }

  /** Planes of all matrices, one matrix above the other, lowest first. */
  public Bits stack(List<Bits> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int cells = parts.get(0).cells();
    if (parts.stream().anyMatch(part -> part.cells() != cells)) {
      throw new IllegalArgumentException("stack: numbers of cells differ");
    }
    int planes = parts.stream().mapToInt(Bits::planes).sum();
    Bits bits = new Bits(steps.nextId(), cells, planes);
    int[] sizes = parts.stream().mapToInt(Bits::words).toArray();
    steps.linear(
        bits, "stack", (q, in, p) -> Words.concat(in, sizes, 1), parts.toArray(Wire[]::new));
    return bits;
  }

  /** One plane, {@code count} times. */
  public Bits spread(Bits plane, int count) {
    return stack(Collections.nCopies(count, plane));
  }

  // Steps with an exchange

  /** Cell by cell; one exchange of six words a cell (Z128: twelve). */
  public Num multiply(Num x, Num y) {
    return dot(x, y, 1);
  }

  /**
   * The sum over {@code terms} equal blocks of the cell by cell products: for vectors laid block
   * after block, many dot products at once. With four members the exchange is that of the result,
   * not of the terms.
   */
  public Num dot(Num x, Num y, int terms) {
    same(x, y);
    divisible(x.cells(), terms);
    if (terms > 1 && !committee().isFour()) {
      return sumBlocks(multiply(x, y), terms);
    }
    Num num = new Num(steps.nextId(), x.ring(), x.cells() / terms);
    steps.product(num, x, y, terms);
    return num;
  }

  /** Bit by bit; one exchange of six bits a bit. */
  public Bits and(Bits x, Bits y) {
    same(x, y);
    Bits bits = new Bits(steps.nextId(), x.cells(), x.planes());
    steps.product(bits, x, y, 1);
    return bits;
  }

  /**
   * Vectors of numbers that add up to {@code x} modulo 2^width, each known to some of the members,
   * cut into their digits and shared: two with four members, after one exchange; three with three.
   * What carries between them is the caller's to add up.
   */
  public List<Bits> digitsOfParts(Num x) {
    return steps.parts(
        x,
        "digits",
        id -> new Bits(id, x.cells(), x.width()),
        known -> BitMatrix.planes(known, x.cells(), x.ring()));
  }

  /** The vectors of {@link #digitsOfParts}, as numbers, shifted right as unsigned integers. */
  public List<Num> shiftedParts(Num x, int shift) {
    return steps.parts(
        x,
        "shifted " + shift,
        id -> new Num(id, x.ring(), x.cells()),
        known -> Shift.right(known, x.ring(), shift));
  }

  /**
   * Matrices whose exclusive or is {@code x}, each as numbers 0 and 1, plane after plane: {@code
   * planes} blocks of {@code cells} cells. Two with four members, after one exchange; three with
   * three.
   */
  public List<Num> numbersOfParts(Bits x, Ring ring) {
    return steps.parts(
        x,
        "numbers",
        id -> new Num(id, ring, Math.multiplyExact(x.cells(), x.planes())),
        known -> BitMatrix.numbers(known, x.cells(), x.planes(), ring));
  }

  // Building

  private Num like(Num x, String name, Op.Local local, Wire... ins) {
    Num num = new Num(steps.nextId(), x.ring(), x.cells());
    steps.linear(num, name, local, ins);
    return num;
  }

  private Bits like(Bits x, String name, Op.Local local, Wire... ins) {
    Bits bits = new Bits(steps.nextId(), x.cells(), x.planes());
    steps.linear(bits, name, local, ins);
    return bits;
  }

  private static void same(Wire x, Wire y) {
    if (x.ring() != y.ring() || x.cells() != y.cells() || x.words() != y.words()) {
      throw new IllegalArgumentException(x + " and " + y + ": shapes differ");
    }
  }

  private static void divisible(int cells, int blocks) {
    if (blocks < 1 || cells % blocks != 0) {
      throw new IllegalArgumentException(cells + " cells do not make " + blocks + " equal blocks");
    }
  }

  private static long[] checked(long[] constants, Wire like) {
    if (constants.length != like.words()) {
      throw new IllegalArgumentException(like + ": got " + constants.length + " constant words");
    }
    return constants.clone();
  }
}
