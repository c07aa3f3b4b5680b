package io.tributary.cli.bench;

import io.tributary.cli.demo.DataSource;
import io.tributary.cli.demo.Setting;
import io.tributary.cli.home.Home;
import io.tributary.cli.local.FederationSpec;
import io.tributary.cli.local.Installation;
import io.tributary.cli.local.SparkTool;
import io.tributary.cli.output.Console;
import io.tributary.cli.query.RunWatch;
import io.tributary.cli.query.Session;
import java.util.List;
import java.util.Optional;

/** A federation that comes up to be timed, and goes away. */
final class Bench {
  private static final int NODES = 4;
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
    try (BenchFolder folder = BenchFolder.make(console, base)) {
      FederationSpec spec =
          new FederationSpec(
              Installation.current(),
              folder.home(),
              NODES,
              data.repositoryIds(),
              0,
              Optional.empty(),
              true,
              true);
      return measured(spec, data, scale, rounds, jobs);
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
}
