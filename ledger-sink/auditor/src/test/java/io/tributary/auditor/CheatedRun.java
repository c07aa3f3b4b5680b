package io.tributary.auditor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import java.util.Optional;

/**
 * Runs that are well formed and signed, and yet not right. The chain here logs whatever it is told:
 * the audit believes signatures, not the contract's word.
 */
abstract class CheatedRun {
  final long seed = Seeds.next(getClass().getSimpleName());
  final EventChain chain = new EventChain();

  AuditReport audit(Transcript transcript) {
    return Audit.replayed(
            new RunFolder(transcript, Optional.empty(), Optional.empty()), chain.history())
        .report();
  }

  void assertFails(TestRun run, String check, String leaf) {
    assertFails(run.play().transcript(), check, leaf);
  }

  void assertFails(Transcript transcript, String check, String leaf) {
    AuditReport report = audit(transcript);
    assertTrue(
        report.checks().stream()
            .filter(c -> c.name().equals(check) && !c.ok())
            .anyMatch(c -> c.leaf().filter(l -> l.name().startsWith(leaf)).isPresent()),
        report.text());
    assertFalse(report.ok());
  }
}
