package io.tributary.agent;

import io.tributary.protocol.statement.RefusalCode;

/** What the agent makes of a dispatched request. */
sealed interface Verdict {
  Verdict ACCEPT = new Accept();

  /** It will contribute. */
  record Accept() implements Verdict {}

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

  static Verdict refuse(RefusalCode code, String why) {
    return new Refuse(code, why);
  }
}
