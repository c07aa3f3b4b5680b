package io.tributary.protocol.fake;

/** The contract refused a transaction; the name is that of its custom error. */
public final class Reverted extends RuntimeException {
  private final String error;

  public Reverted(String error) {
    super("reverted: " + error);
    this.error = error;
  }

  /** Name of the contract's custom error. */
  public String error() {
    return error;
  }

  static void unless(boolean condition, String error) {
    if (!condition) {
      throw new Reverted(error);
    }
  }
}
