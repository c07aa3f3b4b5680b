package io.tributary.cli.command;

import io.tributary.cli.demo.DemoFolder;
import io.tributary.cli.error.Exit;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Home;
import io.tributary.cli.local.Shutdown;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Ends a federation. */
@Command(name = "down", description = "End the federation that was started here.")
public final class DownCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Option(names = "--wipe", description = "Remove its folder too: keys, tables, runs, everything.")
  private boolean wipe;

  @Override
  public Integer call() throws IOException {
    Home home = root.home();
    if (wipe) {
      requireOurs(home);
    }
    if (Files.exists(home.federationFile())) {
      int ended = Shutdown.end(Federation.read(home));
      root.console().say("ended " + ended + " processes");
    } else if (!wipe) {
      throw HomeErrors.noFederation(home.folder());
    }
    if (wipe) {
      Home.delete(home.folder());
      root.console().say("removed " + home.folder());
    } else {
      root.console()
          .next(
              "tributary up             starts it again, with all it knew",
              "tributary down --wipe    removes everything");
    }
    return Exit.OK.code();
  }

  /** Never deletes a folder that is not ours, nor one that a demo is at work in. */
  private static void requireOurs(Home home) {
    if (!Files.exists(home.federationFile())
        && !Files.isDirectory(home.runs())
        && !DemoFolder.any(home)) {
      throw HomeErrors.noFederation(home.folder());
    }
    if (DemoFolder.anyRunning(home)) {
      throw HomeErrors.demoRuns(home.folder());
    }
  }
}
