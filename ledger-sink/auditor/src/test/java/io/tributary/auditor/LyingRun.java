package io.tributary.auditor;

import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.id.PartyId;

/** A node that flips one bit of its sums. */
class LyingRun extends TestRun {
  static final PartyId LIAR = new PartyId("n2");

  private final int cell;

  LyingRun(TestChain chain, long seed, int cell) {
    super(chain, seed);
    this.cell = cell;
  }

  @Override
  void sums(PartyId node, ScalarVector sums) {
    if (node.equals(LIAR)) {
      ScalarVector one = ScalarVector.zeros(sums.length());
      byte[] bytes = one.toBytes();
      bytes[32 * cell] = 1;
      sums.addInPlace(ScalarVector.fromBytes(bytes));
    }
  }
}
