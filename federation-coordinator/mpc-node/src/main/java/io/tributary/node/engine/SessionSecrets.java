package io.tributary.node.engine;

import io.tributary.mpc.Seed;
import io.tributary.mpc.four.Committee;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.seal.Channel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a node draws for a session, all from one secret of 32 bytes: the key of its channel to each
 * member, and the seeds that it gives out. Seed q is common to all members but q, and comes from
 * the lowest of them.
 */
final class SessionSecrets {
  private final byte[] secret;

  SessionSecrets(byte[] secret) {
    this.secret = secret.clone();
  }

  /** Key of the channel to a member; {@link Channel#KEY_BYTES}. */
  byte[] channelKey(int to) {
    return derived("channel", to);
  }

  /** A seed that this node gives out. */
  byte[] seed(int piece) {
    return derived("seed", piece);
  }

  /** The same, to be closed by the caller. */
  Seed own(int piece) {
    return Seed.of(seed(piece));
  }

  private byte[] derived(String what, int index) {
    byte[] label = ("tributary/v1/session " + what).getBytes(StandardCharsets.US_ASCII);
    return Digests.sha256(label, secret, new byte[] {(byte) index}).bytes();
  }

  /** The seeds that one member gives another, by piece, ascending. */
  static List<Integer> given(Committee committee, int from, int to) {
    return IntStream.range(0, Committee.PARTIES)
        .filter(piece -> piece != from && piece != to && giver(committee, piece) == from)
        .boxed()
        .toList();
  }

  /** Who draws the seed of a piece. */
  static int giver(Committee committee, int piece) {
    return committee.members().stream().filter(member -> member != piece).findFirst().orElseThrow();
  }
}
