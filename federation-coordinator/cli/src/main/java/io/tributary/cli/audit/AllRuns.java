package io.tributary.cli.audit;

import io.tributary.auditor.AuditPage;
import io.tributary.auditor.Deposits;
import io.tributary.auditor.LedgerAudit;
import io.tributary.auditor.LiveLedger;
import io.tributary.auditor.RunVerdict;
import io.tributary.cli.command.RootOptions;
import io.tributary.cli.error.Exit;
import io.tributary.cli.home.Federation;
import io.tributary.cli.query.Session;
import io.tributary.ledger.Web3Ledger;
import io.tributary.ledger.chain.ContractLogs;
import io.tributary.protocol.id.RunId;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Audits every run of a home's ledger, one after another. */
public final class AllRuns {
  private final RootOptions root;
  private final List<VerdictOutput> outputs = new ArrayList<>();
  private final Tally tally = new Tally();

  /**
   * What is shown.
   *
   * @param json whether data goes out as JSON, and not in the form of the root's options
   * @param html a page to write, too
   */
  public AllRuns(RootOptions root, boolean json, Optional<Path> html) {
    this.root = root;
    html.map(VerdictPage::to).ifPresent(outputs::add);
    outputs.add(json ? new VerdictJson(root.console()) : new VerdictLines(root));
  }

  /** Writes the page of one run. */
  public static void page(RunVerdict verdict, Path file) {
    VerdictPage.write(file, AuditPage.of(verdict));
  }

  /** Every run that the ledger knows; and folders of runs that it does not. */
  public Exit all() {
    return live(OptionalLong.empty());
  }

  /** Every run of which the ledger has a log in this block or later. */
  public Exit since(long block) {
    return live(OptionalLong.of(block));
  }

  /** Every folder, without a ledger. */
  public Exit offline() {
    HomeArchive archive = HomeArchive.of(root.home());
    archive.folders().forEach(run -> add(LedgerAudit.offline(run, archive)));
    root.console().say("no ledger was asked: runs of which no folder is here were not looked for");
    return end(Optional.empty());
  }

  private Exit live(OptionalLong since) {
    Federation federation = Federation.read(root.home());
    HomeArchive archive = HomeArchive.of(root.home(), federation);
    URI url = URI.create(federation.ledger().url());
    try (Web3Ledger ledger = Web3Ledger.connect(url, Session.domain(federation), 0)) {
      ContractLogs logs = ContractLogs.read(ledger);
      LedgerAudit audit =
          new LedgerAudit(LiveLedger.of(ledger, logs), LiveLedger.of(ledger), archive);
      List<RunId> known = since.isPresent() ? logs.runsSince(since.getAsLong()) : logs.runs();
      known.forEach(run -> add(audit.audit(run)));
      if (since.isEmpty()) {
        Set<RunId> ofLedger = new HashSet<>(known);
        archive.folders().stream()
            .filter(run -> !ofLedger.contains(run))
            .forEach(run -> add(audit.unknown(run, ledger.domain())));
      }
      if (!archive.asks()) {
        root.console().say("the coordinator does not answer: audited from the folders here alone");
      }
      return end(Optional.of(Deposits.of(ledger, logs)));
    }
  }

  private void add(RunVerdict verdict) {
    tally.add(verdict);
    outputs.forEach(output -> output.add(verdict));
  }

  private Exit end(Optional<Deposits> deposits) {
    outputs.forEach(output -> output.end(tally, deposits));
    return tally.exit();
  }
}
