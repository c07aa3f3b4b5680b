package io.tributary.protocol.port;

import io.tributary.protocol.id.PartyId;

/** Names of the topics (PROTOCOL 7.1). */
public final class Topics {
  /** All signed statements; one lane a party, by roster index. */
  public static final String STATEMENTS = "tributary-statements";

  private static final String MPC = "tributary-mpc-";

  private Topics() {}

  /** Coordinator to one repository. */
  public static String dispatch(PartyId repository) {
    return "tributary-dispatch-" + repository;
  }

  /** Sealed shares of one repository for one node. */
  public static String shares(PartyId repository, PartyId node) {
    return "tributary-shares-" + repository + "-" + node;
  }

  /** What one node says to another in comparison runs. */
  public static String mpc(PartyId from, PartyId to) {
    return MPC + from + "-" + to;
  }

  /** Whether nodes speak to each other there. */
  public static boolean isMpc(String topic) {
    return topic.startsWith(MPC);
  }

  /** Sealed outputs of one node, released against all completions. */
  public static String sums(PartyId node) {
    return "tributary-sums-" + node;
  }
}
