package io.tributary.protocol.run;

import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sealed share cut into records of at most 512 KiB: {@code "TCH1" | run (32) | repository (32) |
 * node (32) | index (4) | count (4) | total length (4) | bytes} (PROTOCOL 7.3). The header is for
 * assembly alone: what counts is the digest in the contribution and the seal.
 */
public final class ShareChunks {
  /** Longest record. */
  public static final int MAX_RECORD_BYTES = 512 << 10;

  private static final byte[] MAGIC = "TCH1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = Frame.MAGIC_BYTES + 3 * Digest.BYTES + 3 * Integer.BYTES;

  /** Bytes of the sealed share in each record but the last. */
  static final int BODY_BYTES = MAX_RECORD_BYTES - HEADER_BYTES;

  private static final String WHAT = "share record";

  private ShareChunks() {}

  /**
   * One record, read; its numbers agree with each other and with its length.
   *
   * @param body the bytes of the sealed share from {@code index * BODY_BYTES} on
   */
  public record Chunk(
      RunId run, PartyId repository, PartyId node, int index, int count, int total, byte[] body) {

    /**
     * Reads a record.
     *
     * @throws ProtocolException MALFORMED or TOO_LARGE
     */
    public static Chunk parse(byte[] bytes) {
      if (bytes.length > MAX_RECORD_BYTES) {
        throw ProtocolErrors.tooLarge(WHAT, bytes.length, MAX_RECORD_BYTES);
      }
      ByteBuffer in = ByteBuffer.wrap(bytes);
      Frame.expectMagic(in, MAGIC, WHAT);
      RunId run = new RunId(Frame.digest(in, WHAT));
      PartyId repository = party(in);
      PartyId node = party(in);
      ByteBuffer numbers = ByteBuffer.wrap(Frame.take(in, 3 * Integer.BYTES, WHAT));
      int index = numbers.getInt();
      int count = numbers.getInt();
      int total = numbers.getInt();
      byte[] body = Frame.take(in, in.remaining(), WHAT);
      boolean good =
          total > 0
              && count == records(total)
              && index >= 0
              && index < count
              && body.length == Math.min(BODY_BYTES, total - (long) index * BODY_BYTES);
      if (!good) {
        throw ProtocolErrors.malformed(WHAT, "index, count and lengths do not agree");
      }
      return new Chunk(run, repository, node, index, count, total, body);
    }

    private static PartyId party(ByteBuffer in) {
      try {
        return PartyId.of(Frame.digest(in, WHAT));
      } catch (IllegalArgumentException e) {
        throw ProtocolErrors.malformed(WHAT, "a party id");
      }
    }
  }

  /** Cuts a sealed share. */
  public static List<byte[]> split(RunId run, PartyId repository, PartyId node, byte[] sealed) {
    List<byte[]> out = new ArrayList<>();
    int count = records(sealed.length);
    for (int index = 0; index < count; index++) {
      int from = index * BODY_BYTES;
      int bytes = Math.min(BODY_BYTES, sealed.length - from);
      out.add(
          ByteBuffer.allocate(HEADER_BYTES + bytes)
              .put(MAGIC)
              .put(run.digest().bytes())
              .put(repository.bytes32().bytes())
              .put(node.bytes32().bytes())
              .putInt(index)
              .putInt(count)
              .putInt(sealed.length)
              .put(sealed, from, bytes)
              .array());
    }
    return out;
  }

  /** Into how many records a sealed share of so many bytes is cut. */
  public static int records(long total) {
    return Math.toIntExact((total + BODY_BYTES - 1) / BODY_BYTES);
  }

  /** Puts the records of one sealed share together, in any order and with repeats. */
  public static final class Assembler {
    private final RunId run;
    private final PartyId repository;
    private final PartyId node;
    private final long cap;
    private final SortedMap<Integer, byte[]> bodies = new TreeMap<>();
    private Optional<Integer> total = Optional.empty();

    /**
     * For one share.
     *
     * @param cap longest sealed share that the layout allows
     */
    public Assembler(RunId run, PartyId repository, PartyId node, long cap) {
      this.run = run;
      this.repository = repository;
      this.node = node;
      this.cap = cap;
    }

    /**
     * Takes one record. Memory grows by what has arrived, never by what is announced.
     *
     * @return the whole share once all records are there
     * @throws ProtocolException MALFORMED, TOO_LARGE, or CONFLICT if it differs from an earlier
     *     record for the same place or belongs to another share
     */
    public Optional<byte[]> accept(byte[] record) {
      Chunk chunk = Chunk.parse(record);
      if (chunk.total() > cap) {
        throw ProtocolErrors.tooLarge("sealed share", chunk.total(), cap);
      }
      boolean mine =
          chunk.run().equals(run)
              && chunk.repository().equals(repository)
              && chunk.node().equals(node);
      byte[] earlier = bodies.get(chunk.index());
      if (!mine
          || chunk.total() != total.orElse(chunk.total())
          || (earlier != null && !Arrays.equals(earlier, chunk.body()))) {
        throw ProtocolErrors.contribution(
            Code.CONFLICT,
            run,
            repository,
            "record " + chunk.index() + " for node " + node + " contradicts an earlier one",
            "The later record is ignored");
      }
      total = Optional.of(chunk.total());
      bodies.put(chunk.index(), chunk.body());
      return bodies.size() == chunk.count() ? Optional.of(whole(chunk.total())) : Optional.empty();
    }

    private byte[] whole(int length) {
      ByteBuffer out = ByteBuffer.allocate(length);
      bodies.values().forEach(out::put);
      return out.array();
    }
  }
}
