package io.tributary.protocol.port;

import io.tributary.protocol.id.PartyId;

/** Names of the topics (PROTOCOL 7.1). */
public final class Topics {
  /** All signed statements; one lane a party, by roster index. */
  public static final String STATEMENTS = "tributary-statements";

  private Topics() {}

  /** Coordinator to one repository. */
  public static String dispatch(PartyId repository) {
    return "tributary-dispatch-" + repository;
  }

  /** Sealed shares of one repository for one node. */
  public static String shares(PartyId repository, PartyId node) {
    return "tributary-shares-" + repository + "-" + node;
  }

  /** Sealed outputs of one node, released against all completions. */
  public static String sums(PartyId node) {
    return "tributary-sums-" + node;
  }
}
