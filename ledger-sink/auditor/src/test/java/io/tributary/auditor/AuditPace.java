package io.tributary.auditor;

import io.tributary.ledger.Web3Ledger;
import io.tributary.ledger.chain.ContractLogs;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How many runs are audited a minute on one core: processor time of the auditing thread, of the
 * same folder again and again, after a warm-up; alone, and beside a ledger whose logs are read
 * once. Run it from this module's folder.
 */
final class AuditPace {
  private static final double WARM_UP_SECONDS = 4;
  private static final double SECONDS = 6;

  private AuditPace() {}

  public static void main(String[] arguments) throws IOException {
    pace(3, 16);
    pace(3, 1000);
    pace(50, 3000);
  }

  private static void pace(int repositories, int groups) throws IOException {
    try (AnvilChain chain = new AnvilChain()) {
      // One more, which refuses.
      TestRun run = new TestRun(chain, 1, TestJob.ofGroups(groups), repositories + 1, 3).play();
      Opening.Answer answer =
          (Opening.Answer)
              QuerierOpening.open(
                  RunFolder.of(run.transcript(), chain.export(run.run)),
                  Optional.empty(),
                  run.resultKey,
                  run.random);
      Transcript lines = run.receive();
      Path folder = Files.createTempDirectory("audit-pace").resolve(run.run.toString());
      byte[] result = answer.result().write(run.job.compiled());
      TranscriptFolder.write(
          folder, new RunFolder(lines, Optional.of(chain.export(run.run)), Optional.of(result)));
      double alone = perMinute(run, folder, Optional.empty());
      try (Web3Ledger ledger = chain.ledger()) {
        LiveLedger live = LiveLedger.of(ledger, ContractLogs.read(ledger));
        double beside = perMinute(run, folder, Optional.of(live));
        System.out.printf(
            Locale.ROOT,
            "%d repositories, %d cells: %.0f a minute alone, %.0f beside the ledger%n",
            repositories,
            3 * groups,
            alone,
            beside);
      }
    }
  }

  private static double perMinute(TestRun run, Path folder, Optional<LiveLedger> live) {
    audits(run, folder, live, WARM_UP_SECONDS);
    long before = processorNanos();
    int audits = audits(run, folder, live, SECONDS);
    return audits * 60e9 / (processorNanos() - before);
  }

  private static int audits(TestRun run, Path folder, Optional<LiveLedger> live, double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    int audits = 0;
    while (System.nanoTime() < end) {
      AuditReport report = Audit.audited(folder, Optional.of(run.run), live).report();
      if (!report.ok()) {
        throw new IllegalStateException(report.text());
      }
      audits++;
    }
    return audits;
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
