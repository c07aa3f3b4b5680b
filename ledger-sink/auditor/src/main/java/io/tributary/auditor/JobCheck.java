package io.tributary.auditor;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Repositories.Rule;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.JobRecord;
import io.tributary.protocol.port.Ledger.Party;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signatures;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.Leaf;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFile;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The job: exactly these bytes, approved by enough vetters of distinct organisations. */
final class JobCheck {
  private static final Leaf FILE = Leaf.file(TranscriptFile.JOB);

  private JobCheck() {}

  /** The job's files have the digest that was asked for. */
  static JobPackage files(Transcript transcript, Lines lines, RunRequest request) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Line<Entry.JobFile> line : lines.of(Entry.JobFile.class)) {
      AuditFault.unless(
          JobPackage.isFile(line.entry().path()), line.leaf(), "a job has no file of this name");
      Digest digest = line.entry().sha256();
      byte[] bytes =
          transcript
              .blob(digest)
              .orElseThrow(() -> new AuditFault(line.leaf(), "its blob is missing"));
      files.put(line.entry().path(), bytes);
    }
    try {
      JobPackage job = JobPackage.of(files);
      AuditFault.unless(
          job.digest().equals(request.jobDigest()),
          FILE,
          "the files have the digest " + job.digest() + ", not that of the job that was asked for");
      AuditFault.unless(
          job.compiled()
              .query()
              .equals(
                  Digests.sha256(job.sql().getBytes(StandardCharsets.UTF_8)).hex().substring(2)),
          FILE,
          "the compiled form is of another query");
      return job;
    } catch (JobException e) {
      throw new AuditFault(FILE, e.getMessage(), e);
    }
  }

  /** Who was asked follows from the job's rule, not from the asker's choice. */
  static String repositories(JobPackage job, Line<Entry.Request> request, Ledger opening) {
    JobDefinition.Repositories rule = job.compiled().repositories();
    List<PartyId> asked = request.entry().signed().statement().repositories();
    List<PartyId> all =
        opening.parties().stream()
            .filter(party -> party.role() == Role.REPOSITORY && party.active())
            .map(Party::id)
            .sorted()
            .toList();
    AuditFault.unless(
        rule.rule() != Rule.ALL || asked.equals(all),
        request.leaf(),
        "the job asks all repositories of the roster, and the request does not");
    AuditFault.unless(
        asked.size() <= rule.maximum(),
        request.leaf(),
        "asks more repositories than the job's overflow proof allows for");
    AuditFault.unless(
        job.compiled().faults() == request.entry().signed().statement().faults(),
        request.leaf(),
        "asks for an answer without some of the nodes, or for one of them all, and the job does"
            + " not");
    return asked.size() + " repositories, as the job's rule has it";
  }

  /** Vetting, as it stood when the run was opened. */
  static String vetting(Lines lines, RequestCheck.Opened run, RunRequest request) {
    Ledger opening = run.opening();
    long time = run.event().time();
    JobRecord record =
        opening
            .job(request.jobDigest())
            .orElseThrow(() -> new AuditFault(FILE, "the ledger had not vetted this job"));
    AuditFault.unless(!record.revoked(), FILE, "the job was revoked before the run was opened");
    AuditFault.unless(time < record.expires(), FILE, "the approval of the job had expired");

    Set<Digest> organisations = new HashSet<>();
    Set<PartyId> vetters = new TreeSet<>();
    for (Line<Entry.OfStatement> line : lines.about(Approval.class)) {
      Approval approval = (Approval) line.statement();
      AuditFault.unless(
          approval.jobDigest().equals(request.jobDigest()), line.leaf(), "is of another job");
      Party vetter = signer(opening, line, approval);
      // One that has lapsed, or by a key since replaced, may lie beside those that count.
      if (time < approval.expires()
          && vetter.active()
          && vetter.key().epoch() == approval.epoch()) {
        organisations.add(vetter.organisation());
        vetters.add(vetter.id());
      }
    }
    for (PartyId vetter : record.vetters()) {
      AuditFault.unless(
          vetters.contains(vetter), FILE, "the approval of " + vetter + " is missing");
    }
    int needed = opening.vettersNeeded();
    AuditFault.unless(
        organisations.size() >= needed,
        FILE,
        "has approvals of " + organisations.size() + " organisations, and needs " + needed);
    return "approved by " + List.copyOf(vetters) + ", " + needed + " needed";
  }

  /** A vetter of the roster, who signed with the key of the epoch stated. */
  private static Party signer(Ledger opening, Line<?> line, Approval approval) {
    try {
      Address signer = Signatures.recover(opening.domain(), line.signed());
      return opening.parties().stream()
          .filter(party -> party.id().equals(approval.vetter()) && party.role() == Role.VETTER)
          .filter(
              party ->
                  party.key(approval.epoch()).filter(k -> k.address().equals(signer)).isPresent())
          .findFirst()
          .orElseThrow(
              () -> new AuditFault(line.leaf(), "is not signed by the vetter that it names"));
    } catch (ProtocolException e) {
      throw new AuditFault(line.leaf(), e.getMessage(), e);
    }
  }
}
