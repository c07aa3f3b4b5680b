package io.tributary.mpc.four;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The steps of a circuit in the making, with the layer of each and the text that its program's
 * digest covers. Wires are made with {@link #nextId} right before the step that defines them.
 */
final class Steps {
  private final Committee committee;
  private final List<Op> ops = new ArrayList<>();
  private final List<String> text = new ArrayList<>();
  private final List<Integer> slotLayers = new ArrayList<>();

  Steps(Committee committee) {
    this.committee = committee;
    text.add("tributary four 1 absent " + committee.absent());
  }

  Committee committee() {
    return committee;
  }

  int nextId() {
    return ops.size();
  }

  /** Adds to what the digest covers. */
  void note(String line) {
    text.add(line);
  }

  void input(Wire out, int index, String name) {
    add(new Op.Input(out.id(), index, out.words()), "input " + name + " = " + out);
  }

  void linear(Wire out, String name, Op.Local local, Wire... ins) {
    List<Integer> ids = Arrays.stream(ins).map(Wire::id).toList();
    add(new Op.Linear(out.id(), ids, layer(ids), local), name + " " + ids + " = " + out);
  }

  void product(Wire out, Wire x, Wire y, int terms) {
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
        "product " + terms + " " + ins + " = " + out);
  }

  /**
   * Functions of parts of a number that members know in clear: with four members of two sums of two
   * pieces, after one exchange; with three of the three pieces.
   */
  <W extends Wire> List<W> parts(Wire x, String name, IntFunction<W> wire, Op.Clear f) {
    List<W> parts = new ArrayList<>();
    if (committee.isFour()) {
      for (Transfer route : List.of(Transfer.LOWER, Transfer.UPPER)) {
        W part = wire.apply(nextId());
        joint(part, x, name, route, f);
        parts.add(part);
      }
      return parts;
    }
    for (int piece : committee.members()) {
      W part = wire.apply(nextId());
      linear(
          part,
          "piece " + piece + " " + name,
          (q, in, p) -> q == piece ? f.apply(in[0]) : new long[part.words()],
          x);
      parts.add(part);
    }
    return parts;
  }

  private void joint(Wire out, Wire x, String name, Transfer route, Op.Clear f) {
    List<Integer> ins = List.of(x.id());
    add(
        new Op.Joint(out.id(), ins, layer(ins) + 1, x.ring(), out.ring(), route, f, out.words()),
        "joint " + name + " " + ins + " " + route + " = " + out);
  }

  /** Uniform pieces of raw words. */
  int random(int words, int layer) {
    return add(new Op.Random(nextId(), layer, words), "random " + words + " in layer " + layer);
  }

  /** Makes a wire public; returns its slot. */
  int reveal(int id, Ring ring, int words, boolean zero) {
    List<Integer> ins = List.of(id);
    int layer = layer(ins) + 1;
    int slot = slotLayers.size();
    slotLayers.add(layer);
    add(
        new Op.Reveal(nextId(), ins, layer, ring, words, slot, zero, Transfer.revealTo(committee)),
        "reveal " + ins + " " + zero);
    return slot;
  }

  /** A product of raw words of a ring. */
  int product(Ring ring, int x, int y, int words) {
    List<Integer> ins = List.of(x, y);
    return add(
        new Op.Product(
            nextId(), ins, layer(ins) + 1, ring, 1, words, Transfer.productOf(committee)),
        "product " + ring + " " + ins);
  }

  /** A step on raw words that may read public slots; it stands once all of them are public. */
  int raw(String name, List<Integer> slots, Op.Local local, List<Integer> ins) {
    int layer = layer(ins);
    for (int slot : slots) {
      layer = Math.max(layer, slotLayers.get(slot));
    }
    return add(new Op.Linear(nextId(), ins, layer, local), "raw " + name + slots + " " + ins);
  }

  private int add(Op op, String line) {
    ops.add(op);
    text.add(line);
    return op.out();
  }

  private int layer(List<Integer> ins) {
    return ins.stream().mapToInt(in -> ops.get(in).layer()).max().orElse(0);
  }

  int depth() {
    return ops.stream().mapToInt(Op::layer).max().orElse(0);
  }

  List<Op> ops() {
    return List.copyOf(ops);
  }

  String text() {
    return String.join("\n", text);
  }

  int slots() {
    return slotLayers.size();
  }
}
