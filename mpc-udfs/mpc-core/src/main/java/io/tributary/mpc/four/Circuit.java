package io.tributary.mpc.four;

import io.tributary.mpc.four.Program.InputSpec;
import io.tributary.mpc.four.Program.OutputSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Builds a program by writing the computation down as if it ran: each method adds a step and
 * returns the wire that holds its result. Steps that do not depend on each other share their
 * exchanges by themselves, so that the number of rounds is the depth of the circuit, whatever its
 * width and however many cells a wire has.
 *
 * <p>Sums, differences, public factors, slices and the like are free. {@link #multiply}, {@link
 * #dot}, {@link #and}, {@link #parts} take one exchange (with three members, {@code parts} takes
 * none). Everything else is made of these, in {@code io.tributary.mpc.circuits}.
 */
public final class Circuit {
  private final Committee committee;
  private final List<Op> ops = new ArrayList<>();
  private final List<InputSpec> inputs = new ArrayList<>();
  private final List<OutputSpec> outputs = new ArrayList<>();
  private final List<String> text = new ArrayList<>();
  private final List<Integer> slotLayers = new ArrayList<>();

  /** An empty circuit for a committee: the same code builds the programs of any. */
  public Circuit(Committee committee) {
    this.committee = committee;
    text.add("tributary four 1 absent " + committee.absent());
  }

  /** Who will compute. */
  public Committee committee() {
    return committee;
  }

  // Inputs and outputs

  /** A vector that dealers deal; parties take the inputs in this order. */
  public Num input(String name, Ring ring, int cells) {
    Num num = new Num(ops.size(), ring, cells);
    addInput(name, num);
    return num;
  }

  /** A matrix of bits that dealers deal. */
  public Bits inputBits(String name, int cells, int planes) {
    Bits bits = new Bits(ops.size(), cells, planes);
    addInput(name, bits);
    return bits;
  }

  private void addInput(String name, Wire wire) {
    inputs.add(new InputSpec(name, wire.ring(), wire.words()));
    add(new Op.Input(wire.id(), inputs.size() - 1, wire.words()), "input " + name, wire);
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
    outputs.add(new OutputSpec(name, wire, toAll));
    text.add("open " + name + " " + wire + " " + toAll);
  }

  // Numbers, without an exchange

  /** Cell by cell. */
  public Num add(Num x, Num y) {
    same(x, y);
    return linear(x, "add", (q, in, p) -> sum(x.ring(), in[0], in[1]), x, y);
  }

  /** Cell by cell. */
  public Num subtract(Num x, Num y) {
    same(x, y);
    return linear(x, "subtract", (q, in, p) -> difference(x.ring(), in[0], in[1]), x, y);
  }

  /** Cell by cell. */
  public Num negate(Num x) {
    long[] zero = new long[x.words()];
    return linear(x, "negate", (q, in, p) -> difference(x.ring(), zero, in[0]), x);
  }

  /** Adds a public integer, sign-extended, to every cell. */
  public Num plus(Num x, long constant) {
    return plus(x, constants(x.ring(), x.cells(), constant));
  }

  /** Adds a public vector of the ring. */
  public Num plus(Num x, long[] constants) {
    int carrier = committee.constantPiece();
    long[] held = checked(constants, x);
    return linear(
        x,
        "plus " + hash(held),
        (q, in, p) -> q == carrier ? sum(x.ring(), in[0], held) : in[0].clone(),
        x);
  }

  /** A public vector of the ring as a shared one. */
  public Num constant(Ring ring, int cells, long[] constants) {
    Num num = new Num(ops.size(), ring, cells);
    int carrier = committee.constantPiece();
    long[] held = checked(constants, num);
    addLinear(
        num,
        "constant " + hash(held),
        (q, in, p) -> q == carrier ? held.clone() : new long[held.length]);
    return num;
  }

  /** Multiplies every cell by a public integer, sign-extended. */
  public Num times(Num x, long factor) {
    return times(x, constants(x.ring(), x.cells(), factor));
  }

  /** Multiplies cell by cell with a public vector of the ring. */
  public Num times(Num x, long[] factors) {
    long[] held = checked(factors, x);
    return linear(x, "times " + hash(held), (q, in, p) -> x.ring().product(in[0], held), x);
  }

  /** Cells {@code from} to {@code to}, exclusive. */
  public Num slice(Num x, int from, int to) {
    if (from < 0 || to > x.cells() || from >= to) {
      throw new IllegalArgumentException("slice " + from + " to " + to + " of " + x.cells());
    }
    Num num = new Num(ops.size(), x.ring(), to - from);
    addLinear(
        num,
        "slice " + from + " " + to,
        (q, in, p) -> gather(in[0], x.cells(), from, to - from, x.ring().wordsPerCell()),
        x);
    return num;
  }

  /** Cells of all vectors, one vector after the other. */
  public Num concat(List<Num> parts) {
    Ring ring = parts.get(0).ring();
    int cells = parts.stream().mapToInt(Num::cells).sum();
    Num num = new Num(ops.size(), ring, cells);
    int[] sizes = parts.stream().mapToInt(Num::cells).toArray();
    addLinear(
        num,
        "concat",
        (q, in, p) -> concat(in, sizes, cells, ring.wordsPerCell()),
        parts.toArray(Wire[]::new));
    return num;
  }

  /** The vector {@code times} times, one after the other. */
  public Num repeat(Num x, int times) {
    return times == 1 ? x : concat(java.util.Collections.nCopies(times, x));
  }

  /** The cell by cell sum of equal blocks, which lie one after the other. */
  public Num sumBlocks(Num x, int blocks) {
    divisible(x.cells(), blocks);
    Num num = new Num(ops.size(), x.ring(), x.cells() / blocks);
    addLinear(num, "fold " + blocks, (q, in, p) -> x.ring().fold(in[0], blocks).clone(), x);
    return num;
  }

  // Bits, without an exchange

  /** Bit by bit. */
  public Bits xor(Bits x, Bits y) {
    same(x, y);
    return linear(x, "xor", (q, in, p) -> sum(Ring.BITS, in[0], in[1]), x, y);
  }

  /** Bit by bit. */
  public Bits not(Bits x) {
    int carrier = committee.constantPiece();
    return linear(
        x,
        "not",
        (q, in, p) -> {
          long[] out = in[0].clone();
          for (int i = 0; q == carrier && i < out.length; i++) {
            out[i] = ~out[i];
          }
          return out;
        },
        x);
  }

  /** The same public bits in every cell: bit i of {@code value} in plane i, at most 64 planes. */
  public Bits constantBits(int cells, int planes, long value) {
    Bits bits = new Bits(ops.size(), cells, planes);
    int carrier = committee.constantPiece();
    addLinear(
        bits,
        "bits " + value,
        (q, in, p) -> {
          long[] out = new long[bits.words()];
          for (int plane = 0; q == carrier && plane < Math.min(Long.SIZE, planes); plane++) {
            int from = plane * bits.planeWords();
            Arrays.fill(out, from, from + bits.planeWords(), -((value >>> plane) & 1));
          }
          return out;
        });
    return bits;
  }

  /** Every {@code step}-th plane from {@code from} on, {@code count} of them. */
  public Bits planes(Bits x, int from, int step, int count) {
    return pick(x, IntStream.range(0, count).map(i -> from + i * step).toArray());
  }

  /** The named planes, in the given order. */
  public Bits pick(Bits x, int... planes) {
    if (Arrays.stream(planes).anyMatch(plane -> plane < 0 || plane >= x.planes())) {
      throw new IllegalArgumentException("planes " + Arrays.toString(planes) + " of " + x.planes());
    }
    if (Arrays.equals(planes, IntStream.range(0, x.planes()).toArray())) {
      return x;
    }
    Bits bits = new Bits(ops.size(), x.cells(), planes.length);
    int words = x.planeWords();
    addLinear(
        bits,
        "planes " + Arrays.toString(planes),
        (q, in, p) -> {
          long[] out = new long[planes.length * words];
          for (int i = 0; i < planes.length; i++) {
            System.arraycopy(in[0], planes[i] * words, out, i * words, words);
          }
          return out;
        },
        x);
    return bits;
  }

  /** One plane. */
  public Bits plane(Bits x, int plane) {
    return planes(x, plane, 1, 1);
  }

  /** Planes of all matrices, one matrix above the other, lowest first. */
  public Bits stack(List<Bits> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int cells = parts.get(0).cells();
    parts.forEach(part -> sameCells(cells, part));
    Bits bits = new Bits(ops.size(), cells, parts.stream().mapToInt(Bits::planes).sum());
    int[] sizes = parts.stream().mapToInt(Bits::words).toArray();
    addLinear(
        bits,
        "stack",
        (q, in, p) -> concat(in, sizes, bits.words(), 1),
        parts.toArray(Wire[]::new));
    return bits;
  }

  /** One plane, {@code count} times. */
  public Bits spread(Bits plane, int count) {
    return stack(java.util.Collections.nCopies(count, plane));
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
    if (terms > 1 && !committee.isFour()) {
      return sumBlocks(multiply(x, y), terms);
    }
    Num num = new Num(ops.size(), x.ring(), x.cells() / terms);
    addProduct(num, x, y, terms);
    return num;
  }

  /** Bit by bit; one exchange of six bits a bit. */
  public Bits and(Bits x, Bits y) {
    same(x, y);
    Bits bits = new Bits(ops.size(), x.cells(), x.planes());
    addProduct(bits, x, y, 1);
    return bits;
  }

  private void addProduct(Wire out, Wire x, Wire y, int terms) {
    List<Integer> ins = List.of(x.id(), y.id());
    add(
        new Op.Product(
            out.id(),
            ins,
            layer(ins) + 1,
            out.ring(),
            terms,
            out.words(),
            Transfer.productOf(committee)),
        "product " + terms + " " + ins,
        out);
  }

  /**
   * Vectors of numbers that add up to {@code x}, each known to some of the members, cut into their
   * digits and shared: two with four members, after one exchange; three with three members. What
   * carries between them is the caller's to add up: {@code x} is their sum modulo 2^width.
   */
  public List<Bits> digitsOfParts(Num x) {
    return parts(
        x,
        "digits",
        id -> new Bits(id, x.cells(), x.width()),
        known -> BitMatrix.planes(known, x.cells(), x.ring()));
  }

  /**
   * Matrices whose exclusive or is {@code x}, each as numbers 0 and 1, plane after plane: {@code
   * planes} blocks of {@code cells} cells. Two with four members, after one exchange; three with
   * three.
   */
  public List<Num> numbersOfParts(Bits x, Ring ring) {
    return parts(
        x,
        "numbers",
        id -> new Num(id, ring, Math.multiplyExact(x.cells(), x.planes())),
        known -> BitMatrix.numbers(known, x.cells(), x.planes(), ring));
  }

  /** The vectors of {@link #digitsOfParts}, as numbers, shifted right as unsigned integers. */
  public List<Num> shiftedParts(Num x, int shift) {
    return parts(
        x,
        "shifted " + shift,
        id -> new Num(id, x.ring(), x.cells()),
        known -> Shift.right(known, x.ring(), shift));
  }

  private <W extends Wire> List<W> parts(
      Wire x, String name, java.util.function.IntFunction<W> wire, Op.Clear f) {
    List<W> parts = new ArrayList<>();
    if (committee.isFour()) {
      for (Transfer route : List.of(Transfer.LOWER, Transfer.UPPER)) {
        W part = wire.apply(ops.size());
        List<Integer> ins = List.of(x.id());
        add(
            new Op.Joint(
                part.id(), ins, layer(ins) + 1, x.ring(), part.ring(), route, f, part.words()),
            "joint " + name + " " + ins + " " + route,
            part);
        parts.add(part);
      }
      return parts;
    }
    for (int piece : committee.members()) {
      W part = wire.apply(ops.size());
      addLinear(
          part,
          "piece " + piece + " " + name,
          (q, in, p) -> q == piece ? f.apply(in[0]) : new long[part.words()],
          x);
      parts.add(part);
    }
    return parts;
  }

  /** The program, ready to run. With three members a check of every product is put at its end. */
  public Program build() {
    if (!committee.isFour()) {
      ProductCheck.add(this, List.copyOf(ops));
    }
    return new Program(committee, inputs, outputs, ops, slotLayers.size(), text);
  }

  // What ProductCheck needs

  /** Uniform pieces of raw words. */
  int random(int words, int layer) {
    int id = ops.size();
    ops.add(new Op.Random(id, layer, words));
    text.add("random " + words);
    return id;
  }

  /** Makes a wire public; returns its slot. */
  int reveal(int id, Ring ring, int words, boolean zero) {
    List<Integer> ins = List.of(id);
    int layer = layer(ins) + 1;
    int slot = slotLayers.size();
    slotLayers.add(layer);
    ops.add(
        new Op.Reveal(
            ops.size(), ins, layer, ring, words, slot, zero, Transfer.revealTo(committee)));
    text.add("reveal " + ins + " " + zero);
    return slot;
  }

  /** A product of raw words of a ring. */
  int product(Ring ring, int x, int y, int words) {
    int id = ops.size();
    List<Integer> ins = List.of(x, y);
    ops.add(new Op.Product(id, ins, layer(ins) + 1, ring, 1, words, Transfer.productOf(committee)));
    text.add("product " + ring + " " + ins);
    return id;
  }

  /** A step on raw words that may read public slots; it stands once all of them are public. */
  int raw(String name, List<Integer> slots, Op.Local local, List<Integer> ins) {
    int id = ops.size();
    int layer = layer(ins);
    for (int slot : slots) {
      layer = Math.max(layer, slotLayers.get(slot));
    }
    ops.add(new Op.Linear(id, ins, layer, local));
    text.add("raw " + name + " " + slots + " " + ins);
    return id;
  }

  int depth() {
    return ops.stream().mapToInt(Op::layer).max().orElse(0);
  }

  // Building

  private Num linear(Num like, String name, Op.Local local, Wire... ins) {
    Num num = new Num(ops.size(), like.ring(), like.cells());
    addLinear(num, name, local, ins);
    return num;
  }

  private Bits linear(Bits like, String name, Op.Local local, Wire... ins) {
    Bits bits = new Bits(ops.size(), like.cells(), like.planes());
    addLinear(bits, name, local, ins);
    return bits;
  }

  private void addLinear(Wire out, String name, Op.Local local, Wire... ins) {
    List<Integer> ids = Arrays.stream(ins).map(Wire::id).toList();
    add(new Op.Linear(out.id(), ids, layer(ids), local), name + " " + ids, out);
  }

  private void add(Op op, String name, Wire out) {
    ops.add(op);
    text.add(name + " = " + out);
  }

  private int layer(List<Integer> ins) {
    return ins.stream().mapToInt(in -> ops.get(in).layer()).max().orElse(0);
  }

  private static void same(Wire x, Wire y) {
    if (x.ring() != y.ring() || x.cells() != y.cells() || x.words() != y.words()) {
      throw new IllegalArgumentException(x + " and " + y + ": shapes differ");
    }
  }

  private static void sameCells(int cells, Wire x) {
    if (x.cells() != cells) {
      throw new IllegalArgumentException(x + ": need " + cells + " cells");
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

  private static String hash(long[] constants) {
    byte[] bytes = new byte[constants.length * Long.BYTES];
    Digests.write(constants, 0, constants.length, bytes, 0);
    return java.util.HexFormat.of().formatHex(Digests.sha256(bytes)).toLowerCase(Locale.ROOT);
  }

  /** A public integer in every cell, sign-extended. */
  public static long[] constants(Ring ring, int cells, long value) {
    long[] words = new long[cells * ring.wordsPerCell()];
    Arrays.fill(words, 0, cells, value);
    Arrays.fill(words, cells, words.length, value >> 63);
    return words;
  }

  private static long[] sum(Ring ring, long[] x, long[] y) {
    long[] sum = x.clone();
    ring.add(sum, y);
    return sum;
  }

  private static long[] difference(Ring ring, long[] x, long[] y) {
    long[] difference = x.clone();
    ring.subtract(difference, y);
    return difference;
  }

  private static long[] gather(long[] in, int stride, int from, int count, int parts) {
    long[] out = new long[count * parts];
    for (int part = 0; part < parts; part++) {
      System.arraycopy(in, part * stride + from, out, part * count, count);
    }
    return out;
  }

  private static long[] concat(long[][] ins, int[] sizes, int total, int parts) {
    long[] out = new long[total * parts];
    int at = 0;
    for (int i = 0; i < ins.length; i++) {
      for (int part = 0; part < parts; part++) {
        System.arraycopy(ins[i], part * sizes[i], out, part * total + at, sizes[i]);
      }
      at += sizes[i];
    }
    return out;
  }
}
