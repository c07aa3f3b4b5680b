package io.tributary.cli.error;

import java.nio.file.Path;
import java.util.Collection;

/** What a person typed and cannot mean: commands, parties, jobs, parameters. */
public final class UsageErrors {
  private UsageErrors() {}

  public static CliException usage(String problem, String why, String fix) {
    return new CliException(Exit.USAGE, "USAGE", problem, why, fix);
  }

  public static CliException unknownCommand(String name, Collection<String> known) {
    return usage(
        "there is no command " + name,
        "commands: " + String.join(", ", known),
        Suggest.nearest(name, known).map(near -> "did you mean " + near + "?").orElse(""));
  }

  public static CliException unknownOption(
      String command, String word, Collection<String> known, String help) {
    return usage(
        command + " has no option " + word.replaceAll("=.*", ""),
        "its options: " + String.join(", ", known.stream().sorted().toList()),
        Suggest.nearest(word, known).map(near -> "did you mean " + near + "?").orElse(help));
  }

  public static CliException unknownParty(String name, Collection<String> known) {
    return new CliException(
        Exit.USAGE,
        "UNKNOWN_PARTY",
        "there is no party " + name,
        "this federation has " + String.join(", ", known),
        Suggest.nearest(name, known).map(near -> "did you mean " + near + "?").orElse(""));
  }

  public static CliException notWaiting(String run, Collection<String> waiting) {
    return new CliException(
        Exit.USAGE,
        "UNKNOWN_RUN",
        "run " + run + " does not wait for a person here",
        waiting.isEmpty() ? "no run does" : "these do: " + String.join(", ", waiting),
        "see `tributary repo pending`");
  }

  public static CliException unknownJob(String name, Collection<String> known) {
    return new CliException(
        Exit.USAGE,
        "UNKNOWN_JOB",
        "there is no job " + name,
        known.isEmpty() ? "no job is known here" : "known jobs: " + String.join(", ", known),
        Suggest.nearest(name, known)
            .map(near -> "did you mean " + near + "?")
            .orElse("see `tributary jobs list`, or give the folder of a job of your own"));
  }

  /** A job that this federation does not answer; a folder of that name may be here all the same. */
  public static CliException notHere(String name, Collection<String> known) {
    return new CliException(
        Exit.USAGE,
        "UNKNOWN_JOB",
        "there is no job " + name + " in this federation",
        known.isEmpty() ? "none was vetted yet" : "its vetted jobs: " + String.join(", ", known),
        Suggest.nearest(name, known)
            .map(near -> "did you mean " + near + "?")
            .orElse("have it vetted with `tributary vet JOB`, where JOB is its folder or name"));
  }

  /** A job that hides groups, in a federation without the nodes for it. */
  public static CliException tooFewNodes(String job, int nodes, int needed) {
    return usage(
        "job " + job + " takes " + needed + " nodes, and this federation has " + nodes,
        "it hides small groups, which four nodes decide in secure computation, one of which may"
            + " lie or be down",
        "start the federation with --nodes " + needed);
  }

  public static CliException badJob(Path folder, String why) {
    return usage(
        "the job in " + folder + " cannot be used",
        why,
        "mend job.yaml or query.sql; `tributary jobs show` reads it again");
  }

  /** A job that the compiler refuses. */
  public static CliException badJob(String problem, String why) {
    return usage(problem, why, "mend job.yaml or query.sql");
  }

  public static CliException badParameter(String problem, String why) {
    return badParameter("JOB", problem, why);
  }

  public static CliException badParameter(String job, String problem, String why) {
    return new CliException(
        Exit.USAGE,
        "BAD_PARAMETER",
        problem,
        why,
        "see its parameters with `tributary jobs show " + job + "`; write --param NAME=VALUE");
  }
}
