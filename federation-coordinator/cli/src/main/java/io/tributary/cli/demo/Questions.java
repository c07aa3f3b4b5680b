package io.tributary.cli.demo;

import io.tributary.auditor.AuditReport;
import io.tributary.cli.home.Home;
import io.tributary.cli.output.Console;
import io.tributary.cli.query.AnswerNoise;
import io.tributary.cli.query.HiddenGroups;
import io.tributary.cli.query.Results;
import io.tributary.cli.query.RunStatus;
import io.tributary.cli.query.RunWatch;
import io.tributary.cli.query.Session;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.evaluate.Evaluation;
import io.tributary.protocol.job.evaluate.NoisyDifference;
import io.tributary.protocol.job.evaluate.RoundingWords;
import io.tributary.protocol.transcript.TranscriptFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks the jobs of a demo, one after the other, and plain Spark the same. */
final class Questions implements AutoCloseable {
  /** Every repository starts a Spark of its own on this one machine, most at the same time. */
  private static final Duration EACH_REPOSITORY = Duration.ofSeconds(30);

  private static final Duration RECEIPT = Duration.ofSeconds(30);
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final Console console;
  private final DemoParameters parameters;
  private final Home base;
  private final RunWatch.Pause pause;
  private final Setting setting;
  private final double start;
  private final Session session;

  /**
   * @param base where opened runs are kept; the demo's own folder goes away
   * @param start seconds the start took
   */
  Questions(
      Console console,
      DemoParameters parameters,
      Home base,
      RunWatch.Pause pause,
      Setting setting,
      double start) {
    this.console = console;
    this.parameters = parameters;
    this.base = base;
    this.pause = pause;
    this.setting = setting;
    this.start = start;
    this.session =
        Session.open(setting.federation().home(), setting.federation().federation(), "alice");
  }

  /** How long so many repositories have, all on this machine. */
  static Duration contribution(int repositories) {
    return Session.CONTRIBUTION.plus(EACH_REPOSITORY.multipliedBy(repositories));
  }

  int count() {
    return setting.jobs().size();
  }

  /** Asks one of them and waits for all there is to show. */
  DemoRun ask(int index) {
    JobPackage job = setting.jobs().get(index);
    SortedMap<String, String> values = parameters.of(job.definition());
    console.say("");
    console.say("asking " + job.definition().name() + ": " + job.definition().title());
    Phases phases = new Phases();
    Duration contribution = contribution(setting.rows().size());
    RunId run = session.ask(job, values, List.of(), "demo", false, contribution);
    console.say("run " + run);
    RunStatus end =
        new RunWatch(
                () -> look(run, phases),
                job.definition().repositories().minimum(),
                console::say,
                pause,
                System::nanoTime)
            .awaitReleased(Session.total(contribution).plus(MARGIN));
    Results.Opened opened =
        new Results(session, setting.federation().home(), pause).open(run, RECEIPT);
    HiddenGroups.say(console::say, opened);
    RoundingWords.of(job.compiled()).ifPresent(console::say);
    Stopwatch.Timed<AuditReport> audit =
        Stopwatch.time(() -> Results.audit(opened.folder(), Optional.of(session.ledger())));
    Path kept = base.run(run.toString());
    TranscriptFolder.write(kept, TranscriptFolder.read(opened.folder()));
    console.say("asking plain Spark the same over the pooled rows");
    SparkSteps.Pooled pooled = setting.timedPooled(index, values);
    Answer answer = opened.answer();
    Optional<AnswerNoise> noise = AnswerNoise.in(kept);
    return new DemoRun(
        job.compiled(),
        run.toString(),
        List.copyOf(end.repositories().keySet()),
        List.copyOf(end.nodes().keySet()),
        new TreeMap<>(setting.rows()),
        answer,
        pooled.answer(),
        noise
            .map(n -> difference(n, answer, pooled.answer()))
            .orElseGet(() -> Evaluation.difference(job.compiled(), answer, pooled.answer())),
        noise,
        audit.value(),
        kept,
        seconds(phases, opened.opening(), audit.seconds()),
        pooled.seconds());
  }

  /** A noisy answer must be as near to plain Spark's as the noise allows. */
  private static Optional<String> difference(AnswerNoise noise, Answer answer, Answer pooled) {
    return NoisyDifference.of(noise.job(), answer, pooled, noise.precision().contributors());
  }

  private Map<String, Double> seconds(Phases phases, double opening, double audit) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("start", start);
    seconds.put("import", setting.importSeconds());
    seconds.putAll(phases.seconds());
    seconds.put("open", opening);
    seconds.put("audit", audit);
    return seconds;
  }

  private RunStatus look(RunId run, Phases phases) {
    RunStatus status = setting.status(session, run);
    phases.look(status);
    return status;
  }

  @Override
  public void close() {
    session.close();
  }
}
