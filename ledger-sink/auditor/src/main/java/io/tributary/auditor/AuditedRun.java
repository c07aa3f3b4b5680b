package io.tributary.auditor;

import io.tributary.protocol.transcript.TranscriptException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An audit with what it was about.
 *
 * @param report what was checked
 * @param story what the ledger tells, if the export is in order and knows the run
 * @param asked the words of the question, if request and job are in order
 */
public record AuditedRun(AuditReport report, Optional<RunStory> story, Optional<Asked> asked) {
  /**
   * The question in words.
   *
   * @param job name
   * @param purpose as the asker states it
   * @param parameters by name
   */
  public record Asked(String job, String purpose, SortedMap<String, String> parameters) {}

  /** Of a folder that cannot be read. */
  static AuditedRun unread(TranscriptException e) {
    Recorder recorder = new Recorder();
    recorder.run(
        "folder",
        () -> {
          throw new AuditFault(e.leaf(), e.getMessage(), e);
        });
    AuditReport report = new AuditReport(AuditReport.Source.OFFLINE, recorder.checks());
    return new AuditedRun(report, Optional.empty(), Optional.empty());
  }

  /** The same with what the ledger tells by now. */
  AuditedRun told(Optional<RunStory> now) {
    return new AuditedRun(report, now.or(() -> story), asked);
  }

  /** Whether all is in order but that the ledger has moved on, or was written anew. */
  public boolean isOvertaken() {
    return report.checks().stream()
        .filter(check -> !check.ok())
        .map(AuditReport.Check::name)
        .toList()
        .equals(List.of("live"));
  }
}
