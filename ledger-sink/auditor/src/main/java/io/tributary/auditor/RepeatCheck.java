package io.tributary.auditor;

import io.tributary.auditor.ContributionsCheck.Usable;
import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.protocol.flow.FinalSet;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.transcript.Leaf;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Cells that were dealt in an earlier run: all of the set are, of one run of the same job, asked of
 * the same repositories, and together they are that run's whole set (PROTOCOL 6.6). That it had the
 * same parameters shows in the transcripts of both: digests of parameters are salted.
 */
final class RepeatCheck {
  private RepeatCheck() {}

  /** Whether any member of the set says so. */
  static boolean applies(List<Usable> members) {
    return members.stream().anyMatch(member -> statement(member).repeats().isPresent());
  }

  static String check(Case run, List<Usable> members) {
    Digest named = statement(members.get(0)).again();
    for (Usable member : members) {
      AuditFault.unless(
          statement(member).again().equals(named),
          member.line().leaf(),
          "cells of an earlier run and others were added up");
    }
    RunId earlier = new RunId(named);
    Leaf leaf = members.get(0).line().leaf();
    sameQuestion(run, earlier, leaf);
    wholeSet(run, earlier, members, leaf);
    return "the answer of run " + earlier + " again, by all " + members.size() + " of its set";
  }

  private static void sameQuestion(Case run, RunId earlier, Leaf leaf) {
    LedgerEvent.RunOpened opened =
        run.chain()
            .one(earlier, LedgerEvent.RunOpened.class)
            .map(Dated::event)
            .orElseThrow(
                () ->
                    new AuditFault(leaf, "names run " + earlier + ", which is not in the export"));
    AuditFault.unless(
        opened.jobDigest().equals(run.asked().jobDigest())
            && opened.repositories().equals(run.asked().repositories()),
        leaf,
        "names run " + earlier + ", which is of another job or other repositories");
  }

  /** As the ledger stood when this run's set became final. */
  private static void wholeSet(Case run, RunId earlier, List<Usable> members, Leaf leaf) {
    Ledger then =
        run.chain()
            .one(run.run(), LedgerEvent.RunClosed.class)
            .map(closed -> run.chain().ledgerAt(closed))
            .orElseThrow();
    Optional<RunRecord> record = then.run(earlier).filter(FinalSet::isCompleted);
    AuditFault.unless(
        record.isPresent(), leaf, "names run " + earlier + ", which had not completed");
    Map<PartyId, Digest> dealt = new TreeMap<>();
    for (Usable member : members) {
      then.contribution(earlier, member.repository())
          .ifPresent(digest -> dealt.put(member.repository(), digest));
    }
    AuditFault.unless(
        dealt.size() == members.size()
            && dealt.size() == record.get().contributors()
            && InclusionSet.of(dealt).root().equals(record.get().inclusionRoot()),
        leaf,
        "names run " + earlier + ", whose set was another");
  }

  private static Contribution statement(Usable member) {
    return member.line().entry().signed().statement();
  }
}
