package io.tributary.cli.error;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Every failure a person can be told of. Messages hold names and numbers, never values of rows. */
public final class CliErrors {
  private CliErrors() {}

  // ---- processes of a local federation

  public static CliException cannotStart(String party, IOException cause) {
    return failed(
        "CANNOT_START",
        party + " could not be started",
        reason(cause),
        "free some memory or disk, or see `tributary doctor`");
  }

  public static CliException partyDied(String party, int exit, List<String> tail, Path log) {
    return failed(
        "PARTY_DIED",
        party + " ended by itself (exit code " + exit + ")",
        tail.isEmpty() ? "its log says no more" : String.join("\n", tail),
        exit == 137
            ? "it was killed; is the machine out of memory? (see `tributary doctor`)"
            : "read " + log + "; then start it again with `tributary up`");
  }

  public static CliException partyNotReady(
      String party, Duration limit, List<String> tail, Path log) {
    return failed(
        "PARTY_NOT_READY",
        party + " was not ready within " + limit.toSeconds() + " s",
        tail.isEmpty() ? "its log says no more" : String.join("\n", tail),
        "the machine may be too busy: try again; the whole log is " + log);
  }

  public static CliException interrupted() {
    return failed(
        "INTERRUPTED", "interrupted", "it was told to end, by Ctrl-C or a signal", "type it again");
  }

  public static CliException noFreePort(IOException cause) {
    return failed("NO_PORT", "no free port was found", reason(cause), "see `tributary doctor`");
  }

  public static CliException portTaken(int port, String what) {
    return failed(
        "PORT_TAKEN",
        "port " + port + " is taken",
        "another program listens on it, so " + what + " cannot",
        "end that program, or give another port; without --port a free one is chosen");
  }

  public static CliException notBuilt(String part, Path folder) {
    return failed(
        "NOT_BUILT",
        "the part " + part + " is not built",
        "there is no folder " + folder,
        "start through ./tributary, which builds what is missing");
  }

  public static CliException noChain(Path folder) {
    return failed(
        "NO_CHAIN",
        "the local Ethereum node is not installed",
        "there is no anvil under " + folder,
        "start through ./tributary, which installs it, or give a node of your own: --ledger-url"
            + " URL");
  }

  public static CliException toolFailed(String what, String why, String fix) {
    return failed("TOOL_FAILED", what + " failed", why, fix);
  }

  /** Data that the Spark process cannot read; its message names records and columns. */
  public static CliException unreadableData(String problem) {
    return badData(
        problem,
        "a file is taken whole, by the types its jobs declare, or not at all; records count from 1"
            + " below the header",
        "mend the file there, or choose other --data, --split-by or --job");
  }

  /** A failure as the Spark process tells it. */
  public static CliException sparkFailed(String problem, String why, String fix) {
    return failed("SPARK_FAILED", problem, why, fix);
  }

  // ---- federation files

  public static CliException noFederation(Path home) {
    return failed(
        "NO_FEDERATION",
        "there is no federation in " + home,
        "nothing was started with this --home",
        "start one with `tributary up`, or name the folder of another: --home DIR");
  }

  public static CliException notRunning(Path home) {
    return failed(
        "NOT_RUNNING",
        "the federation in " + home + " is not running",
        "its coordinator or its Ethereum node has ended",
        "start it again with `tributary up --home " + home + "`");
  }

  public static CliException alreadyUp(Path home) {
    return failed(
        "ALREADY_UP",
        "a federation is already up in " + home,
        "its processes are alive",
        "use it, end it with `tributary down`, or choose another folder: --home DIR");
  }

  public static CliException badFile(Path file, String why) {
    return failed("BAD_FILE", file + " cannot be used", why, "restore it, or start afresh");
  }

  public static CliException cannotWrite(Path file, IOException cause) {
    return failed(
        "CANNOT_WRITE",
        file + " cannot be written",
        reason(cause),
        "check the folder's rights and the free space");
  }

  // ---- what a person typed

  public static CliException usage(String problem, String why, String fix) {
    return new CliException(Exit.USAGE, "USAGE", problem, why, fix);
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

  public static CliException unknownCommand(String name, Collection<String> known) {
    return usage(
        "there is no command " + name,
        "commands: " + String.join(", ", known),
        Suggest.nearest(name, known).map(near -> "did you mean " + near + "?").orElse(""));
  }

  public static CliException unknownParty(String name, Collection<String> known) {
    return new CliException(
        Exit.USAGE,
        "UNKNOWN_PARTY",
        "there is no party " + name,
        "this federation has " + String.join(", ", known),
        Suggest.nearest(name, known).map(near -> "did you mean " + near + "?").orElse(""));
  }

  public static CliException unknownRun(String run) {
    return new CliException(
        Exit.USAGE,
        "UNKNOWN_RUN",
        "there is no run " + run,
        "neither the coordinator nor this folder knows it",
        "see `tributary runs`");
  }

  public static CliException notKept(String run, Path runs) {
    return new CliException(
        Exit.USAGE,
        "UNKNOWN_RUN",
        "run " + run + " is not kept here",
        "there is no such folder in " + runs,
        "fetch it with `tributary result " + run + "`, or give a run's folder");
  }

  public static CliException noResultKey(String run, Path home) {
    return failed(
        "NO_KEY",
        "the answer of run " + run + " cannot be opened here",
        "its key is not in " + home + ": only the asker's machine has it",
        "use the --home with which it was asked");
  }

  public static CliException badParameter(String problem, String why) {
    return new CliException(
        Exit.USAGE,
        "BAD_PARAMETER",
        problem,
        why,
        "see the job's parameters with `tributary jobs show JOB`; give them as --param name=value");
  }

  public static CliException noFile(Path file) {
    return new CliException(
        Exit.USAGE,
        "NO_FILE",
        "there is no file " + file,
        "it does not exist or may not be read",
        "check the path given with --data");
  }

  public static CliException badData(String problem, String why, String fix) {
    return new CliException(Exit.USAGE, "BAD_DATA", problem, why, fix);
  }

  public static CliException noColumn(String name, String source, Collection<String> columns) {
    return new CliException(
        Exit.USAGE,
        "NO_COLUMN",
        source + " has no column " + name,
        "its columns: " + String.join(", ", columns),
        Suggest.nearest(name, columns)
            .map(near -> "did you mean --split-by " + near + "?")
            .orElse("give one of them with --split-by"));
  }

  public static CliException missingColumns(
      String job, String source, List<String> missing, Collection<String> columns) {
    return new CliException(
        Exit.USAGE,
        "NO_COLUMN",
        "job " + job + " cannot run on " + source,
        "missing column(s): " + String.join(", ", missing),
        Suggest.nearest(missing.get(0), columns)
            .map(near -> "did you mean the column " + near + "? Names must be the same exactly")
            .orElse("give data that has them, or another job"));
  }

  public static CliException noJobFits(String source, String closest) {
    return new CliException(
        Exit.USAGE,
        "NO_JOB_FITS",
        "no job of the catalogue can run on " + source,
        closest,
        "give a job made for these columns with --job DIR, or other data");
  }

  // ---- runs

  public static CliException refused(String run, String who, String code) {
    return new CliException(
        Exit.REFUSED,
        "REFUSED",
        "run " + run + " was refused by " + who,
        "reason: " + code,
        "see `tributary runs`; ask the operator of that repository");
  }

  public static CliException notVetted(String job, String digest) {
    return new CliException(
        Exit.REFUSED,
        "NOT_VETTED",
        "job " + job + " is not vetted",
        "the ledger has no valid vetting of " + digest,
        "have its vetters sign it: `tributary vet DIR`");
  }

  public static CliException tooFew(String run, String why) {
    return new CliException(
        Exit.TOO_FEW,
        "TOO_FEW",
        "run " + run + " had too few contributors",
        why,
        "ask again when more repositories are up, or ask a job with a lower minimum");
  }

  public static CliException aborted(String run, String reason) {
    return failed(
        "ABORTED",
        "run " + run + " was aborted",
        "reason on the ledger: " + reason,
        "see `tributary status` for parties that are down, then ask again");
  }

  public static CliException runTimeout(String run, String state) {
    return failed(
        "TIMEOUT",
        "run " + run + " did not end in time",
        "it is still " + state,
        "see `tributary status`; later: `tributary result " + run + "`");
  }

  public static CliException mismatch(String run, String problem, String why) {
    return new CliException(
        Exit.MISMATCH,
        "MISMATCH",
        "run " + run + ": " + problem,
        why,
        "do not use this answer; keep the run's folder as evidence");
  }

  public static CliException notEqual(String run, String why) {
    return new CliException(
        Exit.MISMATCH,
        "NOT_EQUAL",
        "run " + run + ": the federated answer differs from the pooled one",
        why,
        "keep the folder with --keep and report it");
  }

  // ---- network

  public static CliException coordinatorUnreachable(String url, String why) {
    return failed(
        "UNREACHABLE",
        "the coordinator does not answer at " + url,
        why,
        "see `tributary status` and `tributary logs coordinator`");
  }

  public static CliException coordinatorSays(int status, String code, String message, String fix) {
    Exit exit =
        switch (code) {
          case "REFUSED", "NOT_VETTED", "POLICY" -> Exit.REFUSED;
          case "TOO_FEW" -> Exit.TOO_FEW;
          default -> status == 400 || status == 404 ? Exit.USAGE : Exit.FAILED;
        };
    return new CliException(
        exit, code, message.isEmpty() ? "HTTP " + status : message, "the coordinator says so", fix);
  }

  public static CliException ledgerUnreachable(String url, String why) {
    return failed(
        "LEDGER_UNREACHABLE",
        "the Ethereum node at " + url + " does not answer",
        why,
        "check --ledger-url, or leave it out to start one on this machine");
  }

  /** A defect: says where, but not the message, which may quote anything. */
  public static CliException unexpected(Throwable e) {
    StackTraceElement at =
        Arrays.stream(e.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("io.tributary."))
            .findFirst()
            .orElse(null);
    return failed(
        "DEFECT",
        "something unexpected happened: " + e.getClass().getName(),
        at == null ? "" : "at " + at,
        "run it again with --debug and report what it prints");
  }

  private static CliException failed(String code, String problem, String why, String fix) {
    return new CliException(Exit.FAILED, code, problem, why, fix);
  }

  /** The kind of failure and its text: of files and sockets, so it holds no data. */
  public static String reason(Throwable cause) {
    String text = cause.getMessage();
    return cause.getClass().getSimpleName() + (text == null ? "" : ": " + text);
  }
}
