package io.tributary.mpc;

import java.util.Optional;

/**
 * A vector of a dealing, and the blindings of its blocks: both expanded from one seed, or the
 * vector as given and only the blindings from the seed. A secret: it owns seed and vector, and
 * {@link #close()} wipes them.
 */
abstract sealed class Seeded<V extends Scalars> implements AutoCloseable permits NodeShare, Piece {
  private final BlockShape shape;
  private final Seed seed;
  private final Optional<V> vector;

  /** Takes over seed and vector; refuses a vector of another length: SHAPE_MISMATCH. */
  Seeded(BlockShape shape, Seed seed, Optional<V> vector) {
    this.shape = shape;
    this.seed = seed;
    this.vector = vector;
    if (vector.isPresent() && vector.get().length() != shape.cells()) {
      throw MpcException.shape("elements of a vector", shape.cells(), vector.get().length());
    }
  }

  /** The vector itself, if it is not expanded. */
  Optional<V> vector() {
    return vector;
  }

  /** How the cells are cut into blocks. */
  public BlockShape shape() {
    return shape;
  }

  /** Whether there is a vector of its own. */
  public boolean isVector() {
    return vector.isPresent();
  }

  /** The seed itself, not a copy. */
  public Seed seed() {
    return seed;
  }

  /** One blinding a block; a copy that the caller wipes. */
  public ScalarVector blindings() {
    return seed.blindings(shape);
  }

  /** Wipes the seed and the vector. */
  @Override
  public void close() {
    seed.close();
    vector.ifPresent(Scalars::wipe);
  }
}
