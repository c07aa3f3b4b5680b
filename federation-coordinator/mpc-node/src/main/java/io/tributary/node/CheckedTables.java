package io.tributary.node;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.CommitmentTable;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.statement.Contribution;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Commitment tables as read from contributions. Reading finds every point and checks its subgroup,
 * which is most of the work of a check; so the latest are kept for the products of the set.
 */
final class CheckedTables {
  /** About 30 MB. */
  private static final int MOST_POINTS = 100_000;

  /** All that reading depends on. */
  private record Key(
      Contribution statement,
      Digest commitments,
      List<Digest> sealed,
      int nodes,
      BlockShape shape) {}

  private final Map<Key, CommitmentTable> tables = new LinkedHashMap<>();
  private int points;

  /**
   * The table of a contribution, as {@link ContributionMessage#table} reads it.
   *
   * @throws io.tributary.protocol.error.ProtocolException MALFORMED or DIGEST
   */
  synchronized CommitmentTable of(RunView view, ContributionMessage message) {
    int nodes = view.request().nodes().size();
    Key key =
        new Key(
            message.signed().statement(),
            Digests.sha256(message.commitments()),
            message.sealed(),
            nodes,
            view.shape());
    CommitmentTable known = tables.get(key);
    if (known != null) {
      return known;
    }
    CommitmentTable table = message.table(nodes, view.shape());
    keep(key, table);
    return table;
  }

  private void keep(Key key, CommitmentTable table) {
    tables.put(key, table);
    points += size(table);
    Iterator<CommitmentTable> oldest = tables.values().iterator();
    while (points > MOST_POINTS) {
      points -= size(oldest.next());
      oldest.remove();
    }
  }

  private static int size(CommitmentTable table) {
    return table.nodes() * table.blocks();
  }
}
