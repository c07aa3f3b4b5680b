package io.tributary.cli.error;

import java.nio.file.Path;

/** How a run can end other than with an answer. */
public final class RunErrors {
  private RunErrors() {}

  public static CliException unknownRun(String run) {
    return new CliException(
        Exit.USAGE,
        "UNKNOWN_RUN",
        "there is no run " + run,
        "neither the coordinator nor this home knows it",
        "`tributary runs` lists those there are");
  }

  public static CliException notKept(String run, Path runs) {
    return new CliException(
        Exit.USAGE,
        "UNKNOWN_RUN",
        "run " + run + " is not kept here",
        "there is no such folder in " + runs + ", and no federation is up here to fetch it from",
        "name the home of its federation with --home DIR, or give a run's folder");
  }

  public static CliException noResultKey(String run, Path home) {
    return CliException.failed(
        "NO_KEY",
        "the answer of run " + run + " cannot be opened here",
        "its key is not in " + home + ": only the asker's machine has it",
        "use the --home with which it was asked");
  }

  public static CliException refused(String run, String who, String code) {
    return new CliException(
        Exit.REFUSED,
        "REFUSED",
        "run " + run + " was refused by " + who,
        "reason: " + code,
        "see `tributary runs`; ask the operator of that repository");
  }

  /** A cheat of the demo that did not come out as it must. */
  public static CliException notCaught(String run, String party, String promises) {
    return CliException.failed(
        "NOT_CAUGHT",
        "the cheat of " + party + " in run " + run + " was not caught as promised",
        "not so: " + promises,
        "see the story and the logs; this is a fault of Tributary's: please report it");
  }

  /** A cheat is played in a sum run. */
  public static CliException noSumRun(String jobs) {
    return UsageErrors.usage(
        "--cheat is played in a sum run, and there is none",
        "jobs that hide small groups are computed otherwise: " + jobs,
        "name a job whose release is open: --job tpch-q6, without --data");
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
        "see `tributary status`; ask again when more are up, or a job with a lower minimum");
  }

  public static CliException aborted(String run, String reason) {
    return CliException.failed(
        "ABORTED",
        "run " + run + " was aborted",
        "reason on the ledger: " + reason,
        "see `tributary status` for parties that are down, then ask again");
  }

  public static CliException notYet(String run, String state) {
    return CliException.failed(
        "NOT_YET",
        "run " + run + " has no answer yet",
        state,
        "wait for it with `tributary result " + run + " --wait`");
  }

  public static CliException runTimeout(String run, String state) {
    return CliException.failed(
        "TIMEOUT",
        "run " + run + " did not end in time",
        "it is still " + state,
        "see `tributary status`, then `tributary result " + run + "`");
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
}
