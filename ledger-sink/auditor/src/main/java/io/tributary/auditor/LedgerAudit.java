package io.tributary.auditor;

import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Audits the runs of a ledger, one at a time; of each nothing stays but its verdict. */
public final class LedgerAudit {
  private final LiveLedger then;
  private final LiveLedger now;
  private final Archive archive;

  /**
   * What to audit against.
   *
   * @param then the ledger as it stood when the list of runs was read
   * @param now the ledger as it stands at each question, for runs that have gone on since
   */
  public LedgerAudit(LiveLedger then, LiveLedger now, Archive archive) {
    this.then = then;
    this.now = now;
    this.archive = archive;
  }

  /** A run that the ledger knows. Throws nothing that one run can bring about. */
  public RunVerdict audit(RunId run) {
    try {
      return archive
          .kept(run)
          .flatMap(folder -> kept(run, folder))
          .orElseGet(() -> notKept(run, then));
    } catch (TranscriptException e) {
      return RunVerdict.of(run, AuditedRun.unread(e).told(quietly(run)), "");
    } catch (LedgerException | UncheckedIOException | AuditFault e) {
      return RunVerdict.unreadable(run, quietly(run), String.valueOf(e.getMessage()));
    }
  }

  /**
   * A folder of a run that the ledger does not know: of another ledger it is audited for itself; of
   * this one it cannot be right.
   */
  public RunVerdict unknown(RunId run, Domain here) {
    try {
      RunFolder folder = archive.kept(run).orElseThrow();
      AuditedRun alone = Audit.audited(folder, Optional.of(run), Optional.empty());
      Optional<Domain> there = alone.story().map(RunStory::domain);
      if (there.isPresent() && !there.get().equals(here)) {
        return RunVerdict.of(
            run, alone, "of another ledger, contract " + there.get().contract() + "; not compared");
      }
      return RunVerdict.of(
          run,
          Audit.audited(folder, Optional.of(run), Optional.of(then)),
          "the ledger does not know this run");
    } catch (TranscriptException e) {
      return RunVerdict.of(run, AuditedRun.unread(e), "");
    } catch (UncheckedIOException e) {
      return RunVerdict.unreadable(run, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  /** A folder without any ledger. */
  public static RunVerdict offline(RunId run, Archive archive) {
    try {
      RunFolder folder = archive.kept(run).orElseThrow();
      return RunVerdict.of(run, Audit.audited(folder, Optional.of(run), Optional.empty()), "");
    } catch (TranscriptException e) {
      return RunVerdict.of(run, AuditedRun.unread(e), "");
    } catch (UncheckedIOException e) {
      return RunVerdict.unreadable(run, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  /** Empty if the folder was kept while the run went on, and says nothing about its end. */
  private Optional<RunVerdict> kept(RunId run, RunFolder folder) {
    AuditedRun first = Audit.audited(folder, Optional.of(run), Optional.of(then));
    if (first.story().filter(story -> !story.ended()).isPresent()) {
      return Optional.empty();
    }
    if (first.report().ok()) {
      return Optional.of(RunVerdict.of(run, first, ""));
    }
    if (!first.isOvertaken()) {
      return Optional.of(RunVerdict.of(run, first.told(quietly(run)), ""));
    }
    AuditedRun second = audited(run, renewed(folder, folder.transcript(), run));
    if (second.report().ok()) {
      return Optional.of(RunVerdict.of(run, second, "its chain export was made anew"));
    }
    return Optional.of(refetched(run, folder).orElseGet(() -> RunVerdict.of(run, second, "")));
  }

  /** Of a run that went on after it was kept, such as one whose receipt came late. */
  private Optional<RunVerdict> refetched(RunId run, RunFolder folder) {
    Optional<RunFolder> whole =
        archive.fetched(run).map(transcript -> renewed(folder, transcript, run));
    Optional<AuditedRun> audit = whole.map(fetched -> audited(run, fetched));
    if (audit.filter(found -> found.report().ok()).isEmpty()) {
      return Optional.empty();
    }
    archive.keep(run, whole.orElseThrow());
    return audit.map(found -> RunVerdict.of(run, found, "it had gone on, and was fetched again"));
  }

  private RunVerdict notKept(RunId run, LiveLedger ledger) {
    RunStory story = story(run, ledger);
    if (!story.ended()) {
      return RunVerdict.without(story);
    }
    Optional<Transcript> transcript;
    try {
      transcript = archive.fetched(run);
    } catch (ProtocolException e) {
      return RunVerdict.unreadable(
          run, Optional.of(story), "what is handed out is no transcript: " + e.getMessage());
    }
    return transcript
        .map(fetched -> fetched(run, fetched))
        .orElseGet(() -> RunVerdict.without(story));
  }

  private RunVerdict fetched(RunId run, Transcript transcript) {
    RunFolder folder = RunFolder.of(transcript, now.export(run, EarlierRuns.named(transcript)));
    RunVerdict verdict = RunVerdict.of(run, audited(run, folder), "fetched");
    if (verdict.verdict() != RunVerdict.Verdict.MISMATCH) {
      archive.keep(run, folder);
    }
    return verdict;
  }

  private RunFolder renewed(RunFolder old, Transcript transcript, RunId run) {
    return new RunFolder(
        transcript,
        Optional.of(now.export(run, EarlierRuns.named(transcript))),
        old.result(),
        old.evidence());
  }

  private AuditedRun audited(RunId run, RunFolder folder) {
    return Audit.audited(folder, Optional.of(run), Optional.of(now));
  }

  private static RunStory story(RunId run, LiveLedger ledger) {
    ChainHistory chain = ChainCheck.check(Optional.of(ledger.export(run))).value();
    return RunStory.of(chain, run)
        .orElseThrow(() -> new LedgerException("the ledger has no log of run " + run, null));
  }

  /** For a person to see more than the failure, if it can be had. */
  private Optional<RunStory> quietly(RunId run) {
    try {
      return Optional.of(story(run, then));
    } catch (LedgerException | AuditFault e) {
      return Optional.empty();
    }
  }
}
