package io.tributary.auditor;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.RefusalCode;
import io.tributary.protocol.statement.Statement;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.Leaf;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What each repository decided: signed, about this very request, by one that was asked. */
final class DecisionsCheck {
  private DecisionsCheck() {}

  static String check(Case run) {
    int accepted = each(run, run.lines().about(Acceptance.class));
    int refused = each(run, run.lines().about(Refusal.class));
    return accepted + " accepted, " + refused + " refused";
  }

  private static int each(Case run, List<Line<Entry.OfStatement>> lines) {
    Set<PartyId> seen = new HashSet<>();
    for (Line<Entry.OfStatement> line : lines) {
      PartyId repository = StatementCheck.ofRun(run, line, about(line.statement())).id();
      asked(run, line.leaf(), repository);
      AuditFault.unless(seen.add(repository), line.leaf(), "a second one of " + repository);
      AuditFault.unless(
          request(line.statement()).equals(run.opened().event().requestDigest()),
          line.leaf(),
          "answers another request");
      if (line.statement() instanceof Refusal refusal) {
        AuditFault.unless(
            refusal.code() > 0 && refusal.code() < RefusalCode.values().length,
            line.leaf(),
            "gives a reason that is not on the list");
      }
    }
    return lines.size();
  }

  /** The repository is one of those asked. */
  static void asked(Case run, Leaf leaf, PartyId repository) {
    AuditFault.unless(
        run.asked().repositories().contains(repository), leaf, repository + " was not asked");
  }

  private static RunId about(Statement statement) {
    return statement instanceof Acceptance acceptance
        ? acceptance.runId()
        : ((Refusal) statement).runId();
  }

  private static Digest request(Statement statement) {
    return statement instanceof Acceptance acceptance
        ? acceptance.requestDigest()
        : ((Refusal) statement).requestDigest();
  }
}
