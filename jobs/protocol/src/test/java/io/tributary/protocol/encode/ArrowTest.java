package io.tributary.protocol.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.RingVector;
import io.tributary.mpc.ScalarField;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.Heap;
import io.tributary.protocol.Refused;
import io.tributary.protocol.error.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ArrowTest {
  private static final BlockShape SHAPE = new BlockShape(7, 3);

  @Test
  void vector_written_readsBack() {
    for (int cells : new int[] {1, 255, 256, 257, 1000}) {
      BlockShape shape = BlockShape.standard(cells);
      ScalarVector vector = vector(cells);
      byte[] bytes = Arrow.write(vector, shape);
      assertEquals(Arrow.length(shape), bytes.length);
      assertEquals(vector, Arrow.read(bytes, shape));
    }
  }

  @Test
  void stream_readByArrowItself_hasOneBatchABlock() throws IOException {
    byte[] bytes = Arrow.write(vector(7), SHAPE);
    byte[] elements = vector(7).toBytes();
    try (RootAllocator allocator = new RootAllocator();
        ArrowStreamReader reader =
            new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator)) {
      FixedSizeBinaryVector column =
          (FixedSizeBinaryVector) reader.getVectorSchemaRoot().getVector("scalar");
      int cell = 0;
      for (int block = 0; block < SHAPE.blocks(); block++) {
        assertTrue(reader.loadNextBatch());
        assertEquals(SHAPE.size(block), column.getValueCount());
        assertEquals(0, column.getNullCount());
        for (int i = 0; i < column.getValueCount(); i++, cell++) {
          assertArrayEquals(
              Arrays.copyOfRange(
                  elements, ScalarField.BYTES * cell, ScalarField.BYTES * (cell + 1)),
              column.get(i));
        }
      }
      assertFalse(reader.loadNextBatch());
    }
  }

  @Test
  @Tag("threat-33")
  void stream_withAnyByteFlipped_isRefusedOrAnotherVector() {
    ScalarVector vector = vector(7);
    byte[] good = Arrow.write(vector, SHAPE);
    int refused = 0;
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x40;
      if (Refused.orDone(
          () -> {
            ScalarVector other = Arrow.read(bad, SHAPE);
            assertFalse(other.equals(vector));
            assertArrayEquals(bad, Arrow.write(other, SHAPE));
          })) {
        refused++;
      }
    }
    assertTrue(refused >= good.length - ScalarField.BYTES * SHAPE.cells(), "refused " + refused);
  }

  @Test
  @Tag("threat-33")
  void stream_ofAnotherShapeOrLength_isRefused() {
    byte[] good = Arrow.write(vector(7), SHAPE);
    Refused.with(Code.MALFORMED, () -> Arrow.read(good, new BlockShape(7, 7)));
    Refused.with(Code.MALFORMED, () -> Arrow.read(good, new BlockShape(8, 3)));
    Refused.with(Code.MALFORMED, () -> Arrow.read(Arrays.copyOf(good, good.length - 1), SHAPE));
    Refused.with(Code.MALFORMED, () -> Arrow.read(Arrays.copyOf(good, good.length + 8), SHAPE));
    Refused.with(Code.MALFORMED, () -> Arrow.read(new byte[0], SHAPE));
  }

  @Test
  @Tag("threat-33")
  void stream_thatDeclaresHugeLengths_costsNoMemory() {
    byte[] bad = Arrow.write(vector(7), SHAPE);
    // The length of the schema message, after the continuation marker.
    Arrays.fill(bad, 4, 7, (byte) 0xff);
    bad[7] = 0x7f;
    Heap.atMost(1 << 20, () -> Refused.with(Code.MALFORMED, () -> Arrow.read(bad, SHAPE)));
  }

  @Test
  void piece_written_readsBackInTheLayoutOfScalars() throws IOException {
    for (int cells : new int[] {1, 255, 256, 257, 1000}) {
      BlockShape shape = BlockShape.standard(cells);
      byte[] bytes = Arrow.write(piece(cells), shape);
      assertEquals(Arrow.pieceLength(shape), bytes.length);
      assertEquals(piece(cells), Arrow.readPiece(bytes, shape));
    }
    try (RootAllocator allocator = new RootAllocator();
        ArrowStreamReader reader =
            new ArrowStreamReader(
                new ByteArrayInputStream(Arrow.write(piece(7), SHAPE)), allocator)) {
      FixedSizeBinaryVector column =
          (FixedSizeBinaryVector) reader.getVectorSchemaRoot().getVector("piece");
      assertTrue(reader.loadNextBatch());
      assertTrue(reader.loadNextBatch());
      assertEquals(SHAPE.size(1), column.getValueCount());
      assertArrayEquals(Arrays.copyOfRange(piece(7).toBytes(), 48, 64), column.get(0));
    }
  }

  @Test
  @Tag("threat-33")
  void streamOfAPiece_withAnyByteFlippedOrCut_isRefusedOrAnotherPiece() {
    byte[] good = Arrow.write(piece(7), SHAPE);
    int refused = 0;
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x40;
      if (Refused.orDone(
          () -> assertArrayEquals(bad, Arrow.write(Arrow.readPiece(bad, SHAPE), SHAPE)))) {
        refused++;
      }
      byte[] cut = Arrays.copyOf(good, i);
      Refused.with(Code.MALFORMED, () -> Arrow.readPiece(cut, SHAPE));
    }
    assertEquals(good.length - RingVector.BYTES * SHAPE.cells(), refused);
    Refused.with(Code.MALFORMED, () -> Arrow.readPiece(good, new BlockShape(8, 3)));
    Refused.with(Code.MALFORMED, () -> Arrow.read(good, SHAPE));
    Refused.with(Code.MALFORMED, () -> Arrow.readPiece(Arrow.write(vector(7), SHAPE), SHAPE));
  }

  @Test
  void stream_withElementAtOrder_isRefused() {
    byte[] order = new byte[ScalarField.BYTES];
    byte[] bigEndian = ScalarField.ORDER.toByteArray();
    for (int i = 0; i < ScalarField.BYTES; i++) {
      order[i] = bigEndian[bigEndian.length - 1 - i];
    }
    BlockShape one = new BlockShape(1, 1);
    byte[] bytes = Arrow.write(ScalarVector.zeros(1), one);
    System.arraycopy(order, 0, bytes, ArrowFrame.of(one, Column.SCALAR).data(0), ScalarField.BYTES);
    Refused.with(Code.MALFORMED, () -> Arrow.read(bytes, one));
  }

  private static ScalarVector vector(int cells) {
    return ScalarVector.ofIntegers(integers(cells));
  }

  private static RingVector piece(int cells) {
    return RingVector.ofIntegers(integers(cells));
  }

  private static List<BigInteger> integers(int cells) {
    return IntStream.range(0, cells)
        .mapToObj(i -> BigInteger.valueOf(i - 3L).shiftLeft(7 * (i % 16)))
        .toList();
  }
}
