package io.tributary.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.mpc.BlockShape;
import io.tributary.mpc.Commitment;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.MerkleTree;
import io.tributary.mpc.NodeShare;
import io.tributary.mpc.ScalarVector;
import io.tributary.mpc.four.Message;
import io.tributary.node.engine.Comparisons;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.run.OutputPayload;
import io.tributary.protocol.run.SharePayload;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.SumRoot;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Adds up this node's shares of a set and seals the sums to the querier (PROTOCOL 6.7). The caller
 * sees to it that one result at most ever leaves.
 */
public class Combiner {
  private static final int ROUNDS = 1;

  private final Identity me;
  private final Ledger ledger;
  private final ContributionCheck opener;
  private final SecureRandom random;
  private final Comparisons comparisons;

  /**
   * @param keys open what is sealed to this node
   */
  public Combiner(Identity me, Ledger ledger, SealingKeyRing keys, SecureRandom random) {
    this.me = me;
    this.ledger = ledger;
    this.opener = new ContributionCheck(me.id(), keys, ledger, random);
    this.random = random;
    this.comparisons = new Comparisons(me, ledger, keys, random, this::adjust);
  }

  ContributionCheck contributions() {
    return opener;
  }

  /** A contribution as the node holds it. */
  record Held(ContributionMessage message, byte[] sealed) {}

  /** The sum, sealed, and the statement to go with it. */
  record Combined(byte[] sealed, CompletionMessage completion) {}

  Combined combine(RunView view, Digest inclusionRoot, SortedMap<PartyId, Held> set) {
    BlockShape shape = view.shape();
    ScalarVector sums = ScalarVector.zeros(shape.cells());
    ScalarVector blindings = ScalarVector.zeros(shape.blocks());
    List<CommitmentTable> tables = new ArrayList<>();
    List<byte[]> steps = new ArrayList<>();
    for (Map.Entry<PartyId, Held> member : set.entrySet()) {
      ContributionMessage message = member.getValue().message();
      SharePayload.Opened opened =
          opener.open(view, message.signed().statement(), member.getValue().sealed());
      try (NodeShare share = opened.share()) {
        sums.addInPlace(share.shares());
        blindings.addInPlace(share.blindings());
      }
      tables.add(opener.table(view, message));
      steps.add(step("add", member.getKey().name(), opened.root()));
    }
    adjust(sums);
    byte[] products = products(CommitmentTable.product(tables, view.index(me.id())));
    Digest sumRoot = OutputPayload.root(sums, blindings, shape);
    steps.add(step("sum", me.id().name(), sumRoot));
    Identity.Standing standing = me.standing(ledger);
    byte[] sealed = seal(view, standing, sums, blindings, sumRoot);
    Completion statement =
        new Completion(
            me.id(),
            view.run(),
            inclusionRoot,
            CompletionMessage.productRoot(products),
            Digests.sha256(sealed),
            Digest.of(MerkleTree.root(steps)),
            ROUNDS,
            Math.multiplyExact((long) set.size(), shape.cells() + shape.blocks()),
            standing.epoch());
    sums.wipe();
    blindings.wipe();
    return new Combined(sealed, new CompletionMessage(me.sign(ledger, statement), products));
  }

  /** The computations of this node's comparison runs. */
  Comparisons comparisons() {
    return comparisons;
  }

  /** Its message as it is; a cheating node of the tests overrides it. */
  protected Message adjust(Message message) {
    return message;
  }

  /** Nothing; a cheating node of the tests overrides it. */
  protected void adjust(ScalarVector sums) {}

  private byte[] seal(
      RunView view,
      Identity.Standing standing,
      ScalarVector sums,
      ScalarVector blindings,
      Digest sumRoot) {
    SumRoot root = new SumRoot(me.id(), view.run(), sumRoot, standing.epoch());
    byte[] payload = OutputPayload.write(sums, blindings, view.shape(), me.sign(ledger, root));
    return QuerierSeal.seal(me, ledger, view, payload, random);
  }

  private static byte[] products(List<Commitment> products) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    products.forEach(product -> out.writeBytes(product.toBytes()));
    return out.toByteArray();
  }

  /** A line of the step log; a replay of this node's view makes the same lines. */
  private static byte[] step(String what, String whose, Digest root) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("step", what);
    line.put("party", whose);
    line.put("root", root.hex());
    return CanonicalJson.write(line);
  }
}
