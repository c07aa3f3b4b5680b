package io.tributary.mpc.four;

import io.tributary.mpc.KeyStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * With three members a party could add an error to its part of a product unseen. So every product
 * is checked against random triples before any output is agreed on (cut and choose with buckets:
 * Furukawa, Lindell, Nof, Weinstein 2017; Araki and others 2017).
 *
 * <p>For N products, words of a ring as units, {@code B N + B} random triples are multiplied in the
 * same unchecked way; then a random public permutation, not known before, puts B triples aside,
 * which are opened, and assigns B to each product. A triple (a, b, c) checks (x, y, z): with r = x
 * - a and s = y - b made public, z - c - r b - s a - r s must be 0. A triple put aside checks (0,
 * 0, 0). An error passes only if the erroneous triples are exactly those of the erroneous products
 * and none was put aside: with probability at most 1 over binomial(B N + B, B), which B keeps below
 * 2^-40.
 */
final class ProductCheck {
  private static final int SECURITY_BITS = 40;
  private static final int COIN_WORDS = 4;

  private final Steps steps;
  private final Ring ring;
  private final List<Op.Product> products;
  private final int units;
  private final int bucket;
  private final int triples;
  private final int words;

  private ProductCheck(Steps steps, Ring ring, List<Op.Product> products) {
    this.steps = steps;
    this.ring = ring;
    this.products = products;
    units = products.stream().mapToInt(op -> op.words() / ring.wordsPerCell()).sum();
    bucket = bucket(units);
    triples = Math.multiplyExact(bucket, units + 1);
    words = Math.multiplyExact(triples, ring.wordsPerCell());
  }

  /** Puts the checks of all rings behind the deepest step. */
  static void add(Steps steps) {
    int from = steps.depth();
    List<Op> ops = steps.ops();
    for (Ring ring : Ring.values()) {
      List<Op.Product> products = new ArrayList<>();
      for (Op op : ops) {
        if (op instanceof Op.Product product && product.ring() == ring) {
          products.add(product);
        }
      }
      if (!products.isEmpty()) {
        new ProductCheck(steps, ring, products).add(from);
      }
    }
  }

  private void add(int from) {
    int a = steps.random(words, from);
    int b = steps.random(words, from);
    int c = steps.product(ring, a, b, words);
    // One exchange lies between the triples and the coin: a member opens its part of the coin only
    // after every other member holds all messages that the triples are made of.
    int coin = steps.random(COIN_WORDS, from + 2);
    int coinSlot = steps.reveal(coin, Ring.Z64, COIN_WORDS, false);
    List<Integer> after = List.of(coinSlot);
    int shuffled =
        steps.raw("shuffle", after, (q, in, p) -> shuffle(in, p.get(coinSlot)), List.of(a, b, c));
    int x = claimed("x", op -> op.ins().get(0));
    int y = claimed("y", op -> op.ins().get(1));
    int z = claimed("z", Op.Product::out);
    int r = masked("r", x, shuffled, 0);
    int s = masked("s", y, shuffled, 1);
    int rSlot = steps.reveal(r, ring, words, false);
    int sSlot = steps.reveal(s, ring, words, false);
    int carrier = steps.committee().constantPiece();
    int zero =
        steps.raw(
            "check",
            List.of(rSlot, sSlot),
            (q, in, p) -> check(in[0], in[1], p.get(rSlot), p.get(sSlot), q == carrier),
            List.of(z, shuffled));
    steps.reveal(zero, ring, words, true);
  }

  /** One operand of all products, each unit once for every triple of its bucket, zeros first. */
  private int claimed(String name, java.util.function.ToIntFunction<Op.Product> operand) {
    List<Integer> ins = products.stream().map(operand::applyAsInt).map(id -> id).toList();
    return steps.raw("claimed " + name, List.of(), (q, in, p) -> repeat(in), ins);
  }

  private long[] repeat(long[][] vectors) {
    int parts = ring.wordsPerCell();
    long[] out = new long[words];
    int at = bucket;
    for (long[] vector : vectors) {
      int size = vector.length / parts;
      for (int unit = 0; unit < size; unit++) {
        for (int part = 0; part < parts; part++) {
          int from = part * triples + at;
          Arrays.fill(out, from, from + bucket, vector[part * size + unit]);
        }
        at += bucket;
      }
    }
    return out;
  }

  private int masked(String name, int operand, int shuffled, int which) {
    return steps.raw(
        "masked " + name,
        List.of(),
        (q, in, p) -> Words.difference(ring, in[0], third(in[1], which)),
        List.of(operand, shuffled));
  }

  private long[] third(long[] shuffled, int which) {
    return Arrays.copyOfRange(shuffled, which * words, (which + 1) * words);
  }

  /** z - c - r b - s a - r s, the last by one piece only. */
  private long[] check(long[] z, long[] shuffled, long[] r, long[] s, boolean carrier) {
    long[] rest = Words.difference(ring, z, third(shuffled, 2));
    ring.subtract(rest, ring.cross(r, third(shuffled, 1), s, third(shuffled, 0)));
    if (carrier) {
      ring.subtract(rest, ring.product(r, s));
    }
    return rest;
  }

  /** The three vectors, permuted alike, one after the other. */
  private long[] shuffle(long[][] vectors, long[] coin) {
    int[] order = permutation(triples, coin);
    long[] out = new long[3 * words];
    for (int vector = 0; vector < 3; vector++) {
      for (int part = 0; part < ring.wordsPerCell(); part++) {
        int base = part * triples;
        for (int unit = 0; unit < triples; unit++) {
          out[vector * words + base + unit] = vectors[vector][base + order[unit]];
        }
      }
    }
    return out;
  }

  /** Fisher and Yates, from a key stream; the bias of a 64-bit remainder is below 2^-32. */
  static int[] permutation(int size, long[] coin) {
    byte[] key = new byte[coin.length * Long.BYTES];
    Digests.write(coin, 0, coin.length, key, 0);
    long[] draws = new KeyStream(key, PartyKeys.RANDOM, 0).next(size);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = (int) Long.remainderUnsigned(draws[i], i + 1L);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Triples for each product so that cheating passes with probability below 2^-40. */
  static int bucket(int units) {
    int bucket = 1;
    while (binomial((long) bucket * units + bucket, bucket).bitLength() <= SECURITY_BITS) {
      bucket++;
    }
    return bucket;
  }

  private static BigInteger binomial(long n, int k) {
    BigInteger result = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      result = result.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1L));
    }
    return result;
  }
}
