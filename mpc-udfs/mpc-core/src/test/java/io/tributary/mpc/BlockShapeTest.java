package io.tributary.mpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BlockShapeTest {
  @Test
  void blocks_ofAnyShape_coverEveryCellOnce() {
    Trial.repeat(
        50,
        trial -> {
          BlockShape shape = new BlockShape(trial.between(1, 2000), trial.between(1, 300));
          int next = 0;
          for (int block = 0; block < shape.blocks(); block++) {
            assertEquals(next, shape.start(block));
            next += shape.size(block);
          }
          assertEquals(shape.cells(), next);
        });
  }

  @Test
  void hugeShapes_doNotOverflow() {
    int max = Integer.MAX_VALUE;
    assertEquals(1, new BlockShape(max, max).blocks());
    assertEquals(max, new BlockShape(max, 1).blocks());
    assertEquals(max, new BlockShape(max, max).size(0));
  }

  @Test
  void blockOutsideOfTheShape_isRefused() {
    BlockShape shape = new BlockShape(5, 2);
    assertThrows(IndexOutOfBoundsException.class, () -> shape.size(3));
    assertThrows(IndexOutOfBoundsException.class, () -> shape.size(-1));
    assertThrows(IllegalArgumentException.class, () -> new BlockShape(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new BlockShape(1, 0));
  }
}
