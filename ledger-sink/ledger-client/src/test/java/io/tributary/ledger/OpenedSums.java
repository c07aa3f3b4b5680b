package io.tributary.ledger;

import io.tributary.mpc.Commitment;
import io.tributary.mpc.MerkleTree;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.ScalarField;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.SumRoot;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A node's sums, block by block, with the products that they open; each can be altered. */
public final class OpenedSums {
  private final LocalLedger chain;
  private final PartyId node;
  private final RunId run;
  private final List<byte[]> leaves = new ArrayList<>();
  private final List<byte[]> products = new ArrayList<>();

  public OpenedSums(LocalLedger chain, PartyId node, RunId run) {
    this.chain = chain;
    this.node = node;
    this.run = run;
  }

  /** A block of random sums, and its product. */
  public OpenedSums block(int cells, Random random) {
    List<BigInteger> sums = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      sums.add(new BigInteger(120, random));
    }
    return block(sums, new BigInteger(250, random));
  }

  /** A block of these sums, and its product. */
  public OpenedSums block(List<BigInteger> sums, BigInteger blinding) {
    ScalarVector cells = ScalarVector.ofIntegers(sums);
    ByteArrayOutputStream leaf = new ByteArrayOutputStream();
    leaf.writeBytes(cells.toBytes());
    leaf.writeBytes(ScalarVector.ofIntegers(List.of(blinding)).toBytes());
    leaves.add(leaf.toByteArray());
    Commitment product = Pedersen.ofBlockSize(sums.size()).commit(cells, blinding);
    products.add(product.toBytes());
    return this;
  }

  /** Adds one to a sum, after the product has been stated. */
  public OpenedSums lie(int block, int cell) {
    leaves.get(block)[cell * ScalarField.BYTES] ^= 1;
    return this;
  }

  /** Shows other bytes in place of a block's sums. */
  public OpenedSums leaf(int block, byte[] bytes) {
    leaves.set(block, bytes);
    return this;
  }

  /** Signed by the node, over the run's final set. */
  public Signed<Completion> completion(Digest inclusionRoot) {
    Digest any = LocalLedger.digest("any");
    Digest root = Digest.of(MerkleTree.root(products));
    return chain.sign(
        node.name(), new Completion(node, run, inclusionRoot, root, any, any, 1, 1, 1));
  }

  public Signed<SumRoot> sums() {
    Digest root = Digest.of(MerkleTree.root(leaves));
    return chain.sign(node.name(), new SumRoot(node, run, root, 1));
  }

  /** What the querier would show of a block. */
  public OpeningEvidence evidence(int block, Signed<Completion> completion) {
    return new OpeningEvidence(
        sums(),
        completion,
        block,
        leaves.size(),
        leaves.get(block),
        path(leaves, block),
        products.get(block),
        path(products, block));
  }

  private static List<Digest> path(List<byte[]> data, int block) {
    return MerkleTree.of(data).path(block).stream().map(Digest::of).toList();
  }
}
