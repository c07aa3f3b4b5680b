package io.tributary.cli.command;

import io.tributary.cli.error.CliErrors;
import io.tributary.cli.error.Exit;
import io.tributary.cli.home.Federation;
import io.tributary.cli.query.RunStatus;
import io.tributary.cli.query.RunWatch;
import io.tributary.cli.query.Session;
import io.tributary.cli.query.StoredRun;
import io.tributary.protocol.id.RunId;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The answer of a run: opened on this machine, once; afterwards read from its folder. */
@Command(name = "result", description = "Verify a run, open its answer here and print it.")
public final class ResultCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Parameters(paramLabel = "RUN", description = "Its id, 0x…")
  private String run;

  @Override
  public Integer call() {
    RunId id = RunArguments.runId(run);
    if (Files.exists(root.home().run(id.toString()).resolve("result.json"))) {
      Answers.print(root, StoredRun.answer(root.home().run(id.toString())));
      root.console().next("tributary audit " + id + root.homeOption());
      return Exit.OK.code();
    }
    Federation federation = Federation.read(root.home());
    try (Session session = Session.open(root.home(), federation, "alice")) {
      RunStatus status = session.status(id);
      if (status.aborted()) {
        throw RunWatch.aborted(status);
      }
      if (!status.released()) {
        throw CliErrors.runTimeout(id.toString(), status.state());
      }
      if (!Files.exists(session.keys().resultFile(id.toString()))) {
        throw CliErrors.noResultKey(id.toString(), root.home().folder());
      }
      Answers.print(root, Answers.open(root, session, id));
      root.console().next("tributary audit " + id + root.homeOption());
      return Exit.OK.code();
    }
  }
}
