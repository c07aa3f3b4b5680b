package io.tributary.testkit;

import io.tributary.protocol.fake.FakeLedger;
import io.tributary.protocol.fake.Requests;
import io.tributary.protocol.fake.Roster;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.AbortReason;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Ends runs on the ledger, where one party is tested alone and nobody else plays. */
final class LedgerEnds {
  private final FakeLedger ledger;
  private final Roster roster;

  LedgerEnds(Federation federation) {
    this.ledger = federation.ledger();
    this.roster = federation.roster();
  }

  /** With no answer. */
  void abort(RunId run) {
    PartyId coordinator = roster.coordinator().id();
    ledger.abort(sign(coordinator, new Abort(coordinator, run, AbortReason.TOO_FEW.code(), 1)));
  }

  /** Completed over the contribution of one, and made up ones of these. */
  void complete(Signed<Contribution> own, PartyId... others) {
    RunId run = own.statement().runId();
    Map<PartyId, Digest> members = new TreeMap<>();
    members.put(own.statement().repository(), record(own));
    for (PartyId other : others) {
      Digest any = Requests.digest("of " + other);
      Contribution said = new Contribution(other, run, any, any, any, any, Digest.ZERO, 1, 1);
      members.put(other, record(sign(other, said)));
    }
    InclusionSet set = InclusionSet.of(members);
    ledger.close(run, byNodes(node -> new Checked(node, run, set.root(), set.size(), 1)), set);
    Digest any = Requests.digest("anything");
    ledger.complete(
        run, byNodes(node -> new Completion(node, run, set.root(), any, any, any, 1, 1, 1)));
  }

  private Digest record(Signed<Contribution> signed) {
    ledger.recordContribution(signed);
    return Eip712.digest(ledger.domain(), signed.statement());
  }

  private <T extends Statement> List<Signed<T>> byNodes(Function<PartyId, T> statement) {
    return roster.nodes().stream().map(node -> sign(node, statement.apply(node))).toList();
  }

  private <T extends Statement> Signed<T> sign(PartyId party, T statement) {
    return roster.sign(ledger, party, statement);
  }
}
