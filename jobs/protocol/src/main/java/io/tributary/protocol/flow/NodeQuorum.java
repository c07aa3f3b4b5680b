package io.tributary.protocol.flow;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.statement.RunRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Which nodes' statements close or complete a run, and how long the missing are waited for. */
public final class NodeQuorum {
  private NodeQuorum() {}

  /**
   * Statements to put together now, in share order (PROTOCOL 6.6, 6.8); none while there are too
   * few, or more are waited for.
   *
   * @param awaited nodes that are expected to speak: once they all have, nobody waits
   * @param said what has been said, by node; of others than the run's it is left out
   * @param waited whether those that are there have waited long enough for the rest; asked only if
   *     they would do
   */
  public static <T> List<T> of(
      RunRequest request,
      Collection<PartyId> awaited,
      Map<PartyId, T> said,
      BooleanSupplier waited) {
    boolean complete = said.keySet().containsAll(awaited);
    return isEnough(request, said.keySet()) && (complete || waited.getAsBoolean())
        ? request.nodes().stream().filter(said::containsKey).map(said::get).toList()
        : List.of();
  }

  /** Whether the ledger takes what so many of the run's nodes have signed. */
  public static boolean isEnough(RunRequest request, Collection<PartyId> signers) {
    return request.nodes().stream().filter(signers::contains).count() >= request.nodesNeeded();
  }
}
