package io.tributary.sink;

import io.tributary.protocol.id.RunId;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that the sink has of one run.
 *
 * @param request with its approvals, once the dispatch has been seen
 * @param carried in order of arrival
 * @param evidence against a node
 * @param handled keys of items that need no more writing
 */
record RunFile(
    RunId run,
    Optional<Asked> request,
    List<Carried> carried,
    Optional<OpeningEvidence> evidence,
    Set<String> handled) {
  RunFile {
    carried = carried.stream().sorted(Comparator.comparingLong(Carried::arrival)).toList();
    handled = Set.copyOf(handled);
  }

  /** The request and the approvals that came with it. */
  record Asked(Signed<RunRequest> request, List<Signed<Approval>> approvals) {
    Asked {
      approvals = List.copyOf(approvals);
    }
  }

  boolean isHandled(String key) {
    return handled.contains(key);
  }

  List<Carried> of(Kind kind) {
    return carried.stream().filter(c -> c.kind() == kind).toList();
  }

  /** Those of a kind that still have to be written. */
  List<Carried> waiting(Kind kind) {
    return of(kind).stream().filter(c -> !isHandled(c.key())).toList();
  }
}
