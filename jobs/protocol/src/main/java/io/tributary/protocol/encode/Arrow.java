package io.tributary.protocol.encode;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.MpcException;
import io.tributary.mpc.ScalarField;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Vectors of field elements as an Arrow IPC stream: one column {@code scalar}, {@code
 * FixedSizeBinary(32)}, little-endian, not nullable; one record batch a block (PROTOCOL 2.2).
 *
 * <p>All bytes but the elements follow from the shape. Reading compares them, so hostile lengths
 * and offsets never reach an Arrow reader and each vector has one encoding.
 */
public final class Arrow {
  private Arrow() {}

  /** Length of a stream of this shape, in bytes. */
  public static int length(BlockShape shape) {
    return ArrowFrame.of(shape).bytes().length;
  }

  /** Writes one stream. */
  public static byte[] write(ScalarVector vector, BlockShape shape) {
    if (vector.length() != shape.cells()) {
      throw new IllegalArgumentException("the vector has not one element a cell");
    }
    ArrowFrame frame = ArrowFrame.of(shape);
    byte[] out = frame.bytes();
    byte[] elements = vector.toBytes();
    for (int block = 0; block < shape.blocks(); block++) {
      System.arraycopy(
          elements,
          ScalarField.BYTES * shape.start(block),
          out,
          frame.data(block),
          ScalarField.BYTES * shape.size(block));
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
    ArrowFrame frame = ArrowFrame.of(shape);
    byte[] expected = frame.bytes();
    if (ipc.length != expected.length) {
      throw ProtocolErrors.malformed(
          "Arrow stream", ipc.length + " bytes instead of " + expected.length);
    }
    ByteBuffer elements = ByteBuffer.allocate(ScalarField.BYTES * shape.cells());
    int from = 0;
    for (int block = 0; block < shape.blocks(); block++) {
      int data = frame.data(block);
      int bytes = ScalarField.BYTES * shape.size(block);
      checkFrame(ipc, expected, from, data, block);
      elements.put(ipc, data, bytes);
      from = data + bytes;
    }
    checkFrame(ipc, expected, from, ipc.length, shape.blocks());
    try {
      return ScalarVector.fromBytes(elements.array());
    } catch (MpcException e) {
      throw ProtocolErrors.malformed("Arrow stream", String.valueOf(e.getMessage()), e);
    } finally {
      Arrays.fill(elements.array(), (byte) 0);
    }
  }

  private static void checkFrame(byte[] ipc, byte[] expected, int from, int to, int block) {
    if (!Arrays.equals(ipc, from, to, expected, from, to)) {
      throw ProtocolErrors.malformed(
          "Arrow stream", "schema or batch header before block " + block);
    }
  }
}
