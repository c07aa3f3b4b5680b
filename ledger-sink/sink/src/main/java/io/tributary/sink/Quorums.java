package io.tributary.sink;

import io.tributary.ledger.LedgerCall;
import io.tributary.ledger.LedgerCalls;
import io.tributary.protocol.flow.Grace;
import io.tributary.protocol.flow.NodeQuorum;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Puts together what the nodes have signed: at once when all have that are expected to, and without
 * those that the run can do without after a grace.
 */
final class Quorums {
  /**
   * How much longer completions are waited for: a node waits for another one, then in sessions of
   * three once more, before it completes.
   */
  private static final long COMPARING_SECONDS = 45;

  private final Grace grace;
  private final Grace comparing;

  Quorums(long graceSeconds) {
    this.grace = new Grace(graceSeconds);
    this.comparing = new Grace(graceSeconds == 0 ? 0 : graceSeconds + COMPARING_SECONDS);
  }

  void forget(RunId run) {
    grace.forget(run + "/");
    comparing.forget(run + "/");
  }

  /** The largest set that enough nodes have checked, once all its contributions are recorded. */
  Optional<Item> close(RunFile file, RunRequest request, long now) {
    return file.of(Kind.CHECKED).stream()
        .map(c -> c.set().orElseThrow())
        .distinct()
        .sorted(Comparator.comparing(InclusionSet::size).reversed())
        .filter(set -> isRecorded(file, set))
        .flatMap(set -> close(file, request, set, now).stream())
        .findFirst();
  }

  private Optional<Item> close(RunFile file, RunRequest request, InclusionSet set, long now) {
    Digest root = set.root();
    String key = file.run() + "/close/" + root;
    Map<PartyId, Signed<Checked>> said =
        byNode(file, Kind.CHECKED, Checked.class, c -> c.inclusionRoot().equals(root));
    List<Signed<Checked>> checked =
        enough(file, request, request.nodes(), said, key, () -> grace.isOver(key, now));
    if (checked.isEmpty()) {
      return Optional.empty();
    }
    LedgerCall call = LedgerCalls.close(file.run(), checked, set.members());
    return Optional.of(new Item(key, file.run(), call));
  }

  private static boolean isRecorded(RunFile file, InclusionSet set) {
    return set.members().entrySet().stream()
        .allMatch(
            m ->
                file.of(Kind.CONTRIBUTION).stream()
                    .anyMatch(
                        c ->
                            c.party().equals(m.getKey())
                                && c.digest().equals(m.getValue())
                                && file.isHandled(c.key())));
  }

  /** Completions over the final set; those who made it final are waited for. */
  Optional<Item> complete(RunFile file, RunRequest request, RunRecord record, long now) {
    String key = file.run() + "/complete";
    Map<PartyId, Signed<Completion>> said =
        byNode(
            file,
            Kind.COMPLETION,
            Completion.class,
            c -> c.inclusionRoot().equals(record.inclusionRoot()));
    List<Signed<Completion>> completions =
        enough(file, request, record.closers(), said, key, () -> comparing.isOver(key, now));
    if (completions.isEmpty()) {
      return Optional.empty();
    }
    LedgerCall call = LedgerCalls.complete(file.run(), completions);
    return Optional.of(new Item(key, file.run(), call));
  }

  private <T> List<T> enough(
      RunFile file,
      RunRequest request,
      Collection<PartyId> awaited,
      Map<PartyId, T> said,
      String key,
      BooleanSupplier isOver) {
    return file.isHandled(key) ? List.of() : NodeQuorum.of(request, awaited, said, isOver);
  }

  private static <T extends Statement> Map<PartyId, Signed<T>> byNode(
      RunFile file, Kind kind, Class<T> type, Predicate<T> wanted) {
    Map<PartyId, Signed<T>> byNode = new TreeMap<>();
    for (Carried carried : file.of(kind)) {
      T statement = type.cast(carried.signed().statement());
      if (wanted.test(statement)) {
        // The first one counts, as for the nodes.
        byNode.putIfAbsent(carried.party(), new Signed<>(statement, carried.signed().signature()));
      }
    }
    return byNode;
  }
}
