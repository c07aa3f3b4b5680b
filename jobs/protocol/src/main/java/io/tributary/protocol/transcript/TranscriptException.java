package io.tributary.protocol.transcript;

/** A run folder, or a line of a transcript, does not have the form it must have. */
public final class TranscriptException extends RuntimeException {
  private final transient Leaf leaf;

  public TranscriptException(Leaf leaf, String problem) {
    this(leaf, problem, null);
  }

  public TranscriptException(Leaf leaf, String problem, Throwable cause) {
    super(leaf + ": " + problem, cause);
    this.leaf = leaf;
  }

  /** Where. */
  public Leaf leaf() {
    return leaf;
  }
}
