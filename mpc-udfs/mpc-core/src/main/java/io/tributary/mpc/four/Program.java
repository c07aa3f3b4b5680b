package io.tributary.mpc.four;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A circuit ready to run: the same at every party, with nothing secret in it. Its digest covers
 * every step, constant, input and output, and goes into the first message of every party.
 */
public final class Program {
  /** An input: its name, ring and words a piece. */
  public record InputSpec(String name, Ring ring, int words) {}

  /** An output: its name, wire, and whether all parties or the receiver outside get it. */
  public record OutputSpec(String name, Wire wire, boolean toAll) {}

  /**
   * What a run costs over all parties: rounds with an exchange (agreeing on inputs, layers,
   * agreeing on outputs, opening), 64-bit words in joint messages, and words multiplied.
   */
  public record Cost(int rounds, long words, long products) {}

  private final Committee committee;
  private final List<InputSpec> inputs;
  private final List<OutputSpec> outputs;
  private final List<Layer> layers;
  private final int[] uses;
  private final int publics;
  private final byte[] digest;

  Program(Steps steps, List<InputSpec> inputs, List<OutputSpec> outputs) {
    this.committee = steps.committee();
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    publics = steps.slots();
    layers = layers(steps.ops());
    uses = uses(steps.ops());
    digest = Digests.sha256(steps.text().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Layer> layers(List<Op> ops) {
    int last = ops.stream().mapToInt(Op::layer).max().orElse(0);
    List<List<Op>> byLayer = new ArrayList<>();
    for (int layer = 0; layer <= last; layer++) {
      byLayer.add(new ArrayList<>());
    }
    ops.forEach(op -> byLayer.get(op.layer()).add(op));
    return byLayer.stream().map(Layer::of).toList();
  }

  private int[] uses(List<Op> ops) {
    int[] counts = new int[ops.size()];
    for (Op op : ops) {
      op.ins().forEach(in -> counts[in]++);
    }
    outputs.forEach(output -> counts[output.wire().id()]++);
    return counts;
  }

  /** Who computes. */
  public Committee committee() {
    return committee;
  }

  /** Inputs in the order in which a party takes them. */
  public List<InputSpec> inputs() {
    return inputs;
  }

  /** Outputs in the order in which they open. */
  public List<OutputSpec> outputs() {
    return outputs;
  }

  /** Exchanges between agreeing on inputs and agreeing on outputs. */
  public int depth() {
    return layers.size() - 1;
  }

  /** SHA-256 over the steps; 32 bytes, a copy. */
  public byte[] digest() {
    return digest.clone();
  }

  /** What a run costs. */
  public Cost cost() {
    long words = 0;
    long products = 0;
    for (Layer layer : layers) {
      words += layer.sections().stream().mapToLong(Layer.Section::words).sum();
      for (Op op : layer.interactive()) {
        products += op instanceof Op.Product product ? (long) product.words() * product.terms() : 0;
      }
    }
    return new Cost(depth() + 3, words, products);
  }

  Layer layer(int layer) {
    return layers.get(layer);
  }

  int[] uses() {
    return uses.clone();
  }

  int publics() {
    return publics;
  }

  List<OutputSpec> outputsTo(boolean all) {
    return outputs.stream().filter(output -> output.toAll() == all).toList();
  }
}
