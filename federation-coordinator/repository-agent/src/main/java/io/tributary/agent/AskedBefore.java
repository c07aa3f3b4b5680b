package io.tributary.agent;

import io.tributary.protocol.flow.Question;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.statement.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What this repository has answered, for good: the same question put to nearly the same
 * repositories would let the asker take one answer from the other and read whoever is in one of
 * them only (PROTOCOL 6.3, step 11). Who is in a sum only its nodes see: so the honest one among
 * them must know of both.
 */
final class AskedBefore {
  private static final String TABLE = "answered";

  private AskedBefore() {}

  /** Who was asked, and who was to add up. */
  private record Asked(Set<PartyId> repositories, Set<PartyId> nodes) {
    static Asked of(RunView view) {
      return new Asked(
          new TreeSet<>(view.request().repositories()), new TreeSet<>(view.request().nodes()));
    }

    static Asked read(byte[] stored) {
      String[] sets = new String(stored, StandardCharsets.US_ASCII).split("/", 2);
      return new Asked(ids(sets[0]), sets.length == 1 ? Set.of() : ids(sets[1]));
    }

    byte[] write() {
      return (names(repositories) + "/" + names(nodes)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether all nodes of one of the runs are among those of the other. */
    boolean sharesNodes(Asked other) {
      return nodes.containsAll(other.nodes) || other.nodes.containsAll(nodes);
    }

    private static String names(Set<PartyId> ids) {
      return ids.stream().map(PartyId::name).collect(Collectors.joining(","));
    }

    private static Set<PartyId> ids(String names) {
      return Arrays.stream(names.split(",", -1)).map(PartyId::new).collect(Collectors.toSet());
    }
  }

  /**
   * Keeps that this run's question is answered; in the transaction that makes its dealing final.
   */
  static void answered(Tx tx, RunView view) {
    tx.putIfAbsent(TABLE, Question.digest(view) + "/" + view.run(), Asked.of(view).write());
  }

  /**
   * The refusal, or empty if the question is new, or was put to exactly these repositories, or to
   * ones of which at least the job's minimum of organisations differ; and always by nodes that are
   * all among these, or all of these among them.
   *
   * @throws io.tributary.protocol.port.LedgerException if organisations must be counted and the
   *     ledger is silent
   */
  static Optional<Verdict.Refuse> refusal(Tx tx, RunView view, Ledger ledger) {
    Asked now = Asked.of(view);
    for (byte[] stored : tx.scan(TABLE, Question.digest(view) + "/").values()) {
      Asked before = Asked.read(stored);
      if (Question.tooNear(view, before.repositories(), now.repositories(), ledger)) {
        return Check.no(
            RefusalCode.REPEATED,
            "the same question was answered for a set that differs by "
                + Question.difference(before.repositories(), now.repositories())
                + " only; the job needs "
                + view.compiled().minimumContributors()
                + " organisations");
      }
      if (!before.sharesNodes(now)) {
        return Check.no(
            RefusalCode.REPEATED,
            "the same question was answered by the nodes "
                + before.nodes()
                + ", and an honest one of these may not know of it");
      }
    }
    return Check.pass();
  }
}
