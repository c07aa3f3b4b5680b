package io.tributary.node.engine;

import io.tributary.mpc.four.Message;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.flow.Roster;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.run.EngineRecord;
import io.tributary.protocol.run.EngineRecord.Kind;
import io.tributary.protocol.seal.Channel;
import io.tributary.protocol.seal.SealContext;
import io.tributary.protocol.seal.Sealing;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.EngineMessage;
import io.tributary.protocol.statement.Signature;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Verifier;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Seals, signs, opens and verifies what two nodes say to each other in one run (PROTOCOL 7.6). The
 * text of every record is {@code signature over EngineMessage (65) | content}.
 */
final class EngineWire {
  private final Identity me;
  private final Ledger ledger;
  private final RunView view;
  private final SealingKeyPair key;
  private final SecureRandom random;
  private final UnaryOperator<Message> adjust;
  private boolean known;

  /**
   * @param key that what is sealed to this node in this run is opened with
   * @param adjust the identity, but for cheating nodes of the tests
   */
  EngineWire(
      Identity me,
      Ledger ledger,
      RunView view,
      SealingKeyPair key,
      SecureRandom random,
      UnaryOperator<Message> adjust) {
    this.adjust = adjust;
    this.me = me;
    this.ledger = ledger;
    this.view = view;
    this.key = key;
    this.random = random;
  }

  /** The first record of a session to a member: opens the channel; none if its key is of no use. */
  Optional<BusRecord> hello(int session, int to, byte[] content) {
    int epoch = epoch();
    byte[] label = EngineRecord.label(session, Kind.HELLO, 0, epoch);
    byte[] text = text(evidence(label, index(), to, content), content, epoch);
    Optional<byte[]> sealed =
        Sealing.sealIfUsable(sealingKey(node(to)), context(index(), to, epoch), text, random);
    Arrays.fill(text, (byte) 0);
    return sealed.map(each -> record(to, new EngineRecord(session, Kind.HELLO, 0, epoch, each)));
  }

  /** Reads a peer's hello. */
  byte[] readHello(int from, EngineRecord record) {
    byte[] text = Sealing.open(key, context(from, index(), record.epoch()), record.sealed());
    byte[] content = content(text);
    verify(from, record, text, evidence(record.label(), from, index(), content));
    return content;
  }

  /** A message of the engine, over the channel. */
  BusRecord step(Channel channel, int session, Message honest) {
    Message message = adjust.apply(honest);
    Kind kind = message.kind() == Message.Kind.ABORT ? Kind.ABORT : Kind.STEP;
    Digest evidence = Digest.of(message.evidence());
    byte[] content = message.toBytes();
    return over(channel, session, kind, message.round(), message.to(), content, evidence);
  }

  /** A message to the receiver outside. */
  Message adjusted(Message honest) {
    return adjust.apply(honest);
  }

  /** A record without content, over the channel. */
  BusRecord say(Channel channel, int session, Kind kind, int to) {
    byte[] nothing = new byte[0];
    byte[] label = EngineRecord.label(session, kind, 0, epoch());
    Digest evidence = evidence(label, index(), to, nothing);
    return over(channel, session, kind, 0, to, nothing, evidence);
  }

  private BusRecord over(
      Channel channel, int session, Kind kind, int round, int to, byte[] content, Digest evidence) {
    int epoch = epoch();
    byte[] label = EngineRecord.label(session, kind, round, epoch);
    byte[] sealed = channel.seal(label, text(evidence, content, epoch));
    return record(to, new EngineRecord(session, kind, round, epoch, sealed));
  }

  /** Opens a record of the channel; the caller verifies it. */
  byte[] open(Channel channel, EngineRecord record) {
    return channel.open(record.label(), record.sealed());
  }

  /** The content behind the signature. */
  static byte[] content(byte[] text) {
    if (text.length < Signature.BYTES) {
      throw ProtocolErrors.malformed("engine record", "it is too short");
    }
    return Arrays.copyOfRange(text, Signature.BYTES, text.length);
  }

  /**
   * Whether signatures are to be verified from now on: those of the log's records were, against the
   * roster of their time.
   */
  void verifies(boolean verifies) {
    known = !verifies;
  }

  /**
   * Verifies the signature in a text.
   *
   * @throws ProtocolException as {@link Verifier#verify}
   */
  void verify(int from, EngineRecord record, byte[] text, Digest evidence) {
    if (known) {
      return;
    }
    Signature signature = Signature.of(Arrays.copyOf(text, Signature.BYTES));
    EngineMessage said = new EngineMessage(node(from), view.run(), evidence, record.epoch());
    new Verifier(ledger).verify(new Signed<>(said, signature));
  }

  /** What is signed of a record that is no message of the engine. */
  static Digest evidence(byte[] label, int from, int to, byte[] content) {
    return Digests.sha256(label, new byte[] {(byte) from, (byte) to}, content);
  }

  /** A channel from one node to another. */
  Channel channel(byte[] channelKey, int from, int to, int epoch) {
    return new Channel(channelKey, context(from, to, epoch));
  }

  /** A channel of this node. */
  Channel channelTo(byte[] channelKey, int to) {
    return channel(channelKey, index(), to, epoch());
  }

  /** Seals to this node itself, for its own store. */
  byte[] keep(byte[] secret) {
    return Sealing.seal(key.publicKey(), context(index(), index(), 1), secret, random);
  }

  byte[] kept(byte[] sealed) {
    return Sealing.open(key, context(index(), index(), 1), sealed);
  }

  int index() {
    return view.index(me.id());
  }

  private PartyId node(int index) {
    return view.request().nodes().get(index);
  }

  private int epoch() {
    return me.standing(ledger).epoch();
  }

  private byte[] text(Digest evidence, byte[] content, int epoch) {
    EngineMessage said = new EngineMessage(me.id(), view.run(), evidence, epoch);
    byte[] signature = me.sign(ledger, said).signature().bytes();
    return ByteBuffer.allocate(signature.length + content.length)
        .put(signature)
        .put(content)
        .array();
  }

  private BusRecord record(int to, EngineRecord record) {
    return new BusRecord(Topics.mpc(me.id(), node(to)), 0, view.run().toString(), record.toBytes());
  }

  private SealContext context(int from, int to, int epoch) {
    return view.sealContext(ledger.domain(), node(from), node(to), epoch, SealContext.Kind.ENGINE);
  }

  /** The key that the roster had for a node when the run was opened. */
  private Digest sealingKey(PartyId node) {
    long openedAt =
        ledger
            .run(view.run())
            .orElseThrow(() -> new LedgerException("no run " + view.run() + " there now", null))
            .openedAt();
    return Roster.of(ledger)
        .find(node)
        .flatMap(party -> party.keyAt(openedAt))
        .orElseThrow(
            () ->
                ProtocolErrors.of(
                    Code.UNKNOWN_PARTY,
                    "node " + node + " had no key when run " + view.run() + " was opened",
                    "Nothing is sealed to it"))
        .sealing();
  }
}
