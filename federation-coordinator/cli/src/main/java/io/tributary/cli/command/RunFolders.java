package io.tributary.cli.command;

import io.tributary.cli.error.CliException;
import io.tributary.cli.error.RunErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.query.RunFetch;
import io.tributary.cli.query.Session;
import io.tributary.protocol.id.RunId;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folders in which this home keeps runs. */
final class RunFolders {
  private RunFolders() {}

  /** The folder of a run: kept here already, or fetched from the federation of this home. */
  static Path kept(RootOptions root, RunId run) {
    Path folder = root.home().run(run.toString());
    if (Files.isDirectory(folder)) {
      return folder;
    }
    if (!Files.exists(root.home().federationFile())) {
      throw RunErrors.notKept(run.toString(), root.home().runs());
    }
    try (Session session = Session.open(root.home(), Federation.read(root.home()), "alice")) {
      fetch(root, session, run);
    }
    return folder;
  }

  /**
   * Fetches a run anew of which the ledger has got ahead, or had lost its last blocks. False if
   * that is no better, or nobody can be asked: the folder is as it was.
   */
  static boolean isRenewed(RootOptions root, RunId run) {
    try (Session session = Session.open(root.home(), Federation.read(root.home()), "alice")) {
      boolean renewed = new RunFetch(session).isRenewed(run, root.home().run(run.toString()));
      if (renewed) {
        root.console().say("the ledger has moved on since: fetched the run again");
      }
      return renewed;
    } catch (CliException e) {
      return false;
    }
  }

  /** Fetches transcript and chain export, which anyone may audit; the answer is not in them. */
  static void fetch(RootOptions root, Session session, RunId run) {
    Path folder = root.home().run(run.toString());
    new RunFetch(session).keep(run, folder);
    root.console().say("transcript and chain export are kept in " + folder);
  }
}
