package io.tributary.agent;

import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.statement.RefusalCode;
import java.util.Optional;

/** One reason not to answer. */
@FunctionalInterface
interface Check {
  /**
   * The refusal, or empty if this check has nothing against the run.
   *
   * @param now Unix seconds
   * @throws io.tributary.protocol.port.LedgerException if the ledger must be asked and is silent
   */
  Optional<Verdict.Refuse> refusal(RunView view, long now);

  static Optional<Verdict.Refuse> no(RefusalCode code, String why) {
    return Optional.of(new Verdict.Refuse(code, why));
  }

  static Optional<Verdict.Refuse> pass() {
    return Optional.empty();
  }
}
