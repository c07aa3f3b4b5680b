package io.tributary.cli.command;

import io.tributary.auditor.Audit;
import io.tributary.auditor.AuditJson;
import io.tributary.auditor.AuditReport;
import io.tributary.auditor.AuditedRun;
import io.tributary.auditor.LiveLedger;
import io.tributary.auditor.RunStory;
import io.tributary.auditor.RunVerdict;
import io.tributary.cli.audit.AllRuns;
import io.tributary.cli.error.Exit;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import io.tributary.cli.output.Table;
import io.tributary.cli.query.Session;
import io.tributary.ledger.Web3Ledger;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.LedgerException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Replays runs from ledger and transcripts alone. */
@Command(
    name = "audit",
    description = {
      "Replay a run, or all, from ledger and transcripts.",
      "Exits 5 if anything does not match or the ledger has named a node; with --all and --since"
          + " otherwise 1 if a run that has ended has no transcript or could not be read."
    })
public final class AuditCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN|DIR",
      description = "A run's id, or a run folder from anyone.")
  private String run;

  @Option(names = "--all", description = "Every run that the ledger knows.")
  private boolean all;

  @Option(
      names = "--since",
      paramLabel = "BLOCK",
      description = "Every run of which the ledger has a log in this block or later.")
  private Long since;

  @Option(
      names = "--offline",
      description = "Do not compare with a live ledger; with --all, every folder that is kept.")
  private boolean offline;

  @Option(names = "--json", description = "The same as -o json.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page for people: one file, no scripts, nothing from outside.")
  private Path html;

  @Override
  public Integer call() {
    requireOne();
    if (run != null) {
      return one();
    }
    AllRuns runs = new AllRuns(root, isJson(), Optional.ofNullable(html));
    Exit exit = offline ? runs.offline() : all ? runs.all() : runs.since(since);
    return exit.code();
  }

  private void requireOne() {
    int ways = (run == null ? 0 : 1) + (all ? 1 : 0) + (since == null ? 0 : 1);
    if (ways != 1 || (since != null && since < 0)) {
      throw UsageErrors.usage(
          "it is not clear what to audit",
          "an audit is of one run, of --all, or of those --since a block, counted from 0",
          "give a run's id or folder, or one of these options");
    }
    if (offline && since != null) {
      throw UsageErrors.usage(
          "--since and --offline do not go together",
          "which runs have gone on since a block is known to the ledger alone",
          "leave one of them out");
    }
  }

  private boolean isJson() {
    return json || root.format() == Format.json;
  }

  private int one() {
    AuditedRun audited = audited();
    AuditReport report = audited.report();
    if (isJson()) {
      root.console().data(Render.json(AuditJson.of(audited)));
    } else {
      root.print(table(report));
    }
    if (html != null) {
      AllRuns.page(RunVerdict.of(id(audited), audited, ""), html);
    }
    say(report);
    return (report.ok() ? Exit.OK : Exit.MISMATCH).code();
  }

  private static Table table(AuditReport report) {
    Table.Builder table = Table.of("check", "ok", "leaf", "detail");
    for (AuditReport.Check check : report.checks()) {
      table.row(
          check.name(),
          check.ok() ? "ok" : "FAIL",
          check.leaf().map(Object::toString).orElse(""),
          check.detail());
    }
    return table.build();
  }

  private void say(AuditReport report) {
    root.console()
        .say(
            (report.ok() ? "the audit passes (" : "THE AUDIT FAILS (")
                + (report.source() == AuditReport.Source.LIVE
                    ? "transcript, chain export, and the live ledger)"
                    : "transcript and chain export alone: no live ledger was asked)"));
    if (!report.ok()) {
      report.leaf().ifPresent(leaf -> root.console().say("it first fails at " + leaf));
    }
  }

  /** By what is proven, else by what was given; a folder may have any name. */
  private RunId id(AuditedRun audited) {
    return audited
        .story()
        .map(RunStory::run)
        .orElseGet(
            () -> {
              String name = String.valueOf(Path.of(run).getFileName());
              return name.matches("0x[0-9a-f]{64}") ? RunId.parse(name) : new RunId(Digest.ZERO);
            });
  }

  private AuditedRun audited() {
    Path folder = Path.of(run);
    if (Files.isDirectory(folder)) {
      requireRun(folder);
      return audited(folder, Optional.empty());
    }
    if (!run.startsWith("0x")) {
      throw UsageErrors.usage(
          run + " is neither a run id nor a folder",
          "a run id is 0x and 64 hex digits; a run folder holds transcript/ and chain.json",
          "see `tributary runs`, and the folders in " + root.home().runs());
    }
    RunId id = RunArguments.runId(run);
    Path kept = RunFolders.kept(root, id);
    AuditedRun audited = audited(kept, Optional.of(id));
    return audited.isOvertaken() && RunFolders.isRenewed(root, id)
        ? audited(kept, Optional.of(id))
        : audited;
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

  private AuditedRun audited(Path folder, Optional<RunId> expected) {
    if (offline || !Files.exists(root.home().federationFile())) {
      return Audit.audited(folder, expected, Optional.empty());
    }
    Federation federation = Federation.read(root.home());
    try (Web3Ledger ledger =
        Web3Ledger.connect(URI.create(federation.ledger().url()), Session.domain(federation), 0)) {
      return Audit.audited(folder, expected, Optional.of(LiveLedger.of(ledger)));
    } catch (LedgerException e) {
      root.console().say("the ledger does not answer: auditing offline");
      return Audit.audited(folder, expected, Optional.empty());
    }
  }
}
