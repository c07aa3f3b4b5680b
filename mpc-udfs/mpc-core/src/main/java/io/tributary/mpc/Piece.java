package io.tributary.mpc;

import java.util.Optional;

/**
 * One of the four pieces of a contribution to a run that compares: a seed from which the piece and
 * its blindings expand, or the piece as a vector with a seed for the blindings alone. A secret: it
 * owns its seed and vector, and {@link #close()} wipes them.
 */
public final class Piece extends Seeded<RingVector> {
  private Piece(BlockShape shape, Seed seed, Optional<RingVector> vector) {
    super(shape, seed, vector);
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
    return new Piece(shape, blindingSeed, Optional.of(vector));
  }

  /** One element a cell; a copy that the caller wipes. */
  public RingVector cells() {
    return isVector() ? vector().orElseThrow().copy() : seed().piece(shape());
  }
}
