package io.tributary.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.demo.cheat.CheatKind;
import io.tributary.cli.demo.cheat.CheatOutcome;
import io.tributary.cli.demo.cheat.CheatStage;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.Exit;
import io.tributary.cli.error.Failures;
import io.tributary.cli.error.ProcessErrors;
import io.tributary.cli.error.RunErrors;
import io.tributary.cli.home.Home;
import io.tributary.cli.local.ClassArchives;
import io.tributary.cli.local.FederationSpec;
import io.tributary.cli.local.Installation;
import io.tributary.cli.output.Console;
import io.tributary.cli.query.RunWatch;
import io.tributary.protocol.job.JobPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A whole federation that comes up, answers, proves it, and goes away. */
public final class Demo {
  private static final long PATIENCE_SECONDS = 15;

  private final Console console;
  private final Home base;
  private final DemoOptions options;
  private final RunWatch.Pause pause;
  private final DemoReport report;
  private final Stopwatch total = new Stopwatch();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean interrupted;
  private Optional<Path> keptLogs = Optional.empty();
  private boolean ended;

  public Demo(Console console, Home base, DemoOptions options, RunWatch.Pause pause) {
    this.console = console;
    this.base = base;
    this.options = options;
    this.pause = pause;
    this.report = new DemoReport(console.called());
  }

  /** What came of it. */
  public record DemoOutcome(ObjectNode report, Optional<CliException> error) {}

  /** Runs it; returns the report's error or nothing. The report is written whatever happens. */
  public DemoOutcome run() {
    try {
      play();
    } catch (RuntimeException e) {
      if (!interrupted) {
        report.failed(Failures.told(e));
        console.failure(Failures.told(e));
      }
    }
    if (!interrupted) {
      keptLogs.ifPresent(logs -> console.say("its logs are kept in " + logs));
      options.report().ifPresent(report::write);
    }
    return new DemoOutcome(report.json(), error());
  }

  private Optional<CliException> error() {
    return report
        .error()
        .or(() -> report.runs().stream().filter(run -> !run.good()).findFirst().map(Demo::wrong));
  }

  private static CliException wrong(DemoRun run) {
    return run.difference()
        .map(where -> RunErrors.notEqual(run.runId(), where))
        .orElseGet(() -> RunErrors.mismatch(run.runId(), "the audit fails", "see above"));
  }

  private void play() {
    DataSource data =
        DataSource.of(options.data(), options.splitBy(), options.repositories(), options.scale());
    options.report().ifPresent(DemoReport::requireWritable);
    DemoText text = new DemoText(console);
    text.opening(data);
    int swept = DemoFolder.sweep(base);
    if (swept > 0) {
      console.say("removed what " + swept + " killed demo(s) had left in " + base.folder());
    }
    DemoFolder folder = DemoFolder.make(base, options.keep());
    FederationSpec spec = spec(data, folder.home());
    Setting setting = new Setting(console, spec, data);
    Thread cleaner = new Thread(() -> interrupt(setting, folder), "demo-cleaner");
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      options.ledgerKeys().ifPresent(spec::importAccounts);
      DemoParameters parameters = new DemoParameters(options.parameters());
      setting.start(options.asked(), parameters::check);
      if (options.cheat().isPresent()) {
        cheat(setting, parameters, options.cheat().get());
      } else {
        askAll(setting, parameters, text);
        text.closing(report, total.seconds(), options.keep() ? folder.home() : null);
      }
      setting.close();
      ClassArchives.of(spec.installation()).ifPresent(all -> all.learn(folder.home()));
    } catch (RuntimeException e) {
      end(setting, folder, Failures.told(e).exit() != Exit.USAGE);
      throw e;
    } finally {
      end(setting, folder, !report.ok());
      over.countDown();
      forget(cleaner);
    }
  }

  private FederationSpec spec(DataSource data, Home home) {
    return new FederationSpec(
        Installation.current(),
        home,
        options.nodes(),
        data.repositoryIds(),
        0,
        options.ledgerUrl(),
        true,
        false);
  }

  private void askAll(Setting setting, DemoParameters parameters, DemoText text) {
    double start = total.seconds();
    console.say(String.format(Locale.ROOT, "the federation stands (%.1f s)", start));
    try (Questions questions = new Questions(console, parameters, base, pause, setting, start)) {
      for (int i = 0; i < questions.count(); i++) {
        DemoRun run = questions.ask(i);
        report.add(run);
        text.answer(run);
      }
    } catch (RuntimeException e) {
      // A party that died explains more than the request that failed for it.
      throw setting.federation().casualty().<RuntimeException>map(died -> died).orElse(e);
    }
    report.measured(total.seconds(), setting.federation().peakMemory());
  }

  /** One party cheats in one run; the story tells how it comes out. */
  private void cheat(Setting setting, DemoParameters parameters, CheatKind kind) {
    JobPackage job =
        setting.jobs().stream()
            .filter(each -> each.compiled().faults() == 0)
            .findFirst()
            .orElseThrow(() -> RunErrors.noSumRun(names(setting.jobs())));
    CheatStage.Question question =
        new CheatStage.Question(
            job, parameters.of(job.definition()), Questions.contribution(setting.rows().size()));
    try (CheatStage stage = new CheatStage(console, setting.federation(), base, question, pause)) {
      CheatOutcome outcome = stage.play(kind);
      report.cheated(outcome);
      report.measured(total.seconds(), setting.federation().peakMemory());
      outcome.print(console);
      outcome.failure().ifPresent(console::failure);
      console.next("tributary audit " + outcome.runId() + "      replays what everybody signed");
    } catch (RuntimeException e) {
      throw setting.federation().casualty().<RuntimeException>map(died -> died).orElse(e);
    }
  }

  private static String names(List<JobPackage> jobs) {
    return jobs.stream()
        .map(job -> job.definition().name())
        .collect(java.util.stream.Collectors.joining(", "));
  }

  /** Ends the processes and removes the folder; of a failed demo the logs stay. Once. */
  private synchronized void end(Setting setting, DemoFolder folder, boolean logs) {
    setting.close();
    if (options.keep() || ended) {
      return;
    }
    ended = true;
    try {
      if (logs && !interrupted) {
        keptLogs = folder.keepLogs();
      } else {
        folder.remove();
      }
    } catch (IOException e) {
      console.say(
          "the folder " + folder.home().folder() + " could not be removed: " + Failures.reason(e));
    }
  }

  /** Ctrl-C: what the main thread meets from now on follows from it and is not told. */
  private void interrupt(Setting setting, DemoFolder folder) {
    interrupted = true;
    setting.close();
    try {
      // The main thread may be writing in the folder still; it soon meets what has ended.
      var unused = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(setting, folder, false);
    report.failed(ProcessErrors.interrupted());
    console.failure(ProcessErrors.interrupted());
    options.report().ifPresent(report::write);
  }

  private void forget(Thread cleaner) {
    if (!interrupted) {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    }
  }

  /** Writes the report of a demo whose options were refused. */
  public static void refuse(Console console, CliException e, Optional<Path> file) {
    DemoReport report = new DemoReport(console.called());
    report.failed(e);
    file.ifPresent(report::write);
  }
}
