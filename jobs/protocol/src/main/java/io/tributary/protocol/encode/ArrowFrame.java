package io.tributary.protocol.encode;

import io.tributary.mpc.BlockShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/**
 * The Arrow stream of a shape with all elements zero, and where each block's elements are.
 *
 * @param bytes the stream, made for the caller
 * @param dataOffsets per block
 */
record ArrowFrame(byte[] bytes, int[] dataOffsets) {
  int data(int block) {
    return dataOffsets[block];
  }

  static ArrowFrame of(BlockShape shape, Column kind) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int[] offsets = new int[shape.blocks()];
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(kind.schema(), allocator);
        ArrowStreamWriter writer = new ArrowStreamWriter(root, null, Channels.newChannel(out))) {
      FixedSizeBinaryVector column = (FixedSizeBinaryVector) root.getVector(0);
      writer.start();
      for (int block = 0; block < shape.blocks(); block++) {
        zeros(column, kind.bytes(), shape.size(block));
        root.setRowCount(shape.size(block));
        writer.writeBatch();
        // The elements are the last buffer of a batch, and 16 or 32 bytes each need no padding.
        offsets[block] = out.size() - kind.bytes() * shape.size(block);
      }
      writer.end();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return new ArrowFrame(out.toByteArray(), offsets);
  }

  /** Length of the stream: all blocks but the last take the same. */
  static int length(BlockShape shape, Column kind) {
    if (shape.blocks() <= 2) {
      return of(shape, kind).bytes().length;
    }
    int whole = shape.size(0);
    int rest = shape.size(shape.blocks() - 1);
    int two = length(new BlockShape(whole + rest, whole), kind);
    int block = two - length(new BlockShape(rest, whole), kind);
    return Math.toIntExact(two + (shape.blocks() - 2L) * block);
  }

  private static void zeros(FixedSizeBinaryVector column, int bytes, int size) {
    column.allocateNew(size);
    column.getDataBuffer().setZero(0, (long) bytes * size);
    column.getValidityBuffer().setZero(0, column.getValidityBuffer().capacity());
    for (int i = 0; i < size; i++) {
      column.setIndexDefined(i);
    }
    column.setValueCount(size);
  }
}
