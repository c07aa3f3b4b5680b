package io.tributary.mpc.four;

import io.tributary.mpc.four.Message.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a party sent and received, by hash: per exchange first what came in, by sender, then what
 * went out, by receiver. Two runs from the same inputs, keys and received messages have equal logs.
 */
public final class StepLog {
  /** One message; {@code evidence} is {@link Message#evidence}. */
  public record Entry(int round, boolean sent, Kind kind, int peer, byte[] evidence) {
    /** Round (4, big-endian), sent (1), kind (1), peer (1), evidence (32). */
    public byte[] toBytes() {
      return ByteBuffer.allocate(7 + Digests.BYTES)
          .putInt(round)
          .put((byte) (sent ? 1 : 0))
          .put((byte) kind.ordinal())
          .put((byte) peer)
          .put(evidence)
          .array();
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private byte[] root = new byte[Digests.BYTES];

  void received(Message message) {
    add(new Entry(message.round(), false, message.kind(), message.from(), message.evidence()));
  }

  void sent(Message message) {
    add(new Entry(message.round(), true, message.kind(), message.to(), message.evidence()));
  }

  private void add(Entry entry) {
    entries.add(entry);
    root = Digests.sha256(root, entry.toBytes());
  }

  /** All entries so far. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Hash chain over the entries: SHA-256 of the root before and the entry, from 32 zero bytes. */
  public byte[] root() {
    return root.clone();
  }
}
