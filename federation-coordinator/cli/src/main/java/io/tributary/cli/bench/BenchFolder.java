package io.tributary.cli.bench;

import io.tributary.cli.demo.DemoFolder;
import io.tributary.cli.error.Failures;
import io.tributary.cli.home.Home;
import io.tributary.cli.output.Console;
import java.io.IOException;

/** A home for one measurement, removed with it, also when the person stops it. */
final class BenchFolder implements AutoCloseable {
  private final Console console;
  private final DemoFolder folder;
  private final Thread cleaner = new Thread(this::remove, "bench-cleaner");

  private BenchFolder(Console console, DemoFolder folder) {
    this.console = console;
    this.folder = folder;
  }

  /** Makes one; what killed ones have left goes. */
  static BenchFolder make(Console console, Home base) {
    DemoFolder.sweep(base);
    BenchFolder made = new BenchFolder(console, DemoFolder.make(base, false));
    Runtime.getRuntime().addShutdownHook(made.cleaner);
    return made;
  }

  Home home() {
    return folder.home();
  }

  /** The processes in it end with this one, so it may go at any time. */
  private synchronized void remove() {
    try {
      folder.remove();
    } catch (IOException e) {
      console.say(
          "the folder " + folder.home().folder() + " could not be removed: " + Failures.reason(e));
    }
  }

  @Override
  public void close() {
    remove();
    Runtime.getRuntime().removeShutdownHook(cleaner);
  }
}
