package io.tributary.auditor;

import io.tributary.auditor.ContributionsCheck.Usable;
import io.tributary.mpc.four.Message;
import io.tributary.protocol.compare.ComparisonOpening;
import io.tributary.protocol.compare.ComparisonPlan;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.run.ReleasePayload;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The querier's last step in a comparison run (PROTOCOL 7.4): what the nodes have sealed to it is
 * put together; it is right although one of them lies or says nothing.
 */
final class ReleaseOpening {
  private final AuditReport report;
  private final Case run;
  private final List<Usable> members;

  ReleaseOpening(AuditReport report, Case run, List<Usable> members) {
    this.report = report;
    this.run = run;
    this.members = members;
  }

  Opening open(SealingKeyPair key) {
    Map<Integer, SortedMap<Integer, Message>> outputs = new TreeMap<>();
    List<String> unreadable = new ArrayList<>();
    for (Line<Entry.Completed> line : run.lines().of(Entry.Completed.class)) {
      PartyId node = line.entry().signed().statement().node();
      if (!SealedOutput.isThere(run, line)) {
        unreadable.add(node + ": it has sent no output");
        continue;
      }
      try {
        byte[] payload = SealedOutput.open(run, line, key);
        outputs.put(run.asked().nodes().indexOf(node), ReleasePayload.read(payload));
      } catch (ProtocolException e) {
        unreadable.add(node + ": " + e.getMessage());
      }
    }
    ComparisonOpening opened = ComparisonOpening.open(plan(), run.run(), outputs);
    if (opened.cells().isEmpty()) {
      unreadable.add(opened.why());
      return new Opening.NotOpened(report, String.join("; ", unreadable));
    }
    List<PartyId> liars = opened.liars().stream().map(run.asked().nodes()::get).toList();
    return new Opening.Answer(
        report, new RunResult(run.run(), new RunResult.Released(opened.cells().get())), liars);
  }

  private ComparisonPlan plan() {
    SortedMap<PartyId, Digest> organisations = new TreeMap<>();
    for (Usable member : members) {
      organisations.put(
          member.line().entry().signed().statement().repository(),
          StatementCheck.signedBy(run.verifier(), member.line()).organisation());
    }
    return ComparisonPlan.of(run.job().compiled(), organisations);
  }
}
