package io.tributary.mpc.four;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A party that follows the program but for one message. */
final class CheatingParty implements Function<Message, List<Message>> {
  /** What it does to that message. */
  enum Trick {
    /** Another body under the old hash. */
    BODY,
    /** Another body with the hash that fits it. */
    BODY_AND_HASH,
    /** Another first hash. */
    FIRST_HASH,
    /** Another last hash. */
    LAST_HASH,
    /** A body that is too long. */
    LONGER,
    /** A message of another kind. */
    OTHER_KIND,
    /** A second, different message after the first. */
    TWICE,
    /** Nothing. */
    DROP,
    /** An abort that accuses the two others. */
    FALSE_ABORT
  }

  private final Scene scene;
  private final int cheat;
  private final int round;
  private final int victim;
  private final Trick trick;
  boolean played;

  CheatingParty(Scene scene, int cheat, int round, int victim, Trick trick) {
    this.scene = scene;
    this.cheat = cheat;
    this.round = round;
    this.victim = victim;
    this.trick = trick;
  }

  @Override
  public List<Message> apply(Message message) {
    if (message.from() != cheat || message.round() != round || message.to() != victim) {
      return List.of(message);
    }
    List<Message> changed = change(message);
    played |= !changed.equals(List.of(message));
    return changed;
  }

  private List<Message> change(Message m) {
    byte[] body = m.body();
    return switch (trick) {
      case BODY -> List.of(with(m, m.digests(), flipped(body)));
      case BODY_AND_HASH ->
          List.of(m.kind() == Message.Kind.LAYER && body.length > 0 ? consistent(m) : m);
      case FIRST_HASH -> List.of(with(m, flipped(m.digests(), 0), body));
      case LAST_HASH -> List.of(with(m, flipped(m.digests(), m.digests().size() - 1), body));
      case LONGER -> List.of(with(m, m.digests(), Arrays.copyOf(body, body.length + 8)));
      case OTHER_KIND -> List.of(kind(m, otherKind(m.kind()), body));
      case TWICE -> List.of(m, with(m, List.of(), body));
      case DROP -> List.of();
      case FALSE_ABORT -> List.of(kind(m, Message.Kind.ABORT, accusation()));
    };
  }

  private byte[] accusation() {
    Integer[] others =
        scene.program.committee().others(cheat).stream()
            .filter(party -> party != victim)
            .toArray(Integer[]::new);
    return Blame.of(Blame.Kind.MISMATCH, round, cheat, others).toBytes();
  }

  /** Adds one to the first word of the first section and hashes it anew. */
  private Message consistent(Message m) {
    Layer layer = scene.program.layer(round);
    Layer.Section first = layer.between(cheat, victim).get(0);
    byte[] body = m.body().clone();
    body[0]++;
    MessageDigest digest = Exchange.digest(scene.keys(cheat), m.context(), round, first);
    digest.update(body, 0, first.words() * Long.BYTES);
    List<byte[]> digests = new ArrayList<>(m.digests());
    digests.set(0, digest.digest());
    return with(m, digests, body);
  }

  static Message with(Message m, List<byte[]> digests, byte[] body) {
    return new Message(m.context(), m.kind(), m.round(), m.from(), m.to(), digests, body);
  }

  private static Message kind(Message m, Message.Kind kind, byte[] body) {
    return new Message(m.context(), kind, m.round(), m.from(), m.to(), m.digests(), body);
  }

  private static Message.Kind otherKind(Message.Kind kind) {
    return kind == Message.Kind.LAYER ? Message.Kind.AGREE : Message.Kind.LAYER;
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    if (copy.length > 0) {
      copy[copy.length / 2] ^= 1;
    }
    return copy;
  }

  private static List<byte[]> flipped(List<byte[]> digests, int which) {
    List<byte[]> copy = new ArrayList<>(digests);
    if (!copy.isEmpty()) {
      copy.set(which, flipped(copy.get(which)));
    }
    return copy;
  }
}
