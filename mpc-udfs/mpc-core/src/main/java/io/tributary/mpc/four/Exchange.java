package io.tributary.mpc.four;

import io.tributary.mpc.KeyStream;
import io.tributary.mpc.four.Layer.Section;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One layer at one party: takes vectors from the steps, makes the messages; takes the others'
 * messages, compares every section with its sender's and its backup's hash, and only then hands
 * vectors to the steps.
 */
final class Exchange {
  /** A section in the making or being read. */
  private static final class Stream {
    final MessageDigest digest;
    byte[] bytes;
    int at;

    Stream(MessageDigest digest) {
      this.digest = digest;
    }
  }

  private final Layer layer;
  private final int round;
  private final int party;
  private final PartyKeys keys;
  private final byte[] context;
  private final Committee committee;
  private final Map<Integer, byte[]> bodies = new TreeMap<>();
  private final Map<Transfer, Stream> streams = new LinkedHashMap<>();
  private final KeyStream[] masks = new KeyStream[Committee.PARTIES];

  Exchange(Layer layer, int round, Committee committee, PartyKeys keys, byte[] context) {
    this.layer = layer;
    this.round = round;
    this.party = keys.party();
    this.keys = keys;
    this.context = context;
    this.committee = committee;
    for (int peer : committee.others(party)) {
      bodies.put(peer, new byte[layer.bytesBetween(party, peer)]);
    }
    layer.sections().forEach(this::open);
  }

  private void open(Section section) {
    Transfer route = section.route();
    if (route.isKnownTo(party)) {
      Stream stream = new Stream(digest(section));
      if (route.sender() == party) {
        stream.bytes = bodies.get(route.receiver());
        stream.at = section.offset() * Long.BYTES;
      }
      streams.put(route, stream);
    }
  }

  private MessageDigest digest(Section section) {
    return digest(keys, context, round, section);
  }

  /** Keyed so that the outsider, who knows the mask, cannot search for the vector. */
  static MessageDigest digest(PartyKeys keys, byte[] context, int round, Section section) {
    Transfer route = section.route();
    MessageDigest digest = Digests.start();
    digest.update(keys.salt(route.outsider()));
    digest.update(context);
    digest.update(
        ByteBuffer.allocate(3 + 2 * Integer.BYTES)
            .putInt(round)
            .put((byte) route.sender())
            .put((byte) route.backup())
            .put((byte) route.receiver())
            .putInt(section.words())
            .array());
    return digest;
  }

  /** The next mask words of a piece in this layer. */
  long[] mask(int piece, int words) {
    if (masks[piece] == null) {
      masks[piece] = keys.stream(piece, PartyKeys.MASKS, round);
    }
    return masks[piece].next(words);
  }

  /** Writes a vector that this party sends or backs. */
  void post(Transfer route, long[] words) {
    Stream stream = streams.get(route);
    if (stream.bytes == null) {
      Digests.update(stream.digest, words);
    } else {
      Digests.write(words, 0, words.length, stream.bytes, stream.at);
      stream.digest.update(stream.bytes, stream.at, words.length * Long.BYTES);
      stream.at += words.length * Long.BYTES;
    }
  }

  /** One message to every other member, even if it says nothing. */
  List<Message> messages() {
    Map<Transfer, byte[]> digests = new LinkedHashMap<>();
    streams.forEach((route, stream) -> digests.put(route, stream.digest.digest()));
    List<Message> messages = new ArrayList<>();
    for (int peer : committee.others(party)) {
      List<byte[]> hashes = new ArrayList<>();
      layer.between(party, peer).forEach(section -> hashes.add(digests.get(section.route())));
      layer.backedBy(party, peer).forEach(section -> hashes.add(digests.get(section.route())));
      messages.add(
          new Message(context, Message.Kind.LAYER, round, party, peer, hashes, bodies.get(peer)));
    }
    streams.clear();
    return messages;
  }

  /** Compares all that came in; only if this finds nothing may {@link #take} be called. */
  Optional<Blame> check(Map<Integer, Message> messages) {
    for (Message message : messages.values()) {
      if (!hasForm(message)) {
        return Optional.of(Blame.of(Blame.Kind.MALFORMED, round, party, message.from()));
      }
    }
    for (Section section : layer.sections()) {
      if (section.route().receiver() == party) {
        Optional<Blame> blame = check(section, messages);
        if (blame.isPresent()) {
          return blame;
        }
      }
    }
    return Optional.empty();
  }

  private boolean hasForm(Message message) {
    int from = message.from();
    int hashes = layer.between(from, party).size() + layer.backedBy(from, party).size();
    return message.kind() == Message.Kind.LAYER
        && message.digests().size() == hashes
        && message.body().length == layer.bytesBetween(from, party);
  }

  private Optional<Blame> check(Section section, Map<Integer, Message> messages) {
    Transfer route = section.route();
    Message message = messages.get(route.sender());
    MessageDigest digest = digest(section);
    digest.update(message.body(), section.offset() * Long.BYTES, section.words() * Long.BYTES);
    byte[] found = digest.digest();
    byte[] claimed = message.digests().get(layer.between(route.sender(), party).indexOf(section));
    if (!MessageDigest.isEqual(found, claimed)) {
      return Optional.of(Blame.of(Blame.Kind.MALFORMED, round, party, route.sender()));
    }
    if (route.hasBackup() && !MessageDigest.isEqual(found, backupHash(section, messages))) {
      return Optional.of(
          Blame.of(Blame.Kind.MISMATCH, round, party, route.sender(), route.backup()));
    }
    Stream stream = new Stream(digest);
    stream.bytes = message.body();
    stream.at = section.offset() * Long.BYTES;
    streams.put(route, stream);
    return Optional.empty();
  }

  private byte[] backupHash(Section section, Map<Integer, Message> messages) {
    int backup = section.route().backup();
    int own = layer.between(backup, party).size();
    int index = layer.backedBy(backup, party).indexOf(section);
    return messages.get(backup).digests().get(own + index);
  }

  /** The next vector of a section that this party received. */
  long[] take(Transfer route, int words) {
    Stream stream = streams.get(route);
    long[] vector = Digests.read(stream.bytes, stream.at, words);
    stream.at += words * Long.BYTES;
    return vector;
  }
}
