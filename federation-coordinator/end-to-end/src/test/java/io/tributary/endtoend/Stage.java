package io.tributary.endtoend;

import io.tributary.cli.Tributary;
import io.tributary.cli.demo.DataSource;
import io.tributary.cli.demo.Setting;
import io.tributary.cli.demo.cheat.CheatKind;
import io.tributary.cli.demo.cheat.CheatOutcome;
import io.tributary.cli.demo.cheat.CheatStage;
import io.tributary.cli.home.Home;
import io.tributary.cli.local.FederationSpec;
import io.tributary.cli.local.Installation;
import io.tributary.cli.local.LocalFederation;
import io.tributary.cli.output.Console;
import io.tributary.cli.query.Results;
import io.tributary.cli.query.RunStatus;
import io.tributary.cli.query.RunWatch;
import io.tributary.cli.query.Session;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobPackage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One real federation for all tests of this room: broker, chain, contract, sink, coordinator, four
 * nodes and three repositories with their own Spark, each a process of its own.
 */
final class Stage implements AutoCloseable {
  private static final RunWatch.Pause PAUSE = wait -> Thread.sleep(wait.toMillis());
  private static final Duration LIMIT = Session.total(Session.CONTRIBUTION);

  private final Path folder;
  private final Home home;
  private final Setting setting;
  private final Session session;

  private Stage(Path folder) throws IOException {
    this.folder = folder;
    Path rows = TaxiRows.write(folder.resolve("rows.csv"), 1_500, 7);
    this.home = new Home(folder.resolve("home"));
    DataSource data = DataSource.of(Optional.of(rows), Optional.of("company"), 2, 0);
    FederationSpec spec =
        new FederationSpec(
            Installation.current(),
            home,
            4,
            data.repositoryIds(),
            0,
            Optional.empty(),
            true,
            false);
    Path open = openJob(folder.resolve("taxi-open"));
    Path noise = noiseJob(folder.resolve("taxi-noise"));
    List<String> jobs = List.of("taxi-pay", open.toString(), noise.toString());
    this.setting = Setting.start(Console.system(), spec, data, jobs);
    this.session = Session.open(home, setting.federation().federation(), "alice");
  }

  /** The one federation of this test run; ended with it. */
  static Stage of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent("stage", key -> open(), Stage.class);
  }

  private static Stage open() {
    try {
      return new Stage(Files.createTempDirectory("tributary-end-to-end"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The same question without release rules: a sum run. */
  private static Path openJob(Path folder) throws IOException {
    Path guarded = Installation.current().catalogue().resolve("taxi-pay");
    Home.make(folder);
    for (String file : List.of("query.sql", "README.md")) {
      Files.copy(guarded.resolve(file), folder.resolve(file));
    }
    String yaml = Files.readString(guarded.resolve("job.yaml"));
    String open = "release: {open: true, reason: \"made-up rows\"}\n";
    Files.writeString(
        folder.resolve("job.yaml"),
        yaml.replaceFirst("name: taxi-pay", "name: taxi-open")
            .replaceFirst("(?m)^release:\\n(?: +.*\\n)+", open));
    return folder;
  }

  /** Counts and sums with noise, each answer of which costs rho 0.25. */
  private static Path noiseJob(Path folder) throws IOException {
    Home.make(folder);
    Files.writeString(
        folder.resolve("query.sql"),
        """
        SELECT payment_type, count(*) AS trips, sum(coalesce(fare, 0)) AS fare_sum
        FROM trips
        GROUP BY payment_type
        """);
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        name: taxi-noise
        title: Trips and fares by payment type, with noise
        inputs:
          trips:
            columns:
              payment_type: {type: string}
              fare: {type: "decimal(8,2)", bounds: [0, 1000]}
        dimensions:
          payment_type: {values: [Cash, Credit Card, Dispute, No Charge, Pcard, Prcard, Unknown], other: other}
        release:
          min_subjects: 20
          min_organisations: 3
          subjects: rows
          noise: {rho: 0.25, corrupt: 1}
        repositories: {rule: all, minimum: 3, maximum: 1000}
        limits: {rows: 50000000, seconds: 600}
        """);
    return folder;
  }

  LocalFederation federation() {
    return setting.federation();
  }

  Home home() {
    return home;
  }

  Session session() {
    return session;
  }

  JobPackage job() {
    return setting.jobs().get(0);
  }

  /** Asks, without waiting. */
  RunId ask(Map<String, String> parameters) {
    return session.ask(
        job(), parameters, List.of(), "end-to-end test", false, Session.CONTRIBUTION);
  }

  /** Lets a party cheat in one run that is asked for sums, as the demo does. */
  CheatOutcome cheat(CheatKind kind) {
    JobPackage open = setting.jobs().get(1);
    CheatStage.Question question =
        new CheatStage.Question(
            open, Session.parameters(open.definition(), Map.of()), Session.CONTRIBUTION);
    try (CheatStage played =
        new CheatStage(Console.system(), federation(), home, question, PAUSE)) {
      return played.play(kind);
    }
  }

  RunStatus awaitReleased(RunId run) {
    return new RunWatch(() -> session.status(run), 3, line -> {}, PAUSE, System::nanoTime)
        .awaitReleased(LIMIT);
  }

  /** Waits until a party's state in a run is one of those given. */
  void awaitState(RunId run, String party, String... states) throws InterruptedException {
    await(party + " never reached " + List.of(states), () -> stateIn(run, party, states));
  }

  private boolean stateIn(RunId run, String party, String... states) {
    RunStatus status = session.status(run);
    String state =
        status.repositories().getOrDefault(party, status.nodes().getOrDefault(party, ""));
    return List.of(states).contains(state);
  }

  /**
   * Looks until something holds.
   *
   * @param otherwise what is said if it never does
   */
  void await(String otherwise, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(otherwise);
      }
      PAUSE.between(Duration.ofMillis(50));
    }
  }

  Results.Opened open(RunId run) {
    return new Results(session, home, PAUSE).open(run, Duration.ofSeconds(60));
  }

  /** Plain Spark over the pooled rows. */
  Answer pooled(Map<String, String> parameters) {
    return pooled(0, parameters);
  }

  /** The same of the job with noise. */
  Answer pooledOfNoise() {
    return pooled(2, Map.of());
  }

  private Answer pooled(int job, Map<String, String> parameters) {
    SortedMap<String, String> checked =
        Session.parameters(setting.jobs().get(job).definition(), parameters);
    return setting.pooled(job, checked);
  }

  /** What a command line printed, and its exit code. */
  record Said(int code, String out, String err) {}

  /** Runs a command as a person would, against this federation. */
  Said tributary(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--home";
    all[arguments.length + 1] = home.folder().toString();
    int code = Tributary.run(console, all);
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    session.close();
    setting.close();
    Home.delete(folder);
  }
}
