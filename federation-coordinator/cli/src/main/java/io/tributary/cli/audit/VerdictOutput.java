package io.tributary.cli.audit;

import io.tributary.auditor.Deposits;
import io.tributary.auditor.RunVerdict;
import java.util.Optional;

/** Takes verdicts one at a time, so that they need not all be held. */
interface VerdictOutput {
  void add(RunVerdict verdict);

  /** After the last. */
  void end(Tally tally, Optional<Deposits> deposits);
}
