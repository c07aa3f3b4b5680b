package io.tributary.auditor;

import io.tributary.protocol.transcript.Leaf;

/** A check has failed at a leaf. */
final class AuditFault extends RuntimeException {
  private final transient Leaf leaf;

  AuditFault(Leaf leaf, String detail) {
    this(leaf, detail, null);
  }

  AuditFault(Leaf leaf, String detail, Throwable cause) {
    super(detail, cause);
    this.leaf = leaf;
  }

  Leaf leaf() {
    return leaf;
  }

  /** Throws unless the condition holds. */
  static void unless(boolean condition, Leaf leaf, String detail) {
    if (!condition) {
      throw new AuditFault(leaf, detail);
    }
  }
}
