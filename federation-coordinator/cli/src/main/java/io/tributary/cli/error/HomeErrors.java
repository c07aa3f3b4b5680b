package io.tributary.cli.error;

import java.io.IOException;
import java.nio.file.Path;

/** What goes wrong with the folder that state lives in. */
public final class HomeErrors {
  private HomeErrors() {}

  public static CliException noFederation(Path home) {
    return CliException.failed(
        "NO_FEDERATION",
        "there is no federation in " + home,
        "nothing was started with this --home",
        "start one with `tributary up`, or name the folder of another: --home DIR");
  }

  public static CliException notRunning(Path home) {
    return CliException.failed(
        "NOT_RUNNING",
        "the federation in " + home + " is not running",
        "its coordinator or its Ethereum node has ended",
        "start what is down with `tributary up`");
  }

  public static CliException badFile(Path file, String why) {
    return badFile(file, why, "restore it, or start afresh");
  }

  public static CliException badFile(Path file, String why, String fix) {
    return CliException.failed("BAD_FILE", file + " cannot be used", why, fix);
  }

  /** As a strict reader tells it: the file's name first. */
  public static CliException badFile(String problem) {
    return CliException.failed("BAD_FILE", problem, "", "mend or restore that file");
  }

  /** A file or folder that the file system refuses to some room; its text names it. */
  public static CliException refused(String problem, String why) {
    return CliException.failed(
        "FILE_SYSTEM", problem, why, "check the folder's rights and the free space");
  }

  public static CliException demoRuns(Path home) {
    return CliException.failed(
        "DEMO_RUNS",
        "a demo runs in " + home,
        "its tables and keys are there until it ends",
        "let it end, or end it with Ctrl-C where it runs");
  }

  public static CliException noFolder(Path file) {
    return new CliException(
        Exit.USAGE,
        "NO_FOLDER",
        file + " is no folder",
        "a home is a folder that holds the state of a federation",
        "name a folder, there or not yet: --home DIR");
  }

  public static CliException notReadable(Path folder) {
    return CliException.failed(
        "NO_PERMISSION",
        folder + " may not be read",
        "it belongs to somebody else, or its rights are too narrow",
        "ask its owner, or name a folder of your own: --home DIR");
  }

  public static CliException cannotWrite(Path file, IOException cause) {
    return CliException.failed(
        "CANNOT_WRITE",
        file + " cannot be written",
        Failures.reason(cause),
        "check the folder's rights and the free space");
  }
}
