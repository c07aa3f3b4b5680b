package io.tributary.cli.command;

import io.tributary.auditor.AuditReport;
import io.tributary.cli.error.Exit;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import io.tributary.cli.output.Table;
import io.tributary.cli.query.Results;
import io.tributary.cli.query.Session;
import io.tributary.ledger.Web3Ledger;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.LedgerException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Replays a run from ledger and transcript alone. */
@Command(
    name = "audit",
    description = "Replay a run from ledger and transcript; exits 5 if anything does not match.")
public final class AuditCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Parameters(paramLabel = "RUN|DIR", description = "A run's id, or a run folder from anyone.")
  private String run;

  @Option(names = "--offline", description = "Do not compare with a live ledger.")
  private boolean offline;

  @Override
  public Integer call() {
    AuditReport report = report();
    if (root.format() == Format.json) {
      root.console().data(Render.json(report.json()));
    } else {
      Table.Builder table = Table.of("check", "ok", "leaf", "detail");
      for (AuditReport.Check check : report.checks()) {
        table.row(
            check.name(),
            check.ok() ? "ok" : "FAIL",
            check.leaf().map(Object::toString).orElse(""),
            check.detail());
      }
      root.print(table.build());
    }
    root.console()
        .say(
            (report.ok() ? "the audit passes (" : "THE AUDIT FAILS (")
                + (report.source() == AuditReport.Source.LIVE
                    ? "transcript, chain export, and the live ledger)"
                    : "transcript and chain export alone: no live ledger was asked)"));
    if (!report.ok()) {
      report.leaf().ifPresent(leaf -> root.console().say("it first fails at " + leaf));
    }
    return (report.ok() ? Exit.OK : Exit.MISMATCH).code();
  }

  private AuditReport report() {
    Path folder = Path.of(run);
    if (Files.isDirectory(folder)) {
      requireRun(folder);
      return report(folder);
    }
    if (!run.startsWith("0x")) {
      throw UsageErrors.usage(
          run + " is neither a run id nor a folder",
          "a run id is 0x and 64 hex digits; a run folder holds transcript/ and chain.json",
          "see `tributary runs`, and the folders in " + root.home().runs());
    }
    RunId id = RunArguments.runId(run);
    AuditReport report = report(RunFolders.kept(root, id));
    return overtaken(report) ? RunFolders.renewed(root, id).orElse(report) : report;
  }

  /** A folder in which nothing is left of a run was meant to be another. */
  private static void requireRun(Path folder) {
    if (Stream.of("transcript", "blobs", "chain.json")
        .noneMatch(n -> Files.exists(folder.resolve(n)))) {
      throw UsageErrors.usage(
          folder + " is no run folder",
          "it holds neither transcript/ nor blobs/ nor chain.json",
          "give a run's folder, or its id: see `tributary runs`");
    }
  }

  /** Whether all is in order but that the ledger has moved on, or was written anew. */
  private static boolean overtaken(AuditReport report) {
    List<String> failed =
        report.checks().stream().filter(c -> !c.ok()).map(AuditReport.Check::name).toList();
    return failed.equals(List.of("live"));
  }

  private AuditReport report(Path folder) {
    if (offline || !Files.exists(root.home().federationFile())) {
      return Results.audit(folder, Optional.empty());
    }
    Federation federation = Federation.read(root.home());
    try (Web3Ledger ledger =
        Web3Ledger.connect(URI.create(federation.ledger().url()), Session.domain(federation), 0)) {
      return Results.audit(folder, Optional.of(ledger));
    } catch (LedgerException e) {
      root.console().say("the ledger does not answer: auditing offline");
      return Results.audit(folder, Optional.empty());
    }
  }
}
