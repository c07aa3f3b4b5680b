package io.tributary.auditor;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.transcript.Leaf;
import java.util.Optional;

/**
 * What is to be said of a run.
 *
 * @param verdict in a word
 * @param audit what it rests on, if there was a transcript
 * @param story what the ledger tells, if it could be read
 * @param note what else a person should know; may be empty
 */
public record RunVerdict(
    RunId run, Verdict verdict, Optional<AuditedRun> audit, Optional<RunStory> story, String note) {
  /** Kinds of verdict. */
  public enum Verdict {
    /** Every check passes, and there is an answer. */
    OK,
    /** Every check passes, and the run ended without an answer. */
    ABORTED,
    /** It has not ended. */
    RUNNING,
    /** It has ended, and nobody has its transcript. */
    MISSING,
    /** Disk or ledger could not be read. */
    UNREADABLE,
    /** A check fails. */
    MISMATCH,
    /** The contract has named a node that lied. */
    CULPRIT;

    /** Whether something does not match what was proven. */
    public boolean isMismatch() {
      return this == MISMATCH || this == CULPRIT;
    }

    /** Whether it could not be looked at. */
    public boolean isUnseen() {
      return this == MISSING || this == UNREADABLE;
    }
  }

  /** From an audit, and what else there is to say. */
  public static RunVerdict of(RunId run, AuditedRun audit, String note) {
    Verdict verdict =
        audit.story().flatMap(RunStory::culprit).isPresent()
            ? Verdict.CULPRIT
            : !audit.report().ok()
                ? Verdict.MISMATCH
                : audit.story().filter(s -> s.state() == RunState.ABORTED).isPresent()
                    ? Verdict.ABORTED
                    : Verdict.OK;
    return new RunVerdict(run, verdict, Optional.of(audit), audit.story(), note);
  }

  /** One without a transcript. */
  static RunVerdict without(RunStory story) {
    Verdict verdict =
        story.culprit().isPresent()
            ? Verdict.CULPRIT
            : story.ended() ? Verdict.MISSING : Verdict.RUNNING;
    String note = verdict == Verdict.CULPRIT ? "transcript missing" : "";
    return new RunVerdict(story.run(), verdict, Optional.empty(), Optional.of(story), note);
  }

  static RunVerdict unreadable(RunId run, Optional<RunStory> story, String why) {
    return new RunVerdict(run, Verdict.UNREADABLE, Optional.empty(), story, why);
  }

  /** The job's name; of a run without transcript the digest of the job, empty if not even that. */
  public String job() {
    return audit
        .flatMap(AuditedRun::asked)
        .map(AuditedRun.Asked::job)
        .or(() -> story.map(s -> s.opened().jobDigest().hex()))
        .orElse("");
  }

  /** Where the audit first fails. */
  public Optional<Leaf> leaf() {
    return audit.flatMap(found -> found.report().leaf());
  }

  /** The first check that fails. */
  public Optional<AuditReport.Check> failed() {
    return audit.flatMap(
        found -> found.report().checks().stream().filter(check -> !check.ok()).findFirst());
  }

  /** Who is named, by the ledger or by the querier's receipt. */
  public Optional<PartyId> culprit() {
    return story.flatMap(RunStory::culprit);
  }

  /** The verdict as a line of text has it. */
  public String words() {
    return switch (verdict) {
      case OK -> "ok";
      case ABORTED ->
          "aborted (" + story.map(s -> s.reason().name()).orElse("for no known reason") + ")";
      case RUNNING -> "running";
      case MISSING -> "transcript missing";
      case UNREADABLE -> "not readable";
      case MISMATCH -> "MISMATCH";
      case CULPRIT -> "CULPRIT " + culprit().map(PartyId::name).orElse("");
    };
  }

  /** Why: the check that fails, or what else there is to say. */
  public String why() {
    String detail = failed().map(check -> check.name() + ": " + check.detail()).orElse("");
    if (verdict == Verdict.CULPRIT && detail.isEmpty()) {
      detail = "named by the ledger";
    }
    return detail.isEmpty() || note.isEmpty() ? detail + note : detail + "; " + note;
  }
}
