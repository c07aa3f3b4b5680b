package io.tributary.ledger.chain;

/** Statements that the contract keeps a record of; ordinals are the contract's. */
public enum StatementKind {
  NONE,
  REQUEST,
  ACCEPTANCE,
  REFUSAL,
  CONTRIBUTION,
  CHECKED,
  COMPLETION,
  RECEIPT,
  ABORT
}
