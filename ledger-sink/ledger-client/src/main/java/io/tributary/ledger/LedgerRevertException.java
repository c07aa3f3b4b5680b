package io.tributary.ledger;

/** The contract refused a call that had to succeed. */
public final class LedgerRevertException extends RuntimeException {
  private final transient LedgerRevert revert;

  LedgerRevertException(String function, LedgerRevert revert) {
    super("the contract refused " + function + ": " + revert);
    this.revert = revert;
  }

  public LedgerRevert revert() {
    return revert;
  }
}
