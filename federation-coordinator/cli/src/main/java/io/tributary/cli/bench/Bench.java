package io.tributary.cli.bench;

import io.tributary.cli.demo.DataSource;
import io.tributary.cli.demo.DemoFolder;
import io.tributary.cli.demo.Setting;
import io.tributary.cli.error.Failures;
import io.tributary.cli.home.Home;
import io.tributary.cli.local.ClassArchives;
import io.tributary.cli.local.FederationSpec;
import io.tributary.cli.local.Installation;
import io.tributary.cli.local.SparkTool;
import io.tributary.cli.output.Console;
import io.tributary.cli.query.RunWatch;
import io.tributary.cli.query.Session;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A federation that comes up to be timed, and goes away. */
final class Bench {
  private static final int NODES = 3;
  private static final int LARGEST = 3;

  private final Console console;
  private final Home base;
  private final RunWatch.Pause pause;

  Bench(Console console, Home base, RunWatch.Pause pause) {
    this.console = console;
    this.base = base;
    this.pause = pause;
  }

  /** Measures some jobs over generated rows. */
  BenchReport run(double scale, int rounds, List<String> jobs) {
    DataSource data = DataSource.of(Optional.empty(), Optional.empty(), LARGEST, scale);
    console.say("data: " + data.name());
    DemoFolder.sweep(base);
    DemoFolder folder = DemoFolder.make(base, false);
    Thread cleaner = new Thread(() -> remove(folder), "bench-cleaner");
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      FederationSpec spec =
          new FederationSpec(
              Installation.current(),
              folder.home(),
              NODES,
              data.repositoryIds(),
              0,
              Optional.empty(),
              true);
      BenchReport report = measured(spec, data, scale, rounds, jobs);
      ClassArchives.of(spec.installation()).ifPresent(all -> all.learn(folder.home()));
      return report;
    } finally {
      remove(folder);
      Runtime.getRuntime().removeShutdownHook(cleaner);
    }
  }

  private BenchReport measured(
      FederationSpec spec, DataSource data, double scale, int rounds, List<String> jobs) {
    try (Setting setting = Setting.start(console, spec, data, jobs);
        Session session =
            Session.open(spec.home(), setting.federation().federation(), FederationSpec.QUERIER);
        PlainSpark plain =
            new PlainSpark(spec.installation(), spec.home(), setting.rows().keySet())) {
      setting.federation().adopt(plain.pid());
      BenchStage stage =
          new BenchStage(
              scale,
              setting.rows().values().stream().mapToLong(Long::longValue).sum(),
              setting.rows().size(),
              NODES,
              Runtime.getRuntime().availableProcessors(),
              SparkTool.agentOptions());
      console.say(stage.words());
      BenchReport report = new BenchReport(stage);
      Rounds play = new Rounds(console, setting, session, plain, pause);
      for (int i = 0; i < setting.jobs().size(); i++) {
        report.add(setting.jobs().get(i).definition().name(), play.play(i, rounds));
      }
      return report;
    }
  }

  /** Its processes end with this one, so the folder may go at any time. */
  private synchronized void remove(DemoFolder folder) {
    try {
      folder.remove();
    } catch (IOException e) {
      console.say(
          "the folder " + folder.home().folder() + " could not be removed: " + Failures.reason(e));
    }
  }
}
