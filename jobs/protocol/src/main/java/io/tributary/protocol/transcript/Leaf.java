package io.tributary.protocol.transcript;

import io.tributary.protocol.id.Digest;

/**
 * Names the smallest part of a run folder that a check can point at, as a person would look for it:
 * {@code transcript/contributions.jsonl line 3}, {@code blobs/5f…}, {@code chain.json block 12
 * receipt 0}.
 *
 * @param name the text
 */
public record Leaf(String name) {
  /** The chain export as a whole. */
  public static final Leaf CHAIN = new Leaf("chain.json");

  /** The querier's answer. */
  public static final Leaf RESULT = new Leaf("result.json");

  /** The querier's evidence against a node. */
  public static final Leaf EVIDENCE = new Leaf("evidence.json");

  /** A line, counted from 1. */
  public static Leaf line(TranscriptFile file, int line) {
    return new Leaf(file.path() + " line " + line);
  }

  /** A whole transcript file, when lines are missing. */
  public static Leaf file(TranscriptFile file) {
    return new Leaf(file.path());
  }

  /** A blob. */
  public static Leaf blob(Digest sha256) {
    return new Leaf("blobs/" + blobName(sha256));
  }

  /** A member of the chain export that belongs to no block. */
  public static Leaf chain(String member) {
    return new Leaf("chain.json " + member);
  }

  /** A block of the chain export. */
  public static Leaf block(long number) {
    return new Leaf("chain.json block " + number);
  }

  /** A receipt of the chain export, by its index in the block. */
  public static Leaf receipt(long block, int index) {
    return new Leaf("chain.json block " + block + " receipt " + index);
  }

  /** A blob's file name: 64 hex digits, as {@code sha256sum} prints them. */
  static String blobName(Digest sha256) {
    return sha256.hex().substring(2);
  }

  @Override
  public String toString() {
    return name;
  }
}
