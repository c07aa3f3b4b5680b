package io.tributary.protocol.run;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.Piece;
import io.tributary.mpc.ReplicatedShare;
import io.tributary.mpc.RingVector;
import io.tributary.mpc.Seed;
import io.tributary.protocol.encode.Arrow;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The text inside a sealed share of a run that compares: {@code "TSP1"}, then, for each piece but
 * the node's own, ascending, {@code kind (1) | seed (32) | [Arrow stream]} (PROTOCOL 7.3). At most
 * one of them is a vector, so its length depends on kind and shape alone.
 */
public final class PiecePayload {
  private static final byte[] MAGIC = "TSP1".getBytes(StandardCharsets.US_ASCII);
  private static final byte SEED = 1;
  private static final byte VECTOR = 2;
  private static final int PIECE_BYTES = 1 + Seed.BYTES;
  private static final String WHAT = "share of pieces";

  private PiecePayload() {}

  /** Length of the payload, with a vector among the pieces or without. */
  public static int length(BlockShape shape, boolean vector) {
    return Frame.MAGIC_BYTES
        + (ReplicatedShare.PIECES - 1) * PIECE_BYTES
        + (vector ? Arrow.pieceLength(shape) : 0);
  }

  /** Writes a payload; the caller wipes it once it is sealed. */
  public static byte[] write(ReplicatedShare share) {
    boolean vector = share.pieces().values().stream().anyMatch(Piece::isVector);
    ByteBuffer out = ByteBuffer.allocate(length(share.shape(), vector)).put(MAGIC);
    for (Piece piece : share.pieces().values()) {
      byte[] seed = piece.seed().copyBytes();
      byte[] body = piece.isVector() ? vector(piece) : new byte[0];
      out.put(piece.isVector() ? VECTOR : SEED).put(seed).put(body);
      Arrays.fill(seed, (byte) 0);
      Arrays.fill(body, (byte) 0);
    }
    return out.array();
  }

  private static byte[] vector(Piece piece) {
    RingVector cells = piece.cells();
    byte[] body = Arrow.write(cells, piece.shape());
    cells.wipe();
    return body;
  }

  /**
   * Reads the payload of a node.
   *
   * @param node its index, which is that of the piece it lacks
   * @return a share that the caller closes
   * @throws ProtocolException MALFORMED
   */
  public static ReplicatedShare read(byte[] payload, BlockShape shape, int node) {
    ByteBuffer in = ByteBuffer.wrap(payload);
    Map<Integer, Piece> pieces = new TreeMap<>();
    try {
      Frame.expectMagic(in, MAGIC, WHAT);
      // What is left when all seeds are taken is the one vector, or nothing.
      int stream = payload.length - length(shape, false);
      for (int index = 0; index < ReplicatedShare.PIECES; index++) {
        if (index != node) {
          Piece piece = piece(in, shape, stream);
          pieces.put(index, piece);
          stream -= piece.isVector() ? stream : 0;
        }
      }
      if (in.hasRemaining()) {
        throw ProtocolErrors.malformed(WHAT, "it is too long");
      }
      return new ReplicatedShare(node, pieces);
    } catch (RuntimeException e) {
      pieces.values().forEach(Piece::close);
      throw e;
    }
  }

  private static Piece piece(ByteBuffer in, BlockShape shape, int stream) {
    byte kind = Frame.take(in, 1, WHAT)[0];
    byte[] seed = Frame.take(in, Seed.BYTES, WHAT);
    try {
      if (kind == SEED) {
        return Piece.ofSeed(shape, Seed.of(seed));
      } else if (kind == VECTOR && stream > 0) {
        return Piece.ofVector(shape, Seed.of(seed), vector(in, shape, stream));
      }
      throw ProtocolErrors.malformed(WHAT, "a piece is neither a seed nor the one vector");
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  private static RingVector vector(ByteBuffer in, BlockShape shape, int bytes) {
    byte[] body = Frame.take(in, bytes, WHAT);
    try {
      return Arrow.readPiece(body, shape);
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }
}
