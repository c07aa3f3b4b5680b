package io.tributary.protocol.encode;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.MpcException;
import io.tributary.mpc.RingVector;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Vectors as an Arrow IPC stream, not nullable, one record batch a block (PROTOCOL 2.2): field
 * elements in a column {@code scalar} of {@code FixedSizeBinary(32)}, pieces of comparison runs in
 * a column {@code piece} of {@code FixedSizeBinary(16)}, both little-endian.
 *
 * <p>All bytes but the elements follow from the shape. Reading compares them, so hostile lengths
 * and offsets never reach an Arrow reader and each vector has one encoding.
 */
public final class Arrow {
  private static final String WHAT = "Arrow stream";

  private Arrow() {}

  /** Length of a stream of field elements of this shape, in bytes. */
  public static int length(BlockShape shape) {
    return ArrowFrame.length(shape, Column.SCALAR);
  }

  /** Length of a stream of a piece of this shape, in bytes. */
  public static int pieceLength(BlockShape shape) {
    return ArrowFrame.length(shape, Column.PIECE);
  }

  /** Writes one stream. */
  public static byte[] write(ScalarVector vector, BlockShape shape) {
    return write(vector.toBytes(), shape, Column.SCALAR);
  }

  /** Writes one stream. */
  public static byte[] write(RingVector piece, BlockShape shape) {
    return write(piece.toBytes(), shape, Column.PIECE);
  }

  /** Wipes the elements. */
  private static byte[] write(byte[] elements, BlockShape shape, Column column) {
    int width = column.bytes();
    if (elements.length != width * shape.cells()) {
      throw new IllegalArgumentException("the vector has not one element a cell");
    }
    ArrowFrame frame = ArrowFrame.of(shape, column);
    byte[] out = frame.bytes();
    for (int block = 0; block < shape.blocks(); block++) {
      int from = width * shape.start(block);
      System.arraycopy(elements, from, out, frame.data(block), width * shape.size(block));
    }
    Arrays.fill(elements, (byte) 0);
    return out;
  }

  /**
   * Reads one stream that must have exactly this shape.
   *
   * @throws ProtocolException MALFORMED on any other schema, batch, length or element not below the
   *     order
   */
  public static ScalarVector read(byte[] ipc, BlockShape shape) {
    return read(ipc, shape, Column.SCALAR, ScalarVector::fromBytes);
  }

  /**
   * Reads one stream that must have exactly this shape.
   *
   * @throws ProtocolException MALFORMED on any other schema, batch or length
   */
  public static RingVector readPiece(byte[] ipc, BlockShape shape) {
    return read(ipc, shape, Column.PIECE, RingVector::fromBytes);
  }

  private static <T> T read(
      byte[] ipc, BlockShape shape, Column column, Function<byte[], T> decode) {
    byte[] elements = elements(ipc, shape, column);
    try {
      return decode.apply(elements);
    } catch (MpcException e) {
      throw ProtocolErrors.malformed(WHAT, String.valueOf(e.getMessage()), e);
    } finally {
      Arrays.fill(elements, (byte) 0);
    }
  }

  private static byte[] elements(byte[] ipc, BlockShape shape, Column column) {
    ArrowFrame frame = ArrowFrame.of(shape, column);
    byte[] expected = frame.bytes();
    if (ipc.length != expected.length) {
      throw ProtocolErrors.malformed(WHAT, ipc.length + " bytes instead of " + expected.length);
    }
    ByteBuffer elements = ByteBuffer.allocate(column.bytes() * shape.cells());
    int from = 0;
    for (int block = 0; block < shape.blocks(); block++) {
      int data = frame.data(block);
      int bytes = column.bytes() * shape.size(block);
      checkFrame(ipc, expected, from, data, block);
      elements.put(ipc, data, bytes);
      from = data + bytes;
    }
    checkFrame(ipc, expected, from, ipc.length, shape.blocks());
    return elements.array();
  }

  private static void checkFrame(byte[] ipc, byte[] expected, int from, int to, int block) {
    if (!Arrays.equals(ipc, from, to, expected, from, to)) {
      throw ProtocolErrors.malformed(WHAT, "schema or batch header before block " + block);
    }
  }
}
