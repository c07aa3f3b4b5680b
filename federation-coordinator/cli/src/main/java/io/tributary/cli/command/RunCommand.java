package io.tributary.cli.command;

import io.tributary.cli.error.Exit;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Table;
import io.tributary.cli.query.Session;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobPackage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Asks a vetted job. */
@Command(name = "run", description = "Ask a vetted job; prints the run's id.")
public final class RunCommand implements Callable<Integer> {
  private static final int MOST_SECONDS = 86_400;

  @ParentCommand private RootOptions root;

  @Parameters(paramLabel = "JOB", description = "Its name, see `tributary catalog`.")
  private String job;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "NAME=VALUE",
      description = "A parameter of the job; repeat for more.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--repositories",
      paramLabel = "ID",
      split = ",",
      description = "Whom to ask, where the job leaves the choice (default: all).")
  private List<String> repositories = new ArrayList<>();

  @Option(
      names = "--purpose",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why, in the words that the repositories' policies know.")
  private String purpose;

  @Option(
      names = "--fresh",
      description =
          "A new answer of a job with noise, at its price, not the one that was given before.")
  private boolean fresh;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long repositories have to contribute (default: 300).")
  private int within;

  @Option(names = "--wait", description = "Wait until the answer has come, been verified and kept.")
  private boolean wait;

  @Override
  public Integer call() {
    Map<String, String> given = parse(parameters);
    if (within < 1 || within > MOST_SECONDS) {
      throw UsageErrors.usage(
          "--within " + within + " is not possible",
          "repositories need some time, and a run must end",
          "give seconds from 1 to " + MOST_SECONDS);
    }
    Duration contribution = Duration.ofSeconds(within);
    Federation federation = Federation.read(root.home());
    try (Session session = Session.open(root.home(), federation, "alice")) {
      JobPackage found = session.job(job);
      if (fresh && found.compiled().noise().isEmpty()) {
        throw UsageErrors.usage(
            "job " + job + " has no noise",
            "its answers stand for four weeks, since two exact ones would tell what has changed",
            "leave --fresh out");
      }
      RunId run = session.ask(found, given, repositories, purpose, fresh, contribution);
      printId(run);
      if (wait) {
        int minimum = found.definition().repositories().minimum();
        Duration limit = Session.total(contribution).plusSeconds(30);
        Answers.awaitReleased(root, session, run, minimum, limit);
        Answers.open(root, session, run);
      }
      root.console().next("tributary result " + run + (wait ? "" : " --wait"));
      return Exit.OK.code();
    }
  }

  /** At once, so that whoever stops waiting can come back. */
  private void printId(RunId run) {
    if (root.format() == Format.table) {
      root.console().data(run + "\n");
    } else {
      root.print(Table.of("run").row(run.toString()).build());
    }
  }

  /** Reads {@code name=value} pairs. */
  public static Map<String, String> parse(List<String> pairs) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String pair : pairs) {
      int at = pair.indexOf('=');
      if (at < 1) {
        throw UsageErrors.badParameter(
            "a --param has no name and value", "it is written NAME=VALUE");
      }
      if (given.put(pair.substring(0, at), pair.substring(at + 1)) != null) {
        throw UsageErrors.badParameter(
            "parameter " + pair.substring(0, at) + " is given twice", "one value is enough");
      }
    }
    return given;
  }
}
