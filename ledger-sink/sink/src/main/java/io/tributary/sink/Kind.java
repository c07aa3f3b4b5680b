package io.tributary.sink;

import io.tributary.ledger.LedgerCall;
import io.tributary.ledger.LedgerCalls;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;

/** Statements that the sink carries. */
enum Kind {
  ACCEPTANCE(Acceptance.class),
  REFUSAL(Refusal.class),
  CONTRIBUTION(Contribution.class),
  CHECKED(Checked.class),
  COMPLETION(Completion.class),
  RECEIPT(Receipt.class),
  ABORT(Abort.class);

  private final Class<? extends Statement> statement;

  Kind(Class<? extends Statement> statement) {
    this.statement = statement;
  }

  Class<? extends Statement> statement() {
    return statement;
  }

  /** The call that records one such statement by itself. */
  static LedgerCall call(Signed<?> signed) {
    Statement s = signed.statement();
    if (s instanceof Acceptance acceptance) {
      return LedgerCalls.acceptance(new Signed<>(acceptance, signed.signature()));
    } else if (s instanceof Refusal refusal) {
      return LedgerCalls.refusal(new Signed<>(refusal, signed.signature()));
    } else if (s instanceof Contribution contribution) {
      return LedgerCalls.contribution(new Signed<>(contribution, signed.signature()));
    } else if (s instanceof Receipt receipt) {
      return LedgerCalls.receipt(new Signed<>(receipt, signed.signature()));
    } else if (s instanceof Abort abort) {
      return LedgerCalls.abort(new Signed<>(abort, signed.signature()));
    }
    throw new IllegalArgumentException("not recorded by itself: " + s.getClass().getSimpleName());
  }
}
