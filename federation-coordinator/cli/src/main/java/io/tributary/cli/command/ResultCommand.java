package io.tributary.cli.command;

import io.tributary.cli.error.Exit;
import io.tributary.cli.error.RunErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.query.Aborted;
import io.tributary.cli.query.RunStatus;
import io.tributary.cli.query.Session;
import io.tributary.cli.query.StoredRun;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The answer of a run: opened on this machine, once; afterwards read from its folder. */
@Command(name = "result", description = "Verify a run, open its answer here and print it.")
public final class ResultCommand implements Callable<Integer> {
  /** Longer than any run may last. */
  private static final Duration LONGEST = Session.total(Duration.ofDays(1)).plusMinutes(1);

  @ParentCommand private RootOptions root;

  @Parameters(paramLabel = "RUN", description = "Its id, 0x…")
  private String run;

  @Option(names = "--wait", description = "Wait until the run has ended.")
  private boolean wait;

  @Override
  public Integer call() {
    RunId id = RunArguments.runId(run);
    Path kept = root.home().run(id.toString());
    if (Files.exists(kept.resolve("result.json"))) {
      Answers.print(root, StoredRun.answer(kept), kept);
    } else {
      try (Session session = Session.open(root.home(), Federation.read(root.home()), "alice")) {
        awaitEnd(session, id);
        Answer answer = Answers.open(root, session, id);
        Answers.print(root, answer, kept);
      }
    }
    root.console().next("tributary audit " + id);
    return Exit.OK.code();
  }

  private void awaitEnd(Session session, RunId id) {
    RunStatus status = session.status(id);
    int minimum = session.job(status.job()).definition().repositories().minimum();
    if (status.aborted()) {
      RunFolders.fetch(root, session, id);
      throw Aborted.of(status, minimum);
    }
    if (!Files.exists(session.keys().resultFile(id.toString()))) {
      throw RunErrors.noResultKey(id.toString(), root.home().folder());
    }
    if (status.released()) {
      return;
    }
    if (!wait) {
      throw RunErrors.notYet(id.toString(), status.words());
    }
    Answers.awaitReleased(root, session, id, minimum, LONGEST);
  }
}
