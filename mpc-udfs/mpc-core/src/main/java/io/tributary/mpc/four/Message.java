package io.tributary.mpc.four;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one party sends another, or the receiver outside (index 4), in one exchange. The layout is
 * in the package documentation.
 *
 * @param context run id (32 bytes), attempt (4), absent party plus one (1)
 * @param digests 32 bytes each; their number and meaning follow from the program
 */
public record Message(
    byte[] context, Kind kind, int round, int from, int to, List<byte[]> digests, byte[] body) {
  /** What a message is for. */
  public enum Kind {
    /** Hashes of inputs or outputs, to be compared with what other holders have. */
    AGREE,
    /** Joint messages and hashes of one layer. */
    LAYER,
    /** Pieces of outputs, and hashes of such pieces. */
    OPEN,
    /** The sender has stopped; the body says why. */
    ABORT
  }

  static final int CONTEXT_BYTES = 37;
  private static final int MAGIC = 0x54464d31; // "TFM1"
  private static final int HEADER = 4 + CONTEXT_BYTES + 1 + 4 + 1 + 1 + 4;
  private static final int MAX_DIGESTS = 64;

  /** Takes the arrays as they are: they are not to be changed afterwards. */
  public Message {
    digests = List.copyOf(digests);
  }

  /** The bytes that travel. */
  public byte[] toBytes() {
    byte[] head = head();
    return ByteBuffer.allocate(head.length + Integer.BYTES + body.length)
        .put(head)
        .putInt(body.length)
        .put(body)
        .array();
  }

  private byte[] head() {
    ByteBuffer buffer = ByteBuffer.allocate(HEADER + digests.size() * Digests.BYTES);
    buffer.putInt(MAGIC).put(context).put((byte) kind.ordinal()).putInt(round);
    buffer.put((byte) from).put((byte) to).putInt(digests.size());
    digests.forEach(buffer::put);
    return buffer.array();
  }

  /**
   * SHA-256 over everything but the body, which the digests cover; of an abort, over the body too.
   * This is what a sender signs, and what two signed messages are compared by.
   */
  public byte[] evidence() {
    return kind == Kind.ABORT ? Digests.sha256(head(), body) : Digests.sha256(head());
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException for any other bytes
   */
  public static Message parse(byte[] bytes) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      require(buffer.getInt() == MAGIC, "magic");
      byte[] context = take(buffer, CONTEXT_BYTES);
      int kind = buffer.get();
      require(kind >= 0 && kind < Kind.values().length, "kind");
      int round = buffer.getInt();
      int from = buffer.get();
      int to = buffer.get();
      require(round >= 0 && from >= 0 && from < Committee.PARTIES, "round or sender");
      require(to >= 0 && to <= Committee.OUTSIDE && to != from, "receiver");
      int count = buffer.getInt();
      require(count >= 0 && count <= MAX_DIGESTS, "number of digests");
      List<byte[]> digests = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        digests.add(take(buffer, Digests.BYTES));
      }
      require(buffer.getInt() == buffer.remaining(), "length of the body");
      byte[] body = take(buffer, buffer.remaining());
      return new Message(context, Kind.values()[kind], round, from, to, digests, body);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("engine message: too short", e);
    }
  }

  private static byte[] take(ByteBuffer buffer, int count) {
    byte[] bytes = new byte[count];
    buffer.get(bytes);
    return bytes;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("engine message: bad " + what);
    }
  }

  /** By value; in time that depends on the bytes. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Message that && Arrays.equals(toBytes(), that.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(evidence());
  }

  /** Who, whom, what and how long; no content. */
  @Override
  public String toString() {
    return kind + " " + round + " from " + from + " to " + to + ", " + body.length + " bytes";
  }
}
