package io.tributary.cli.jobs;

import io.tributary.cli.command.RootOptions;
import io.tributary.cli.error.Exit;
import io.tributary.cli.jobs.explain.Prose;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Says everything that is wrong with a job folder at once. */
@Command(
    name = "check",
    description = "Say everything that is wrong with a job folder, with line and column.")
public final class CheckCommand implements Callable<Integer> {
  @ParentCommand private JobsCommand parent;

  @Parameters(paramLabel = "DIR", description = "The job's folder.")
  private String job;

  @Override
  public Integer call() {
    RootOptions root = parent.root();
    Path folder = JobFolder.of(job);
    try (AuthorTool tool = AuthorTool.cold()) {
      return told(root, tool.check(folder), job);
    }
  }

  private static int told(RootOptions root, Diagnosis diagnosis, String job) {
    if (root.format() == Format.json) {
      root.console().data(Render.json(diagnosis.json()));
    } else if (root.format() == Format.csv) {
      root.print(diagnosis.table());
    } else {
      root.console().data(diagnosis.text());
    }
    if (!diagnosis.ok()) {
      root.console().say(diagnosis.count() + " in " + job);
      return Exit.FAILED.code();
    }
    root.console()
        .say(
            "ok: "
                + job
                + " is a job; its answer has at most "
                + Prose.count(diagnosis.groups(), "group")
                + ", and "
                + Prose.count(diagnosis.cells(), "cell")
                + " leave each repository as shares");
    root.console()
        .next("tributary jobs explain " + job, "tributary jobs dry-run " + job + " --data FILE");
    return Exit.OK.code();
  }
}
