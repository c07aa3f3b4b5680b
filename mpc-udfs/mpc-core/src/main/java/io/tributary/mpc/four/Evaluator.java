package io.tributary.mpc.four;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The pieces of one party while a program runs: does the steps of a layer before and after its
 * exchange, and forgets what no later step reads.
 */
final class Evaluator {
  private final Program program;
  private final Committee committee;
  private final PartyKeys keys;
  private final int party;
  private final List<Integer> held;
  private final long[][][] values;
  private final int[] uses;
  private final List<long[]> publics;
  private boolean productsFailed;

  Evaluator(Program program, PartyKeys keys) {
    this.program = program;
    this.keys = keys;
    committee = program.committee();
    party = keys.party();
    held = committee.others(party);
    uses = program.uses();
    values = new long[uses.length][][];
    publics = new ArrayList<>(java.util.Collections.nCopies(program.publics(), null));
  }

  /** Pieces of a wire, by index; the party's own is null. */
  long[][] pieces(int wire) {
    return values[wire];
  }

  /** Steps without an exchange, of one layer. */
  void locals(int layer, List<long[][]> inputs) {
    for (Op op : program.layer(layer).locals()) {
      if (op instanceof Op.Input input) {
        values[op.out()] = inputs.get(input.index());
      } else if (op instanceof Op.Linear linear) {
        values[op.out()] = linear(linear);
      } else if (op instanceof Op.Random random) {
        values[op.out()] = random(random);
      }
      release(op);
    }
  }

  private long[][] linear(Op.Linear op) {
    long[][] out = new long[Committee.PARTIES][];
    long[][] ins = new long[op.ins().size()][];
    for (int piece : held) {
      for (int i = 0; i < ins.length; i++) {
        ins[i] = values[op.ins().get(i)][piece];
      }
      out[piece] = op.local().apply(piece, ins, publics);
    }
    return out;
  }

  private long[][] random(Op.Random op) {
    long[][] out = new long[Committee.PARTIES][];
    for (int piece : held) {
      out[piece] = keys.stream(piece, PartyKeys.RANDOM, op.out()).next(op.words());
    }
    return out;
  }

  private void release(Op op) {
    for (int in : op.ins()) {
      if (--uses[in] == 0) {
        values[in] = null;
      }
    }
    if (uses[op.out()] == 0) {
      values[op.out()] = null;
    }
  }

  /** What the steps of a layer have to send. */
  void prepare(int layer, Exchange exchange) {
    for (Op op : program.layer(layer).interactive()) {
      if (op instanceof Op.Product product && committee.isFour()) {
        values[op.out()] = product(product, exchange);
      } else if (op instanceof Op.Product product) {
        values[op.out()] = productOfThree(product, exchange);
      } else if (op instanceof Op.Joint joint) {
        values[op.out()] = joint(joint, exchange);
      } else if (op instanceof Op.Reveal reveal) {
        values[op.out()] = reveal(reveal, exchange);
      }
      for (int in : op.ins()) {
        if (--uses[in] == 0) {
          values[in] = null;
        }
      }
    }
  }

  private long[][] product(Op.Product op, Exchange exchange) {
    Ring ring = op.ring();
    long[][] x = values[op.ins().get(0)];
    long[][] y = values[op.ins().get(1)];
    long[][] z = new long[Committee.PARTIES][];
    for (int piece : held) {
      z[piece] = ring.fold(ring.product(x[piece], y[piece]), op.terms());
    }
    for (Transfer route : op.transfers()) {
      int g = route.receiver();
      int h = route.outsider();
      if (g != party) {
        long[] mask = exchange.mask(g, op.words());
        ring.add(z[g], mask);
        if (h != party) {
          long[] message = ring.fold(ring.cross(x[g], y[h], x[h], y[g]), op.terms());
          ring.subtract(message, mask);
          ring.add(z[h], message);
          exchange.post(route, message);
        }
      }
    }
    return z;
  }

  /** Araki, Furukawa, Lindell, Nof, Ohara 2016, with masks that add up to zero. */
  private long[][] productOfThree(Op.Product op, Exchange exchange) {
    Ring ring = op.ring();
    int g = committee.after(party, 1);
    int h = committee.after(party, 2);
    long[][] x = values[op.ins().get(0)];
    long[][] y = values[op.ins().get(1)];
    long[] part = ring.product(x[g], y[g]);
    ring.add(part, ring.cross(x[g], y[h], x[h], y[g]));
    part = ring.fold(part, op.terms());
    ring.add(part, exchange.mask(g, op.words()));
    ring.subtract(part, exchange.mask(h, op.words()));
    exchange.post(op.transfers().get(committee.members().indexOf(party)), part);
    long[][] z = new long[Committee.PARTIES][];
    z[g] = part;
    return z;
  }

  private long[][] joint(Op.Joint op, Exchange exchange) {
    Ring ring = op.ring();
    int g = op.route().receiver();
    int h = op.route().outsider();
    long[][] x = values[op.ins().get(0)];
    long[][] z = new long[Committee.PARTIES][];
    for (int piece : held) {
      z[piece] = piece == g ? exchange.mask(g, op.words()) : new long[op.words()];
    }
    if (op.route().isKnownTo(party)) {
      long[] known = x[g].clone();
      op.from().add(known, x[h]);
      z[h] = op.f().apply(known);
      ring.subtract(z[h], z[g]);
      exchange.post(op.route(), z[h]);
    }
    return z;
  }

  private long[][] reveal(Op.Reveal op, Exchange exchange) {
    long[][] x = values[op.ins().get(0)];
    for (Transfer route : op.transfers()) {
      if (route.isKnownTo(party)) {
        exchange.post(route, x[route.receiver()]);
      }
    }
    return x.clone();
  }

  /** What came in, checked, put to what was there; says whether a check of products failed. */
  Optional<Blame> finish(int layer, Exchange exchange) {
    for (Op op : program.layer(layer).interactive()) {
      finish(op, exchange);
    }
    return productsFailed
        ? Optional.of(new Blame(Blame.Kind.PRODUCTS, layer, party, new java.util.TreeSet<>(held)))
        : Optional.empty();
  }

  private void finish(Op op, Exchange exchange) {
    long[][] z = values[op.out()];
    for (Transfer route : op.transfers()) {
      if (route.receiver() == party) {
        long[] words = exchange.take(route, op.transferWords());
        if (op instanceof Op.Reveal reveal) {
          publish(reveal, z, words);
        } else if (op instanceof Op.Joint || !committee.isFour()) {
          z[op instanceof Op.Joint ? route.outsider() : committee.after(party, 2)] = words;
        } else {
          ((Op.Product) op).ring().add(z[route.outsider()], words);
        }
      }
    }
    if (uses[op.out()] == 0) {
      values[op.out()] = null;
    }
  }

  private void publish(Op.Reveal op, long[][] x, long[] missing) {
    long[] sum = missing;
    for (int piece : held) {
      op.ring().add(sum, x[piece]);
    }
    publics.set(op.slot(), sum);
    if (op.zero()) {
      long any = 0;
      for (long word : sum) {
        any |= word;
      }
      productsFailed |= any != 0;
    }
  }

  /** Overwrites all pieces still held. */
  void close() {
    for (int wire = 0; wire < values.length; wire++) {
      if (values[wire] != null) {
        wipe(values[wire]);
        values[wire] = null;
      }
    }
  }

  static void wipe(long[][] pieces) {
    for (long[] piece : pieces) {
      if (piece != null) {
        Arrays.fill(piece, 0);
      }
    }
  }
}
