package io.tributary.auditor;

import io.tributary.auditor.AuditReport.Source;
import io.tributary.auditor.ContributionsCheck.Usable;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.Leaf;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptException;
import io.tributary.protocol.transcript.TranscriptFile;
import io.tributary.protocol.transcript.TranscriptFolder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Replays a run from its folder. */
public final class Audit {
  private final Recorder recorder = new Recorder();
  private final RunFolder folder;
  private final Transcript transcript;
  private final SecureRandom random = new SecureRandom();
  private Optional<Case> run = Optional.empty();
  private Optional<List<Usable>> members = Optional.empty();

  private Audit(RunFolder folder) {
    this.folder = folder;
    this.transcript = folder.transcript();
  }

  /** Audits a folder on disk; a folder that cannot be read fails, named. */
  public static AuditReport run(Path folder, Optional<LiveLedger> live) {
    return audited(folder, Optional.empty(), live).report();
  }

  /** As {@link #audited(RunFolder, Optional, Optional)}, of a folder on disk. */
  public static AuditedRun audited(
      Path folder, Optional<RunId> expected, Optional<LiveLedger> live) {
    try {
      return audited(TranscriptFolder.read(folder), expected, live);
    } catch (TranscriptException e) {
      return AuditedRun.unread(e);
    }
  }

  /**
   * Audits a run and tells its story.
   *
   * @param folder from anyone
   * @param expected the run that it has to be of
   * @param live a ledger to compare the chain export with, if there is one
   */
  public static AuditedRun audited(
      RunFolder folder, Optional<RunId> expected, Optional<LiveLedger> live) {
    Audit audit = new Audit(folder);
    Optional<ChainHistory> chain = audit.proven();
    audit.replay(chain);
    expected.ifPresent(audit::expect);
    live.ifPresent(ledger -> audit.live(ledger, chain));
    AuditReport report = audit.found(source(live)).report();
    Optional<RunId> about = expected.or(() -> audit.run.map(Case::run));
    return new AuditedRun(
        report,
        chain.flatMap(history -> about.flatMap(run -> RunStory.of(history, run))),
        audit.run.map(Audit::asked));
  }

  /**
   * Audits a run.
   *
   * @param folder from anyone
   * @param live a ledger to compare the chain export with, if there is one
   */
  public static AuditReport run(RunFolder folder, Optional<LiveLedger> live) {
    return replayed(folder, live).report();
  }

  /**
   * An audit, with what it has found.
   *
   * @param run present if request and job are in order
   * @param members the final set's contributions, if they are
   */
  record Replayed(AuditReport report, Optional<Case> run, Optional<List<Usable>> members) {}

  static Replayed replayed(RunFolder folder, Optional<LiveLedger> live) {
    Audit audit = new Audit(folder);
    Optional<ChainHistory> chain = audit.proven();
    audit.replay(chain);
    live.ifPresent(ledger -> audit.live(ledger, chain));
    return audit.found(source(live));
  }

  /** All checks but those of the export itself. */
  static Replayed replayed(RunFolder folder, ChainHistory chain) {
    Audit audit = new Audit(folder);
    audit.replay(Optional.of(chain));
    return audit.found(Source.OFFLINE);
  }

  private Optional<ChainHistory> proven() {
    return recorder.find("chain", () -> ChainCheck.check(folder.chain()));
  }

  private static Source source(Optional<LiveLedger> live) {
    return live.isPresent() ? Source.LIVE : Source.OFFLINE;
  }

  /** A folder of another run proves nothing about this one, however sound it is. */
  private void expect(RunId expected) {
    run.ifPresent(
        found ->
            recorder.run(
                "run",
                () -> {
                  AuditFault.unless(
                      found.run().equals(expected),
                      found.request().leaf(),
                      "is of run " + found.run() + ", not of " + expected);
                  return "the one that was meant";
                }));
  }

  private static AuditedRun.Asked asked(Case run) {
    Parameters said = run.request().entry().parameters();
    return new AuditedRun.Asked(
        run.job().compiled().name(),
        said.purposeDigest().equals(run.asked().purposeDigest()) ? said.purpose() : "",
        said.values());
  }

  private Replayed found(Source source) {
    return new Replayed(new AuditReport(source, recorder.checks()), run, members);
  }

  private void replay(Optional<ChainHistory> chain) {
    Optional<Lines> lines = recorder.find("lines", this::lines);
    if (lines.isEmpty()) {
      recorder.skip("statements", "the lines cannot be read");
      return;
    }
    recorder.run("line order", lines.get()::order);
    recorder.run("blobs", () -> BlobsCheck.check(transcript, lines.get()));
    if (chain.isEmpty()) {
      recorder.skip("statements", "the roster and the records are in the chain export");
      return;
    }
    run = open(lines.get(), chain.get());
    run.ifPresentOrElse(
        this::statements, () -> recorder.skip("statements", "request or job are not in order"));
  }

  private Finding<Lines> lines() {
    Lines lines = Lines.of(transcript);
    return new Finding<>(lines, lines.size() + " lines, canonical and in their files");
  }

  private Optional<Case> open(Lines lines, ChainHistory chain) {
    Line<Entry.Request> line = lines.single(Entry.Request.class, Leaf.file(TranscriptFile.REQUEST));
    RunRequest request = line.entry().signed().statement();
    Optional<RequestCheck.Opened> opened =
        recorder.find("request", () -> RequestCheck.check(line, chain));
    Optional<JobPackage> job =
        recorder.find("job", () -> job(JobCheck.files(transcript, lines, request)));
    opened.ifPresent(run -> recorder.run("vetting", () -> JobCheck.vetting(lines, run, request)));
    if (opened.isPresent() && job.isPresent()) {
      recorder.run(
          "repositories", () -> JobCheck.repositories(job.get(), line, opened.get().opening()));
    }
    return opened.isEmpty() || job.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Case(
                transcript,
                lines,
                chain,
                line,
                opened.get().id(),
                opened.get().event(),
                opened.get().opening(),
                chain.ledgerAtEnd(opened.get().id()),
                job.get()));
  }

  private static Finding<JobPackage> job(JobPackage job) {
    return new Finding<>(
        job, job.compiled().name() + ", " + job.files().size() + " files under " + job.digest());
  }

  private void statements(Case run) {
    recorder.run("decisions", () -> DecisionsCheck.check(run));
    members =
        recorder
            .find("contributions", () -> ContributionsCheck.check(run))
            .flatMap(dealt -> recorder.find("inclusion", () -> InclusionCheck.check(run, dealt)));
    if (members.isEmpty()) {
      recorder.skip("completions", "the set that was summed is not in order");
      return;
    }
    List<Usable> usable = members.get();
    Set<Digest> summed = new HashSet<>();
    usable.forEach(member -> summed.add(member.line().digest(run.domain())));
    if (RepeatCheck.applies(usable)) {
      recorder.run("again", () -> RepeatCheck.check(run, usable));
    }
    recorder.run("completions", () -> CompletionsCheck.check(run, usable));
    recorder.run("receipt", () -> ReceiptCheck.check(run));
    recorder.run("order", () -> OrderCheck.check(run, summed));
    recorder.run("ledger", () -> LedgerCheck.check(run, usable));
    folder
        .result()
        .ifPresent(
            file -> recorder.run("result", () -> ResultCheck.check(run, usable, file, random)));
    folder
        .evidence()
        .ifPresent(file -> recorder.run("evidence", () -> EvidenceCheck.check(run, usable, file)));
  }

  private void live(LiveLedger ledger, Optional<ChainHistory> chain) {
    if (chain.isEmpty() || run.isEmpty()) {
      recorder.skip("live", "there is no run to compare");
      return;
    }
    recorder.run("live", () -> LiveCheck.check(ledger, chain.get(), run.get().run()));
  }
}
