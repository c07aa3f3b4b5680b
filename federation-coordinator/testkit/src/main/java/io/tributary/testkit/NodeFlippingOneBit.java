package io.tributary.testkit;

import io.tributary.mpc.ScalarVector;
import io.tributary.node.Combiner;
import io.tributary.node.NodeMain;
import io.tributary.node.SealingKeyRing;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Flips the lowest bit of one of its sums and goes on as if nothing had happened. */
public final class NodeFlippingOneBit extends Combiner {
  private final int cell;

  public NodeFlippingOneBit(Federation federation, PartyId node, int cell) {
    this(
        new Identity(node, federation.roster().member(node).key()),
        federation.ledger(),
        federation.keys(node),
        federation.random(),
        cell);
  }

  private NodeFlippingOneBit(
      Identity me, Ledger ledger, SealingKeyRing keys, SecureRandom random, int cell) {
    super(me, ledger, keys, random);
    this.cell = cell;
  }

  /** The same as a process of its own: takes what {@link NodeMain} takes. */
  public static void main(String[] args) {
    NodeMain.run(
        args, (me, ledger, keys, random) -> new NodeFlippingOneBit(me, ledger, keys, random, 0));
  }

  @Override
  protected void adjust(ScalarVector sums) {
    BigInteger change = sums.get(cell).testBit(0) ? BigInteger.ONE.negate() : BigInteger.ONE;
    List<BigInteger> changes = new ArrayList<>(Collections.nCopies(sums.length(), BigInteger.ZERO));
    changes.set(cell, change);
    sums.addInPlace(ScalarVector.ofIntegers(changes));
  }
}
