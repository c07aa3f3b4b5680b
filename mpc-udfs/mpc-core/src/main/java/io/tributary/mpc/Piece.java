package io.tributary.mpc;

import java.util.Optional;

/**
 * One of the four pieces of a contribution to a run that compares: a seed from which the piece and
 * its blindings expand, or the piece as a vector with a seed for the blindings alone. A secret: it
 * owns its seed and vector, and {@link #close()} wipes them.
 */
public final class Piece implements AutoCloseable {
  private final BlockShape shape;
  private final Seed seed;
  private final Optional<RingVector> vector;

  private Piece(BlockShape shape, Seed seed, Optional<RingVector> vector) {
    this.shape = shape;
    this.seed = seed;
    this.vector = vector;
  }

  /** Piece and blindings both from a seed, which the piece takes over. */
  public static Piece ofSeed(BlockShape shape, Seed seed) {
    return new Piece(shape, seed, Optional.empty());
  }

  /**
   * Piece as given, blindings from a seed; both are taken over.
   *
   * @throws MpcException SHAPE_MISMATCH when there is not one element a cell
   */
  public static Piece ofVector(BlockShape shape, Seed blindingSeed, RingVector vector) {
    if (vector.length() != shape.cells()) {
      throw MpcException.shape("piece", shape.cells(), vector.length());
    }
    return new Piece(shape, blindingSeed, Optional.of(vector));
  }

  /** How the cells are cut into blocks. */
  public BlockShape shape() {
    return shape;
  }

  /** Whether the piece is a vector of its own. */
  public boolean isVector() {
    return vector.isPresent();
  }

  /** The seed of the piece itself, not a copy. */
  public Seed seed() {
    return seed;
  }

  /** One element a cell; a copy that the caller wipes. */
  public RingVector cells() {
    return vector.isPresent() ? vector.get().copy() : seed.piece(shape);
  }

  /** One blinding a block; a copy that the caller wipes. */
  public ScalarVector blindings() {
    return seed.blindings(shape);
  }

  /** Wipes the seed and the vector. */
  @Override
  public void close() {
    seed.close();
    vector.ifPresent(RingVector::wipe);
  }
}
