package io.tributary.mpc;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * 32 secret bytes from which a node's shares, or a piece, and blindings are expanded. It has no
 * {@code toString}, compares in constant time, and {@link #close()} wipes it. Copies that {@code
 * javax.crypto} makes for itself while expanding stay until they are collected.
 */
public final class Seed implements AutoCloseable {
  /** Length of a seed. */
  public static final int BYTES = 32;

  /** Domain of the pieces of comparison runs. */
  private static final int PIECES = 5;

  private final byte[] bytes;
  private boolean wiped;

  private Seed(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A fresh seed. */
  public static Seed random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Seed(bytes);
  }

  /**
   * A seed from a copy of 32 bytes.
   *
   * @throws MpcException BAD_LENGTH
   */
  public static Seed of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw MpcException.badLength("seed", "32", bytes.length);
    }
    return new Seed(bytes.clone());
  }

  /** A copy of the secret bytes; the caller wipes it. */
  public byte[] copyBytes() {
    return bytes().clone();
  }

  /** One share a cell: domain 1, each block from its own counter range. */
  public ScalarVector shares(BlockShape shape) {
    ScalarVector shares = ScalarVector.zeros(shape.cells());
    SeedExpander expander = new SeedExpander(bytes());
    for (int block = 0; block < shape.blocks(); block++) {
      expander.expand(
          SeedExpander.SHARES, block, shares.limbs(), shape.start(block), shape.size(block));
    }
    expander.wipe();
    return shares;
  }

  /** One blinding a block: domain 2, each block from its own counter range. */
  public ScalarVector blindings(BlockShape shape) {
    ScalarVector blindings = ScalarVector.zeros(shape.blocks());
    SeedExpander expander = new SeedExpander(bytes());
    for (int block = 0; block < shape.blocks(); block++) {
      expander.expand(SeedExpander.BLINDINGS, block, blindings.limbs(), block, 1);
    }
    expander.wipe();
    return blindings;
  }

  /**
   * One piece mod 2^128 a cell: domain 5, each block from its own counter range, 16 bytes of the
   * key stream a cell, little-endian.
   */
  public RingVector piece(BlockShape shape) {
    RingVector piece = RingVector.zeros(shape.cells());
    for (int block = 0; block < shape.blocks(); block++) {
      long[] words = new KeyStream(bytes(), PIECES, block).next(2 * shape.size(block));
      piece.put(shape.start(block), words);
      Arrays.fill(words, 0);
    }
    return piece;
  }

  /** The shares of one block, without expanding the others. */
  ScalarVector shares(BlockShape shape, int block) {
    return expandOne(SeedExpander.SHARES, block, shape.size(block));
  }

  /** The blinding of one block. */
  ScalarVector blinding(int block) {
    return expandOne(SeedExpander.BLINDINGS, block, 1);
  }

  private ScalarVector expandOne(int domain, int block, int count) {
    ScalarVector scalars = ScalarVector.zeros(count);
    SeedExpander expander = new SeedExpander(bytes());
    expander.expand(domain, block, scalars.limbs(), 0, count);
    expander.wipe();
    return scalars;
  }

  private byte[] bytes() {
    if (wiped) {
      throw MpcException.wiped("seed");
    }
    return bytes;
  }

  /** Overwrites the seed; it cannot be used afterwards. */
  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
    wiped = true;
  }

  /** In constant time. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Seed that && MessageDigest.isEqual(bytes(), that.bytes());
  }

  /** The same for all seeds: a hash of the bytes would give them away. */
  @Override
  public int hashCode() {
    return BYTES;
  }
}
