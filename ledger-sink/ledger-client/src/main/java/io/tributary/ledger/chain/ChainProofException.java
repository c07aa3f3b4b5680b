package io.tributary.ledger.chain;

/** The chain export does not prove what it claims. */
public final class ChainProofException extends RuntimeException {
  private final String where;

  ChainProofException(String where, String problem) {
    super(where + ": " + problem);
    this.where = where;
  }

  /** The part that does not fit, such as {@code block 12, receipt 0}. */
  public String where() {
    return where;
  }
}
