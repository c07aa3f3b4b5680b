package io.tributary.agent;

import io.tributary.mpc.noise.Zcdp;
import io.tributary.party.desk.Loss;
import io.tributary.party.policy.Budget;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.statement.RefusalCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What answers with noise have cost the people of each table (PROTOCOL 6.3, step 13). A run's loss
 * is written down in the transaction that accepts it, so that of runs at once none is forgotten,
 * and struck out only in the one that refuses it before any share has left. Counted by
 * organisation, too, so that more keys buy no more answers.
 */
final class BudgetBook {
  private static final String TABLE = "privacy-losses";

  /** Which tables a run was charged to. */
  private static final String CHARGED = "charged-tables";

  private BudgetBook() {}

  /** A loss in the book. */
  private record Entry(long at, Zcdp loss, Digest organisation) {
    static Entry read(byte[] stored) {
      ByteBuffer buffer = ByteBuffer.wrap(stored);
      long at = buffer.getLong();
      Zcdp loss = new Zcdp(buffer.getLong());
      byte[] organisation = new byte[Digest.BYTES];
      buffer.get(organisation);
      return new Entry(at, loss, Digest.of(organisation));
    }

    byte[] write() {
      return ByteBuffer.allocate(2 * Long.BYTES + Digest.BYTES)
          .putLong(at)
          .putLong(loss.nanoRho())
          .put(organisation.bytes())
          .array();
    }
  }

  /**
   * The refusal, if the run's loss would pass a budget of one of its tables.
   *
   * @param budgets by table, of the policy of this moment; a table without has none to spend
   */
  static Optional<Verdict.Refuse> refusal(
      Tx tx, RunView view, Digest organisation, Map<String, Budget> budgets, long now) {
    Optional<Zcdp> loss = loss(view);
    if (loss.isEmpty()) {
      return Check.pass();
    }
    for (String table : tables(view)) {
      Optional<Verdict.Refuse> refusal =
          refusal(
              tx, table, loss.get(), organisation, Optional.ofNullable(budgets.get(table)), now);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Check.pass();
  }

  private static Optional<Verdict.Refuse> refusal(
      Tx tx, String table, Zcdp loss, Digest organisation, Optional<Budget> given, long now) {
    if (given.isEmpty()) {
      return Check.no(RefusalCode.POLICY, "table " + table + " has no budget for jobs with noise");
    }
    Budget budget = given.get();
    List<Entry> spent =
        tx.scan(TABLE, table + "/").values().stream()
            .map(Entry::read)
            .filter(entry -> budget.per().holds(entry.at(), now))
            .toList();
    Zcdp all = sum(spent).plus(loss);
    Zcdp own =
        sum(spent.stream().filter(e -> e.organisation().equals(organisation)).toList()).plus(loss);
    boolean total = all.nanoRho() > budget.nanoOfAll();
    if (!total && own.nanoRho() <= budget.nanoOfOne()) {
      return Check.pass();
    }
    return Check.no(
        RefusalCode.BUDGET,
        "with this run table "
            + table
            + (total
                ? " would have cost rho " + all.rho() + " of " + budget.rho()
                : " would have cost rho " + own.rho() + " by one organisation, of ")
            + (total ? "" : budget.organisation()));
  }

  private static Zcdp sum(List<Entry> entries) {
    return entries.stream().map(Entry::loss).reduce(Zcdp.NONE, Zcdp::plus);
  }

  /** Writes the run's loss down; in the transaction that accepts it. */
  static void reserve(Tx tx, RunView view, Digest organisation, long now) {
    Optional<Zcdp> loss = loss(view);
    if (loss.isEmpty()) {
      return;
    }
    byte[] entry = new Entry(now, loss.get(), organisation).write();
    List<String> tables = tables(view);
    tables.forEach(table -> tx.putIfAbsent(TABLE, table + "/" + view.run(), entry));
    byte[] names = String.join("/", tables).getBytes(StandardCharsets.US_ASCII);
    tx.putIfAbsent(CHARGED, view.run().toString(), names);
  }

  /**
   * Strikes out what a run was charged, if it was; in the transaction that refuses it, of which
   * nothing has left.
   */
  static void refund(Tx tx, RunId run) {
    Optional<byte[]> names = tx.get(CHARGED, run.toString());
    if (names.isPresent()) {
      for (String table : new String(names.get(), StandardCharsets.US_ASCII).split("/", -1)) {
        tx.delete(TABLE, table + "/" + run);
      }
      tx.delete(CHARGED, run.toString());
    }
  }

  /** All that is in the book, for the operator. */
  static List<Loss> losses(Tx tx) {
    List<Loss> losses = new ArrayList<>();
    tx.scan(TABLE, "")
        .forEach(
            (key, stored) -> {
              Entry entry = Entry.read(stored);
              int slash = key.indexOf('/');
              losses.add(
                  new Loss(
                      RunId.parse(key.substring(slash + 1)),
                      key.substring(0, slash),
                      entry.at(),
                      entry.loss().nanoRho(),
                      entry.organisation()));
            });
    losses.sort(Comparator.comparingLong(Loss::at).thenComparing(l -> l.run() + l.table()));
    return losses;
  }

  private static Optional<Zcdp> loss(RunView view) {
    return view.compiled().release().orElse(null) instanceof Release.Noised rules
        ? Optional.of(rules.loss())
        : Optional.empty();
  }

  private static List<String> tables(RunView view) {
    return view.compiled().inputs().stream()
        .filter(input -> !input.isPublic())
        .map(Input::name)
        .toList();
  }
}
