package io.tributary.node;

import io.tributary.protocol.flow.Question;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.run.InclusionSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Of which sets this node has summed a question, in all runs (PROTOCOL 6.6). Repositories see only
 * who is asked; who is in the sum shows here. Whoever kept one back — relay, coordinator, asker or
 * the repository itself — no two sums are made whose difference tells what a few hold.
 */
final class SummedBefore {
  private static final String TABLE = "summed";

  private SummedBefore() {}

  /** Keeps that a run sums this set; in the transaction that commits to it. */
  static void note(Tx tx, RunView view, Collection<PartyId> members) {
    String names = members.stream().map(PartyId::name).sorted().collect(Collectors.joining(","));
    tx.putIfAbsent(TABLE, key(view), names.getBytes(StandardCharsets.US_ASCII));
  }

  /** Forgets a run of which nothing was released, and nothing will be. */
  static void forget(Tx tx, RunView view) {
    tx.delete(TABLE, key(view));
  }

  /**
   * Whether the sum of these would tell, with one of another run, of too few.
   *
   * @throws io.tributary.protocol.port.LedgerException if organisations must be counted and the
   *     ledger is silent
   */
  static boolean tells(Tx tx, RunView view, Collection<PartyId> members, Ledger ledger) {
    return sets(tx, view).stream()
        .anyMatch(before -> Question.tooNear(view, before, members, ledger));
  }

  /**
   * What may be summed of a set: all of it; else those of it that were summed before, whose sum
   * tells nothing new; else nothing.
   */
  static Optional<InclusionSet> allowed(Tx tx, RunView view, InclusionSet held, Ledger ledger) {
    if (!tells(tx, view, held.members().keySet(), ledger)) {
      return Optional.of(held);
    }
    return sets(tx, view).stream()
        .filter(before -> held.members().keySet().containsAll(before))
        .max(Comparator.comparingInt(Set::size))
        .map(before -> only(held, before));
  }

  /** Those members of a set. */
  static InclusionSet only(InclusionSet held, Set<PartyId> repositories) {
    Map<PartyId, Digest> members = new TreeMap<>(held.members());
    members.keySet().retainAll(repositories);
    return InclusionSet.of(members);
  }

  private static List<Set<PartyId>> sets(Tx tx, RunView view) {
    List<Set<PartyId>> sets = new ArrayList<>();
    tx.scan(TABLE, Question.digest(view) + "/")
        .forEach(
            (key, names) -> {
              if (!key.equals(key(view))) {
                sets.add(read(names));
              }
            });
    return sets;
  }

  private static Set<PartyId> read(byte[] names) {
    return Arrays.stream(new String(names, StandardCharsets.US_ASCII).split(",", -1))
        .map(PartyId::new)
        .collect(Collectors.toSet());
  }

  private static String key(RunView view) {
    return Question.digest(view) + "/" + view.run();
  }
}
