package io.tributary.auditor;

import io.tributary.auditor.ContributionsCheck.Contributions;
import io.tributary.auditor.ContributionsCheck.Usable;
import io.tributary.protocol.flow.NodeQuorum;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Complaint;
import io.tributary.protocol.statement.ComplaintCode;
import io.tributary.protocol.statement.Proposal;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.Leaf;
import io.tributary.protocol.transcript.TranscriptFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The set that was summed: every node checked it, but for the one that the run may do without; its
 * root is over its members, and each of them is a usable contribution by a repository that
 * accepted.
 */
final class InclusionCheck {
  private static final Leaf FILE = Leaf.file(TranscriptFile.CHECKED);

  private InclusionCheck() {}

  /** The final set's contributions in order of repository id; none if no set became final. */
  static Finding<List<Usable>> check(Case run, Contributions contributions) {
    int complaints = complaints(run);
    Map<PartyId, InclusionSet> checked = new TreeMap<>();
    for (Line<Entry.InclusionOf> line : run.lines().of(Entry.InclusionOf.class)) {
      InclusionSet set = set(run, line);
      known(line, contributions);
      if (line.statement() instanceof Checked s && s.inclusionRoot().equals(run.finalRoot())) {
        checked.put(s.node(), set);
      }
    }
    if (run.finalRoot().equals(Digest.ZERO)) {
      return new Finding<>(List.of(), "no set became final");
    }
    checkers(run, checked.keySet());
    InclusionSet set = checked.values().iterator().next();
    List<Usable> members = members(run, set, contributions);
    AuditFault.unless(
        members.size() == run.record().contributors(), FILE, "the ledger has another count");
    enough(run, members);
    return new Finding<>(
        members,
        members.size()
            + " contributions under "
            + run.finalRoot()
            + ", checked by "
            + (run.compares() ? run.record().closers() : "every node")
            + "; "
            + complaints
            + " complaints");
  }

  /** Those by whose word the ledger closed, and enough of them. */
  private static void checkers(Case run, Set<PartyId> checked) {
    List<PartyId> needed = run.compares() ? run.record().closers() : run.asked().nodes();
    for (PartyId node : needed) {
      AuditFault.unless(
          checked.contains(node), FILE, "node " + node + " has not checked the final set");
    }
    AuditFault.unless(
        NodeQuorum.isEnough(run.asked(), needed),
        FILE,
        "only " + needed + " of the nodes have checked the final set");
  }

  private static int complaints(Case run) {
    List<Line<Entry.OfStatement>> lines = run.lines().about(Complaint.class);
    for (Line<Entry.OfStatement> line : lines) {
      Complaint complaint = (Complaint) line.statement();
      StatementCheck.ofRun(run, line, complaint.runId());
      ofNode(run, line.leaf(), complaint.node());
      DecisionsCheck.asked(run, line.leaf(), complaint.repository());
      AuditFault.unless(
          complaint.code() > 0 && complaint.code() < ComplaintCode.values().length,
          line.leaf(),
          "gives a reason that is not on the list");
    }
    return lines.size();
  }

  private static InclusionSet set(Case run, Line<Entry.InclusionOf> line) {
    InclusionSet set = InclusionSet.of(line.entry().members());
    Digest root;
    int contributors;
    if (line.statement() instanceof Checked s) {
      StatementCheck.ofRun(run, line, s.runId());
      ofNode(run, line.leaf(), s.node());
      root = s.inclusionRoot();
      contributors = s.contributors();
    } else {
      Proposal s = (Proposal) line.statement();
      StatementCheck.ofRun(run, line, s.runId());
      root = s.inclusionRoot();
      contributors = s.contributors();
    }
    AuditFault.unless(
        set.size() > 0 && set.size() == contributors && set.root().equals(root),
        line.leaf(),
        "its members do not have the root that is signed");
    return set;
  }

  /** The root is over the digests alone, so the names beside them are checked here. */
  private static void known(Line<Entry.InclusionOf> line, Contributions contributions) {
    for (Map.Entry<PartyId, Digest> member : line.entry().members().entrySet()) {
      AuditFault.unless(
          member.getKey().equals(contributions.by().get(member.getValue())),
          line.leaf(),
          "no contribution of "
              + member.getKey()
              + " in the transcript has the digest that was checked");
    }
  }

  private static void ofNode(Case run, Leaf leaf, PartyId node) {
    AuditFault.unless(
        run.asked().nodes().contains(node), leaf, node + " is not a node of this run");
  }

  private static List<Usable> members(Case run, InclusionSet set, Contributions contributions) {
    Set<PartyId> accepted = new HashSet<>();
    for (Line<Entry.OfStatement> line : run.lines().about(Acceptance.class)) {
      accepted.add(((Acceptance) line.statement()).repository());
    }
    List<Usable> members = new ArrayList<>();
    for (Map.Entry<PartyId, Digest> member : set.members().entrySet()) {
      AuditFault fault = contributions.faults().get(member.getValue());
      if (fault != null) {
        throw fault;
      }
      AuditFault.unless(
          accepted.contains(member.getKey()),
          Leaf.file(TranscriptFile.DECISIONS),
          "the acceptance of " + member.getKey() + " is missing");
      members.add(contributions.usable().get(member.getValue()));
    }
    return members;
  }

  private static void enough(Case run, List<Usable> members) {
    Set<Digest> organisations = new HashSet<>();
    for (Usable member : members) {
      organisations.add(StatementCheck.signedBy(run.verifier(), member.line()).organisation());
    }
    int minimum = run.job().compiled().minimumContributors();
    AuditFault.unless(
        organisations.size() >= minimum,
        FILE,
        organisations.size() + " organisations contributed; the job requires " + minimum);
    int least = run.job().compiled().release().map(Release::minOrganisations).orElse(0);
    if (least > 0) {
      organisations.remove(
          run.verifier().verifyRequest(run.request().entry().signed()).organisation());
      AuditFault.unless(
          organisations.size() >= least,
          FILE,
          organisations.size()
              + " organisations besides the asker's contributed; the job's release rules require "
              + least);
    }
  }
}
