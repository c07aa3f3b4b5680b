package io.tributary.agent;

import io.tributary.protocol.flow.Question;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.statement.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What this repository has answered, for good: the same question put to nearly the same
 * repositories would let the asker take one answer from the other and read whoever is in one of
 * them only (PROTOCOL 6.3, step 11).
 */
final class AskedBefore {
  private static final String TABLE = "answered";

  private AskedBefore() {}

  /**
   * Keeps that this run's question is answered; in the transaction that makes its dealing final.
   */
  static void answered(Tx tx, RunView view) {
    String repositories =
        view.request().repositories().stream().map(PartyId::name).collect(Collectors.joining(","));
    tx.putIfAbsent(
        TABLE,
        Question.digest(view) + "/" + view.run(),
        repositories.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The refusal, or empty if the question is new, or was put to exactly these repositories, or to
   * ones of which at least the job's minimum of organisations differ.
   *
   * @throws io.tributary.protocol.port.LedgerException if organisations must be counted and the
   *     ledger is silent
   */
  static Optional<Verdict.Refuse> refusal(Tx tx, RunView view, Ledger ledger) {
    List<PartyId> now = view.request().repositories();
    for (Set<PartyId> before : sets(tx, view)) {
      if (Question.tooNear(view, before, now, ledger)) {
        return Check.no(
            RefusalCode.REPEATED,
            "the same question was answered for a set that differs by "
                + Question.difference(before, now)
                + " only; the job needs "
                + view.compiled().minimumContributors()
                + " organisations");
      }
    }
    return Check.pass();
  }

  private static List<Set<PartyId>> sets(Tx tx, RunView view) {
    List<Set<PartyId>> sets = new ArrayList<>();
    for (byte[] stored : tx.scan(TABLE, Question.digest(view) + "/").values()) {
      String[] names = new String(stored, StandardCharsets.US_ASCII).split(",", -1);
      sets.add(Arrays.stream(names).map(PartyId::new).collect(Collectors.toSet()));
    }
    return sets;
  }
}
