package io.tributary.mpc.four;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One round in which the holders of each piece compare what they hold, by hash, keyed so that the
 * party without the piece can do nothing with the hash. The first hash of every message is the
 * program's.
 */
final class Agreement {
  private final Program program;
  private final PartyKeys keys;
  private final byte[] context;
  private final int round;
  private final int party;
  private final Committee committee;
  private final byte[][] digests = new byte[Committee.PARTIES][];

  /** Over the pieces of several vectors, each by piece index. */
  Agreement(Program program, PartyKeys keys, byte[] context, int round, List<long[][]> vectors) {
    this.program = program;
    this.keys = keys;
    this.context = context;
    this.round = round;
    party = keys.party();
    committee = program.committee();
    for (int piece : committee.others(party)) {
      digests[piece] = digest(piece, vectors);
    }
  }

  private byte[] digest(int piece, List<long[][]> vectors) {
    MessageDigest digest = Digests.start();
    digest.update(PartyKeys.label("agree"));
    digest.update(keys.salt(piece));
    digest.update(context);
    digest.update(ByteBuffer.allocate(5).putInt(round).put((byte) piece).array());
    vectors.forEach(vector -> Digests.update(digest, vector[piece]));
    return digest.digest();
  }

  List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    for (int peer : committee.others(party)) {
      List<byte[]> hashes = new ArrayList<>();
      hashes.add(program.digest());
      common(peer).forEach(piece -> hashes.add(digests[piece]));
      messages.add(
          new Message(context, Message.Kind.AGREE, round, party, peer, hashes, new byte[0]));
    }
    return messages;
  }

  /** Pieces that this party and another both hold. */
  private List<Integer> common(int peer) {
    return committee.others(party).stream().filter(piece -> piece != peer).toList();
  }

  Optional<Blame> check(Map<Integer, Message> messages, Blame.Kind kind) {
    for (Message message : messages.values()) {
      int count = 1 + common(message.from()).size();
      if (message.kind() != Message.Kind.AGREE
          || message.digests().size() != count
          || message.body().length != 0) {
        return Optional.of(Blame.of(Blame.Kind.MALFORMED, round, party, message.from()));
      }
      if (!MessageDigest.isEqual(message.digests().get(0), program.digest())) {
        return Optional.of(Blame.of(Blame.Kind.PROGRAM, round, party, message.from()));
      }
    }
    for (int piece : committee.others(party)) {
      Optional<Blame> blame = check(piece, messages, kind);
      if (blame.isPresent()) {
        return blame;
      }
    }
    return Optional.empty();
  }

  /** A single holder that differs is named; if none agrees with this party, nobody can be. */
  private Optional<Blame> check(int piece, Map<Integer, Message> messages, Blame.Kind kind) {
    List<Integer> differ = new ArrayList<>();
    List<Integer> holders = committee.others(party).stream().filter(peer -> peer != piece).toList();
    for (int peer : holders) {
      byte[] theirs = messages.get(peer).digests().get(1 + common(peer).indexOf(piece));
      if (!MessageDigest.isEqual(theirs, digests[piece])) {
        differ.add(peer);
      }
    }
    if (differ.isEmpty()) {
      return Optional.empty();
    }
    boolean alone = differ.size() == holders.size() && committee.isFour();
    return Optional.of(
        alone
            ? Blame.of(kind, round, party)
            : Blame.of(kind, round, party, differ.toArray(Integer[]::new)));
  }
}
