package io.tributary.cli.jobs;

import io.tributary.cli.command.RootOptions;
import io.tributary.cli.error.Exit;
import io.tributary.cli.jobs.explain.Prose;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import io.tributary.protocol.job.JobPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      Diagnosis diagnosis = tool.check(folder);
      boolean stale =
          diagnosis.ok()
              && Files.exists(folder.resolve(JobPackage.COMPILED))
              && tool.compile(folder, true).path("changed").asBoolean();
      int code = told(root, diagnosis, job);
      if (diagnosis.ok()) {
        notes(folder, stale).forEach(root.console()::say);
        root.console()
            .next(
                "tributary jobs explain " + job, "tributary jobs dry-run " + job + " --data FILE");
      }
      return code;
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
    return Exit.OK.code();
  }

  /** What is no mistake but should be known. */
  private List<String> notes(Path folder, boolean stale) {
    List<String> notes = new ArrayList<>();
    long marked = marked(folder);
    if (marked > 0) {
      notes.add(
          "note: job.yaml still says 'check these' in "
              + Prose.count(marked, "place")
              + ": what stands there becomes public");
    }
    if (stale) {
      notes.add(
          "note: compiled.json is not what job.yaml and query.sql compile to now; `tributary jobs"
              + " compile "
              + job
              + "` writes it");
    }
    return notes;
  }

  private static long marked(Path folder) {
    try {
      return Files.readAllLines(folder.resolve(JobPackage.DEFINITION)).stream()
          .filter(line -> line.contains("check these"))
          .count();
    } catch (IOException e) {
      return 0;
    }
  }
}
