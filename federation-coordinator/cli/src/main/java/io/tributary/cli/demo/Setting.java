package io.tributary.cli.demo;

import io.tributary.cli.error.ProcessErrors;
import io.tributary.cli.home.Home;
import io.tributary.cli.local.FederationSpec;
import io.tributary.cli.local.LocalFederation;
import io.tributary.cli.local.LocalFederation.Repository;
import io.tributary.cli.local.SparkTool;
import io.tributary.cli.local.Vetting;
import io.tributary.cli.output.Console;
import io.tributary.cli.query.Catalogue;
import io.tributary.cli.query.RunStatus;
import io.tributary.cli.query.Session;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A federation with data in it and jobs vetted: what {@code demo} and {@code up} have in common.
 * Spark splits and imports while chain, relay and parties start. Another thread may close it at any
 * time, also while it starts.
 */
public final class Setting implements AutoCloseable {
  private final Console console;
  private final FederationSpec spec;
  private final DataSource data;
  private final SortedMap<String, Long> rows = new TreeMap<>();
  private SparkTool tool;
  private SparkSteps spark;
  private LocalFederation federation;
  private List<Path> folders = List.of();
  private List<JobPackage> jobs = List.of();
  private double importSeconds;
  private boolean closed;

  Setting(Console console, FederationSpec spec, DataSource data) {
    this.console = console;
    this.spec = spec;
    this.data = data;
  }

  /** Starts everything; on failure nothing is left running. */
  public static Setting start(
      Console console, FederationSpec spec, DataSource data, List<String> jobNames) {
    Setting setting = new Setting(console, spec, data);
    setting.start(jobNames, chosen -> {});
    return setting;
  }

  /**
   * The same.
   *
   * @param check may refuse the jobs chosen, before anything but Spark has started
   */
  void start(List<String> jobNames, Consumer<List<JobDefinition>> check) {
    Catalogue catalogue = Catalogue.in(spec.installation().catalogue());
    List<JobChoice.Chosen> named = JobChoice.named(catalogue, jobNames);
    startSpark(spec.home());
    try {
      List<JobChoice.Chosen> chosen = chosen(catalogue, named);
      check.accept(chosen.stream().map(JobChoice.Chosen::definition).toList());
      folders = JobCopies.make(chosen, spec.home(), spark::compile);
      standUp();
      jobs = folders.stream().map(Catalogue::read).toList();
      vet();
      federation.record();
    } catch (RuntimeException e) {
      RuntimeException told = explained(e);
      abandon();
      throw told;
    }
  }

  private synchronized void startSpark(Home home) {
    requireOpen();
    tool = SparkTool.start(spec.installation(), home.party("spark-tool"));
    spark = new SparkSteps(tool, data, home);
  }

  private synchronized void newFederation() {
    requireOpen();
    federation = LocalFederation.of(spec);
  }

  private void requireOpen() {
    if (closed) {
      throw ProcessErrors.interrupted();
    }
  }

  /** Which jobs to ask; a file that none or not all of them fit is refused here. */
  private List<JobChoice.Chosen> chosen(Catalogue catalogue, List<JobChoice.Chosen> named) {
    if (data.generated()) {
      return JobChoice.generated(catalogue, named);
    }
    List<String> columns = spark.columns();
    data.requireColumn(columns);
    return named.isEmpty()
        ? JobChoice.fitting(catalogue, columns, data)
        : JobChoice.requireFit(named, columns, data.name());
  }

  private void standUp() {
    Stopwatch importing = new Stopwatch();
    spark.startImport(folders);
    console.say("reading the data; starting the relay (Kafka) and the ledger (Ethereum)");
    newFederation();
    federation.found();
    federation.adopt(tool.pid());
    List<Repository> repositories = spark.split();
    console.say(
        "entering the repositories on the ledger, starting sink, coordinator and "
            + spec.nodes()
            + " nodes");
    federation.enrol(repositories);
    federation.startServices();
    for (SparkSteps.Imported one : spark.imported()) {
      rows.put(one.id(), one.rows());
      console.say(
          String.format(Locale.ROOT, "  %-8s %,10d rows  %s", one.id(), one.rows(), one.label()));
    }
    importSeconds = importing.seconds();
    console.say("starting " + repositories.size() + " repositories, each with its own Spark");
    federation.startAgents();
  }

  private void vet() {
    Vetting vetting = Vetting.in(federation);
    for (JobPackage job : jobs) {
      vetting.vet(job);
      console.say("job " + job.definition().name() + " vetted: " + job.digest());
    }
  }

  /** A party that died explains more than the step that failed for it. */
  private RuntimeException explained(RuntimeException e) {
    return federation == null
        ? e
        : federation.casualty().<RuntimeException>map(died -> died).orElse(e);
  }

  /** Plain Spark's answer over the pooled rows. */
  public Answer pooled(int job, SortedMap<String, String> parameters) {
    return timedPooled(job, parameters).answer();
  }

  SparkSteps.Pooled timedPooled(int job, SortedMap<String, String> parameters) {
    return spark.pooled(folders.get(job), parameters, rows.keySet());
  }

  /** What the coordinator says of a run; a party that died is told instead. */
  public RunStatus status(Session session, RunId run) {
    federation
        .casualty()
        .ifPresent(
            died -> {
              throw died;
            });
    return session.status(run);
  }

  public LocalFederation federation() {
    return federation;
  }

  public List<JobPackage> jobs() {
    return jobs;
  }

  /** Rows by repository. */
  public SortedMap<String, Long> rows() {
    return rows;
  }

  double importSeconds() {
    return importSeconds;
  }

  private synchronized void abandon() {
    closed = true;
    if (tool != null) {
      tool.close();
    }
    if (federation != null) {
      federation.destroy();
    }
  }

  /** Ends Spark, and what is attached to this process; once. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (tool != null) {
      tool.close();
    }
    if (federation != null) {
      federation.close();
    }
  }
}
