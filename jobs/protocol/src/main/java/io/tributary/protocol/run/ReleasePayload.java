package io.tributary.protocol.run;

import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Message;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.evaluate.ReleasedCells;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text inside a node's sealed output of a comparison run: {@code "TSR1" | sessions (1)}, then
 * for each session that the node has finished, ascending, {@code session (1) | length (4) | the
 * engine's opening message} (PROTOCOL 7.4).
 */
public final class ReleasePayload {
  private static final byte[] MAGIC = "TSR1".getBytes(StandardCharsets.US_ASCII);
  private static final String WHAT = "output";
  private static final int MOST_OPENINGS = 4;
  private static final int PIECES = 2;
  private static final int CELL_BYTES = 16;

  /** Header and hashes of an opening message. */
  private static final int OTHER_BYTES = 1 << 10;

  private ReleasePayload() {}

  /** The longest payload of a job: four sessions of which each sender shows two pieces of all. */
  public static int longest(CompiledJob job) {
    long bytes = 0;
    for (List<Integer> set : ReleasedCells.sets(job)) {
      bytes += CELL_BYTES * (long) ReleasedCells.groupOfCell(job, set).length + job.groups(set);
    }
    return (int) Math.min(Integer.MAX_VALUE, MOST_OPENINGS * (PIECES * bytes + OTHER_BYTES));
  }

  /** Writes a payload; the caller wipes it once it is sealed. */
  public static byte[] write(SortedMap<Integer, Message> openings) {
    SortedMap<Integer, byte[]> parts = new TreeMap<>();
    openings.forEach((session, message) -> parts.put(session, message.toBytes()));
    int bytes = parts.values().stream().mapToInt(part -> 1 + Integer.BYTES + part.length).sum();
    ByteBuffer out = ByteBuffer.allocate(MAGIC.length + 1 + bytes).put(MAGIC);
    out.put((byte) parts.size());
    for (Map.Entry<Integer, byte[]> part : parts.entrySet()) {
      out.put(part.getKey().byteValue()).putInt(part.getValue().length).put(part.getValue());
      Arrays.fill(part.getValue(), (byte) 0);
    }
    return out.array();
  }

  /**
   * Reads a payload: opening messages by session.
   *
   * @throws ProtocolException MALFORMED
   */
  public static SortedMap<Integer, Message> read(byte[] payload) {
    ByteBuffer in = ByteBuffer.wrap(payload);
    Frame.expectMagic(in, MAGIC, WHAT);
    int count = Frame.take(in, 1, WHAT)[0];
    SortedMap<Integer, Message> openings = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      int session = Frame.take(in, 1, WHAT)[0];
      int length = ByteBuffer.wrap(Frame.take(in, Integer.BYTES, WHAT)).getInt();
      boolean follows = openings.isEmpty() || session > openings.lastKey();
      if (session < 0 || session > Committee.PARTIES || !follows || length < 0) {
        throw ProtocolErrors.malformed(WHAT, "its sessions are not in order");
      }
      openings.put(session, message(Frame.take(in, length, WHAT)));
    }
    if (openings.isEmpty() || in.hasRemaining()) {
      throw ProtocolErrors.malformed(WHAT, "it holds no session, or more than it says");
    }
    return openings;
  }

  private static Message message(byte[] bytes) {
    try {
      return Message.parse(bytes);
    } catch (IllegalArgumentException e) {
      throw ProtocolErrors.malformed(WHAT, e.getMessage(), e);
    }
  }
}
