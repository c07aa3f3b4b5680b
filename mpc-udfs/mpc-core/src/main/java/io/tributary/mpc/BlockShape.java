package io.tributary.mpc;

import java.util.Objects;

/**
 * How a vector of cells is cut into blocks. Each block has one commitment; only the last block may
 * be shorter than {@code blockSize}.
 *
 * @param cells number of cells, at least 1
 * @param blockSize cells in a full block, at least 1
 */
public record BlockShape(int cells, int blockSize) {
  /** Cells in a block unless a job says otherwise. */
  public static final int STANDARD_BLOCK = 256;

  public BlockShape {
    if (cells < 1 || blockSize < 1) {
      throw new IllegalArgumentException("cells and blockSize must be positive");
    }
  }

  /** The shape with {@link #STANDARD_BLOCK} cells a block. */
  public static BlockShape standard(int cells) {
    return new BlockShape(cells, STANDARD_BLOCK);
  }

  /** Number of blocks. */
  public int blocks() {
    return (cells - 1) / blockSize + 1;
  }

  /** Index of the first cell of a block. */
  public int start(int block) {
    return Math.multiplyExact(block, blockSize);
  }

  /** Number of cells in a block. */
  public int size(int block) {
    Objects.checkIndex(block, blocks());
    return Math.min(blockSize, cells - start(block));
  }
}
