package io.tributary.party.policy;

import io.tributary.protocol.statement.RefusalCode;

/** What a policy makes of a request. */
public sealed interface Judgement {
  /** A rule allows it; how often, and whether a person must agree, is for the caller to see to. */
  record Allowed(Policy.Rule rule) implements Judgement {}

  /**
   * Nothing allows it.
   *
   * @param code all that the outside learns
   * @param why for the operator
   */
  record Refused(RefusalCode code, String why) implements Judgement {}
}
