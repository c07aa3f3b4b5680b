package io.tributary.agent;

import io.tributary.protocol.id.RunId;
import io.tributary.protocol.statement.RefusalCode;
import java.util.Optional;
import java.util.Set;

/** What the agent makes of a dispatched request. */
sealed interface Verdict {
  /** Refusals of what the ledger would not open. */
  Set<RefusalCode> NO_QUESTION =
      Set.of(
          RefusalCode.MALFORMED,
          RefusalCode.SIGNATURE,
          RefusalCode.NOT_VETTED,
          RefusalCode.REVOKED,
          RefusalCode.EXPIRED);

  Verdict ACCEPT = new Accept(Optional.empty());

  /**
   * It will contribute.
   *
   * @param earlier the run whose cells it deals once more; empty if it computes them
   */
  record Accept(Optional<RunId> earlier) implements Verdict {}

  /**
   * It will not.
   *
   * @param code all that the outside learns
   * @param why for the operator's log
   */
  record Refuse(RefusalCode code, String why) implements Verdict {}

  /**
   * It cannot say yet.
   *
   * @param why for the operator's log
   */
  record Wait(String why) implements Verdict {}

  /** Whether somebody has asked something: what nobody may ask holds up no other run. */
  static boolean isQuestion(Verdict verdict) {
    return !(verdict instanceof Refuse refusal) || !NO_QUESTION.contains(refusal.code());
  }

  static Verdict refuse(RefusalCode code, String why) {
    return new Refuse(code, why);
  }
}
