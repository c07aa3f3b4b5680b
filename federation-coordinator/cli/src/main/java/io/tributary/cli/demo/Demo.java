package io.tributary.cli.demo;

import io.tributary.cli.error.CliErrors;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.Failures;
import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Home;
import io.tributary.cli.local.FederationSpec;
import io.tributary.cli.local.Installation;
import io.tributary.cli.output.Console;
import io.tributary.cli.query.Results;
import io.tributary.cli.query.RunStatus;
import io.tributary.cli.query.RunWatch;
import io.tributary.cli.query.Session;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.transcript.TranscriptFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** A whole federation that comes up, answers, proves it, and goes away. */
public final class Demo {
  private static final Duration EACH_REPOSITORY = Duration.ofSeconds(30);
  private static final Duration RECEIPT = Duration.ofSeconds(30);
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Console console;
  private final Home base;
  private final DemoOptions options;
  private final RunWatch.Pause pause;
  private final DemoReport report = new DemoReport();
  private final Stopwatch total = new Stopwatch();
  private final AtomicReference<Setting> setting = new AtomicReference<>();
  private Home home;
  private volatile boolean interrupted;

  public Demo(Console console, Home base, DemoOptions options, RunWatch.Pause pause) {
    this.console = console;
    this.base = base;
    this.options = options;
    this.pause = pause;
  }

  /** Runs it; returns the report's error or nothing. The report is written whatever happens. */
  public DemoOutcome run() {
    try {
      play();
    } catch (RuntimeException e) {
      if (!interrupted) {
        report.failed(Failures.told(e));
        console.say(Failures.told(e).text());
      }
    }
    if (!interrupted) {
      options.report().ifPresent(report::write);
    }
    return new DemoOutcome(report.json(), report.ok(), error());
  }

  /** Writes the report of a demo whose options were refused. */
  public static void refuse(CliException e, java.util.Optional<Path> file) {
    DemoReport report = new DemoReport();
    report.failed(e);
    file.ifPresent(report::write);
  }

  /** What came of it. */
  public record DemoOutcome(
      com.fasterxml.jackson.databind.node.ObjectNode report,
      boolean ok,
      java.util.Optional<CliException> error) {}

  private java.util.Optional<CliException> error() {
    return report
        .error()
        .or(
            () ->
                report.runs().stream()
                    .filter(run -> !run.good())
                    .findFirst()
                    .map(
                        run ->
                            run.difference()
                                .map(where -> CliErrors.notEqual(run.runId(), where))
                                .orElseGet(
                                    () ->
                                        CliErrors.mismatch(
                                            run.runId(), "the audit fails", "see above"))));
  }

  private void play() {
    DataSource data =
        DataSource.of(options.data(), options.splitBy(), options.repositories(), options.scale());
    DemoText text = new DemoText(console);
    text.opening(data);
    home = own();
    Thread cleaner = new Thread(this::interrupt, "demo-cleaner");
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      FederationSpec spec =
          new FederationSpec(
              Installation.current(),
              home,
              options.nodes(),
              data.repositoryIds(),
              0,
              options.ledgerUrl(),
              true);
      options.ledgerKeys().ifPresent(keys -> spec.importAccounts(keys));
      setting.set(Setting.start(console, spec, data, options.jobs(), this::checkParameters));
      double start = total.seconds();
      console.say(String.format(java.util.Locale.ROOT, "the federation stands (%.1f s)", start));
      askAll(text, start);
      report.measured(total.seconds(), setting.get().federation().peakMemory());
      text.closing(report, total.seconds(), base, options.keep() ? home : null);
    } finally {
      clean();
      Runtime.getRuntime().removeShutdownHook(cleaner);
    }
  }

  private void askAll(DemoText text, double start) {
    Setting stage = setting.get();
    Federation federation = stage.federation().federation();
    try (Session session = Session.open(home, federation, "alice")) {
      for (int i = 0; i < stage.jobs().size(); i++) {
        DemoRun run = ask(session, stage, i, start);
        report.add(run);
        text.answer(run);
      }
    } catch (RuntimeException e) {
      // A party that died explains more than the request that failed for it.
      throw stage.federation().casualty().<RuntimeException>map(died -> died).orElse(e);
    }
  }

  /** Wrong parameters are refused before a federation is started for them. */
  private void checkParameters(List<JobDefinition> jobs) {
    for (String name : options.parameters().keySet()) {
      if (jobs.stream().noneMatch(job -> takes(job, name))) {
        throw CliErrors.badParameter(
            "no job of this demo has a parameter " + name,
            "the jobs are " + jobs.stream().map(JobDefinition::name).toList());
      }
    }
    jobs.forEach(this::parameters);
  }

  private SortedMap<String, String> parameters(JobDefinition job) {
    Map<String, String> given = new LinkedHashMap<>(options.parameters());
    given.keySet().removeIf(name -> !takes(job, name));
    return Session.parameters(job, given);
  }

  private static boolean takes(JobDefinition job, String name) {
    return job.parameters().stream().anyMatch(parameter -> parameter.name().equals(name));
  }

  private DemoRun ask(Session session, Setting stage, int index, double start) {
    JobPackage job = stage.jobs().get(index);
    SortedMap<String, String> parameters = parameters(job.definition());
    console.say("");
    console.say("asking " + job.definition().name() + ": " + job.definition().title());
    Phases phases = new Phases();
    // Every repository starts a Spark of its own on this one machine, most at the same time.
    Duration contribution =
        Session.CONTRIBUTION.plus(EACH_REPOSITORY.multipliedBy(stage.rows().size()));
    RunId run = session.ask(job, parameters, List.of(), "demo", contribution);
    console.say("run " + run);
    RunStatus end =
        new RunWatch(() -> look(session, run, phases), console::say, pause, System::nanoTime)
            .awaitReleased(Session.total(contribution).plusSeconds(30));
    Results.Opened opened = new Results(session, home, pause).open(run, RECEIPT);
    Stopwatch.Timed<io.tributary.auditor.AuditReport> audit =
        Stopwatch.time(
            () -> Results.audit(opened.folder(), java.util.Optional.of(session.ledger())));
    // Kept beside the demo's own folder, which goes away: anyone can audit it later.
    Path kept = base.run(run.toString());
    TranscriptFolder.write(kept, TranscriptFolder.read(opened.folder()));
    console.say("asking plain Spark the same over the pooled rows");
    Setting.Pooled pooled = stage.pooled(index, parameters);
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("start", start);
    seconds.put("import", stage.importSeconds());
    seconds.putAll(phases.seconds());
    seconds.put("open", opened.opening());
    seconds.put("audit", audit.seconds());
    Answer answer = opened.answer();
    return new DemoRun(
        job.compiled(),
        run.toString(),
        List.copyOf(end.repositories().keySet()),
        List.copyOf(end.nodes().keySet()),
        new TreeMap<>(stage.rows()),
        answer,
        pooled.answer(),
        answer.difference(pooled.answer()),
        audit.value(),
        kept,
        seconds,
        pooled.seconds());
  }

  private RunStatus look(Session session, RunId run, Phases phases) {
    setting
        .get()
        .federation()
        .casualty()
        .ifPresent(
            died -> {
              throw died;
            });
    RunStatus status = session.status(run);
    phases.look(status);
    return status;
  }

  /** Ctrl-C: what the main thread meets from now on follows from it and is not told. */
  private void interrupt() {
    interrupted = true;
    clean();
    report.failed(CliErrors.interrupted());
    console.say(CliErrors.interrupted().text());
    options.report().ifPresent(report::write);
  }

  private Home own() {
    byte[] salt = new byte[3];
    new SecureRandom().nextBytes(salt);
    return new Home(
        base.folder()
            .resolve(
                "demo-"
                    + STAMP.format(LocalDateTime.now(java.time.ZoneId.systemDefault()))
                    + "-"
                    + java.util.HexFormat.of().formatHex(salt)));
  }

  private synchronized void clean() {
    Setting stage = setting.getAndSet(null);
    if (stage != null) {
      stage.close();
    }
    if (!options.keep() && home != null) {
      try {
        Home.delete(home.folder());
      } catch (IOException e) {
        console.say(
            "the folder " + home.folder() + " could not be removed: " + CliErrors.reason(e));
      }
    }
  }
}
