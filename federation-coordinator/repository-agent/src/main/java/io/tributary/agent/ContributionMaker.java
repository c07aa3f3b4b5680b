package io.tributary.agent;

import io.tributary.mpc.Dealer;
import io.tributary.mpc.Dealing;
import io.tributary.mpc.DealtPieces;
import io.tributary.mpc.NodeShare;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.PieceDealer;
import io.tributary.mpc.ReplicatedShare;
import io.tributary.mpc.RingVector;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.run.PiecePayload;
import io.tributary.protocol.run.ShareChunks;
import io.tributary.protocol.run.SharePayload;
import io.tributary.protocol.seal.SealContext;
import io.tributary.protocol.seal.Sealing;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.ShareRoot;
import io.tributary.protocol.statement.Signed;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns cells into one atomic batch: a sealed share for each node, then the signed statement with
 * all commitments, last (PROTOCOL 6.5).
 */
public class ContributionMaker {
  private final Identity me;
  private final Ledger ledger;
  private final SecureRandom random;

  public ContributionMaker(Identity me, Ledger ledger, SecureRandom random) {
    this.me = me;
    this.ledger = ledger;
    this.random = random;
  }

  /**
   * Deals the cells. Every call deals afresh: the caller sees to it that one batch at most leaves.
   *
   * @param origin where they come from
   */
  public List<BusRecord> make(RunView view, List<BigInteger> cells, Origin origin) {
    List<PartyId> nodes = view.request().nodes();
    Identity.Standing standing = me.standing(ledger);
    SealingKeys keys = SealingKeys.of(ledger, view);
    Dealt dealt = view.compares() ? pieces(view, cells) : shares(view, standing, cells);
    List<BusRecord> batch = new ArrayList<>();
    List<Digest> sealedDigests = new ArrayList<>();
    try {
      for (int i = 0; i < nodes.size(); i++) {
        byte[] sealed = seal(view, standing, keys.of(nodes.get(i)), i, dealt.payloads().get(i));
        sealedDigests.add(Digests.sha256(sealed));
        batch.addAll(chunks(view, nodes.get(i), sealed));
      }
    } finally {
      dealt.payloads().forEach(payload -> Arrays.fill(payload, (byte) 0));
    }
    byte[] commitments = commitments(dealt.commitments());
    Contribution statement =
        new Contribution(
            me.id(),
            view.run(),
            CompletionMessage.productRoot(commitments),
            ContributionMessage.sealedRoot(sealedDigests),
            origin.tables(),
            origin.consent(),
            origin.again(),
            view.shape().blocks(),
            standing.epoch());
    ContributionMessage message =
        new ContributionMessage(me.sign(ledger, statement), commitments, sealedDigests);
    batch.add(standing.record(view.run(), message));
    return List.copyOf(batch);
  }

  /**
   * What a dealing comes to.
   *
   * @param payloads by node; secret, wiped when they are sealed
   * @param commitments node by node or piece by piece, 48 bytes a block
   */
  private record Dealt(List<byte[]> payloads, byte[] commitments) {}

  /** Additive shares, for nodes that add up. */
  private Dealt shares(RunView view, Identity.Standing standing, List<BigInteger> cells) {
    ScalarVector vector = ScalarVector.ofIntegers(cells);
    int nodes = view.request().nodes().size();
    try (Dealing dealing =
        Dealer.deal(vector, view.shape(), nodes, turn(view, me.id()), pedersen(view), random)) {
      List<byte[]> payloads = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        NodeShare share = share(i, dealing.shares().get(i));
        payloads.add(SharePayload.write(share, root(view, standing, i, share)));
      }
      return new Dealt(payloads, dealing.commitments().toBytes());
    } finally {
      vector.wipe();
    }
  }

  /** Replicated pieces, for nodes that compare. Nothing is signed: no piece is ever evidence. */
  private Dealt pieces(RunView view, List<BigInteger> cells) {
    RingVector vector = RingVector.ofIntegers(cells);
    try (DealtPieces dealt =
        PieceDealer.deal(vector, view.shape(), turn(view, me.id()), pedersen(view), random)) {
      List<byte[]> payloads = new ArrayList<>();
      for (int i = 0; i < ReplicatedShare.PIECES; i++) {
        payloads.add(PiecePayload.write(pieces(i, dealt.of(i))));
      }
      return new Dealt(payloads, dealt.commitments().toBytes());
    } finally {
      vector.wipe();
    }
  }

  private static Pedersen pedersen(RunView view) {
    return Pedersen.ofBlockSize(view.shape().blockSize());
  }

  /** The share that is sealed to a node: the one dealt. A cheating repository overrides it. */
  protected NodeShare share(int node, NodeShare dealt) {
    return dealt;
  }

  /** The pieces that are sealed to a node: those dealt. A cheating repository overrides it. */
  protected ReplicatedShare pieces(int node, ReplicatedShare dealt) {
    return dealt;
  }

  /** The commitments that are published: those dealt. A cheating repository overrides it. */
  protected byte[] commitments(byte[] dealt) {
    return dealt;
  }

  /**
   * Which node gets the vector instead of a seed, or which piece is the vector: it rotates with run
   * and repository.
   */
  static int turn(RunView view, PartyId repository) {
    byte[] digest =
        Digests.sha256(
                view.run().digest().bytes(), repository.name().getBytes(StandardCharsets.US_ASCII))
            .bytes();
    return Integer.remainderUnsigned(
        ByteBuffer.wrap(digest).getInt(), view.request().nodes().size());
  }

  private Signed<ShareRoot> root(
      RunView view, Identity.Standing standing, int index, NodeShare share) {
    PartyId node = view.request().nodes().get(index);
    Digest root = Digest.of(share.tree().root());
    return me.sign(ledger, new ShareRoot(me.id(), view.run(), node, root, standing.epoch()));
  }

  private byte[] seal(
      RunView view, Identity.Standing standing, Digest key, int index, byte[] payload) {
    PartyId node = view.request().nodes().get(index);
    SealContext context =
        view.sealContext(ledger.domain(), me.id(), node, standing.epoch(), SealContext.Kind.SHARE);
    return view.compares()
        ? Sealing.sealIfUsable(key, context, payload, random).orElseGet(() -> nothing(payload))
        : Sealing.seal(key, context, payload, random);
  }

  /** For a node that the run can do without: its key must not stop the others. */
  private byte[] nothing(byte[] payload) {
    byte[] nothing = new byte[Math.toIntExact(Sealing.sealedLength(payload.length))];
    random.nextBytes(nothing);
    return nothing;
  }

  private List<BusRecord> chunks(RunView view, PartyId node, byte[] sealed) {
    String topic = Topics.shares(me.id(), node);
    return ShareChunks.split(view.run(), me.id(), node, sealed).stream()
        .map(chunk -> new BusRecord(topic, 0, view.run().toString(), chunk))
        .toList();
  }
}
