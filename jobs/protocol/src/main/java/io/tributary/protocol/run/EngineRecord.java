package io.tributary.protocol.run;

import io.tributary.mpc.four.Committee;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What travels between two nodes of a comparison run: {@code "TEM1" | session (1) | kind (1) |
 * round (4) | epoch (4) | sealed} (PROTOCOL 7.6). The header serves order and opening; what counts
 * is the seal.
 *
 * @param session {@link Committee#session}
 * @param kind what is inside
 * @param round of the engine's message; 0 for other kinds
 * @param epoch key epoch of the sender
 * @param sealed to the recipient
 */
public record EngineRecord(int session, Kind kind, int round, int epoch, byte[] sealed) {
  /** What a record is for; the ordinals are on the wire. */
  public enum Kind {
    /** Opens the channel: its key, and the seeds that sender and recipient are to share. */
    HELLO,
    /** Hashes and joint messages of a round. */
    STEP,
    /** The sender has stopped in this session. */
    ABORT,
    /** The sender has its part of the output. */
    DONE,
    /** The sender goes on to the sessions of three. */
    LEAVE
  }

  private static final byte[] MAGIC = "TEM1".getBytes(StandardCharsets.US_ASCII);
  private static final int LABEL_BYTES = 1 + 1 + Integer.BYTES + Integer.BYTES;
  private static final int HEADER_BYTES = Frame.MAGIC_BYTES + LABEL_BYTES;
  private static final String WHAT = "engine record";

  /** The header behind the magic: what a channel derives the record's key from. */
  public byte[] label() {
    return label(session, kind, round, epoch);
  }

  /** The label of a record in the making. */
  public static byte[] label(int session, Kind kind, int round, int epoch) {
    return ByteBuffer.allocate(LABEL_BYTES)
        .put((byte) session)
        .put((byte) kind.ordinal())
        .putInt(round)
        .putInt(epoch)
        .array();
  }

  /** The record's bytes. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
        .put(MAGIC)
        .put(label())
        .put(sealed)
        .array();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws ProtocolException MALFORMED
   */
  public static EngineRecord parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Frame.expectMagic(in, MAGIC, WHAT);
    ByteBuffer label = ByteBuffer.wrap(Frame.take(in, LABEL_BYTES, WHAT));
    int session = label.get();
    int kind = label.get();
    int round = label.getInt();
    int epoch = label.getInt();
    if (session < 0
        || session > Committee.PARTIES
        || kind < 0
        || kind >= Kind.values().length
        || round < 0
        || epoch < 1) {
      throw ProtocolErrors.malformed(WHAT, "session, kind, round or epoch");
    }
    return new EngineRecord(
        session, Kind.values()[kind], round, epoch, Frame.take(in, in.remaining(), WHAT));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EngineRecord that && Arrays.equals(toBytes(), that.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toBytes());
  }
}
