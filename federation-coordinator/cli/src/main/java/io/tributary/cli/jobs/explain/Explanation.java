package io.tributary.cli.jobs.explain;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.evaluate.Precision;
import io.tributary.protocol.job.evaluate.RoundingWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job, explained: headings and text for a terminal. */
public final class Explanation {
  private static final String INTRODUCTION =
      "Repositories hold rows and let none of them out. Nodes, run by others, add up random pieces"
          + " of the repositories' totals. Whoever asks reads the sums over all repositories, and"
          + " nothing else.";

  private final StringBuilder text = new StringBuilder();

  private Explanation() {}

  /**
   * Explains.
   *
   * @param nodes how many nodes the costs are given for
   */
  public static String of(JobDefinition definition, CompiledJob job, int nodes) {
    Cells cells = new Cells(job);
    Formulas formulas = new Formulas(job, cells);
    Question question = new Question(job, formulas);
    LocalWork local = new LocalWork(job);
    Published published = new Published(definition, job);
    Cost cost = new Cost(job, nodes);
    Explanation it = new Explanation();
    it.text.append(job.name()).append(": ").append(definition.title()).append("\n\n");
    it.text.append(Prose.wrapped(INTRODUCTION, 0));
    Optional<ModelQuestion> model = definition.model().map(own -> new ModelQuestion(job, own));
    it.section("What is asked", model.map(ModelQuestion::asked).orElseGet(question::asked));
    it.section("What each repository does, inside its own Spark", local.steps());
    it.section("What leaves a repository", leaving(job));
    it.raw(new CellTable(cells).text());
    cells.legend().forEach(line -> it.text.append(Prose.wrapped(line, 2)));
    it.section("What never leaves a repository", published.kept());
    it.section("What opens, and to whom", opening(job));
    it.section(
        "How the answer is computed from the opened sums",
        model.map(ModelQuestion::computed).orElseGet(question::computed));
    it.section("What is public because it is in the job", published.lines());
    it.section("What an asker may choose", published.parameters());
    it.section("What it costs", cost.lines());
    it.section("Whom one has to trust", trust(job, nodes));
    it.section("The same as a plan, step by step", List.of());
    it.raw(local.plan());
    return it.text.toString();
  }

  private static List<String> leaving(CompiledJob job) {
    String spread =
        job.dimensions().isEmpty() || job.sections().size() > 1
            ? "just as many whatever rows it has"
            : job.sections().get(0).cells().size()
                + " for each of "
                + Prose.count(job.groups(), "group")
                + ", whether it has such rows or not";
    return List.of(
        Prose.count(job.cellCount(), "whole number")
            + ", called cells: "
            + spread
            + ". Each cell is cut into random pieces, one for each node; all pieces together add up"
            + " to the cell, and any fewer are random numbers.",
        "Here is each kind of cell, how many there are of it, and the greatest magnitude that its"
            + " sum over all repositories can have:");
  }

  private static List<String> opening(CompiledJob job) {
    boolean hides = job.answering().having().isPresent() || job.answering().limit().isPresent();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Only whoever asked can open anything, and only sums: each of the "
            + Prose.count(job.cellCount(), "cell")
            + ", added up over all repositories that took part. Nobody, not even the asker, can"
            + " tell one repository's part from the sum. If fewer than "
            + job.minimumContributors()
            + " organisations contribute, nothing opens.");
    if (hides) {
      lines.add(
          "Groups that the query drops at the end (HAVING, LIMIT) are dropped on the asker's"
              + " machine: their sums open to the asker, too.");
    }
    lines.add(ReleaseWords.of(job.release()));
    RoundingWords.of(job)
        .ifPresent(words -> lines.add("What is shown is " + words + ". " + ReleaseWords.ROUNDED));
    if (job.release().orElse(null) instanceof Release.Noised rules) {
      lines.addAll(noise(job, rules));
      return lines;
    }
    lines.add(
        job.compares()
            ? "The nodes decide that in secure computation: a cell of a hidden group opens to"
                + " nobody. What this does not hide: no noise is added, so two answers over nearly"
                + " the same rows tell what differs."
            : "What this does not hide: sums of small groups open to the asker; a sum over very few"
                + " rows still says something about them (no noise is added), and an asker who"
                + " holds rows of its own can subtract them.");
    return lines;
  }

  private static List<String> noise(CompiledJob job, Release.Noised rules) {
    List<String> lines = new ArrayList<>();
    Precision.of(job, rules.minOrganisations(), Precision.USUAL_CHANCE)
        .ifPresent(
            precision ->
                precision
                    .words(job)
                    .forEach(
                        words ->
                            lines.add(
                                "With the noise of "
                                    + precision.contributors()
                                    + " repositories a figure is within: "
                                    + words
                                    + ".")));
    lines.add(
        "What this does not hide: what is true of many at once, and that a repository took part."
            + " Each further answer tells a little more of everybody; the repositories' budgets say"
            + " when it is enough.");
    return lines;
  }

  private static List<String> trust(CompiledJob job, int nodes) {
    return List.of(
        job.compares() ? compared() : added(nodes),
        "Commitments bind a repository to what it said, not to the truth: it can still lie about"
            + " its own rows, within the bounds. The coordinator, Kafka and the ledger see no"
            + " cell.");
  }

  private static String compared() {
    return "This is a comparison run, because small groups are hidden. No one of its four nodes"
        + " learns anything about a repository's cells, or about a hidden group; any two of them"
        + " together could. The answer is right although one node lies, and comes with one down.";
  }

  private static String added(int nodes) {
    return "This is a sum run. Any "
        + (nodes - 1)
        + " of "
        + nodes
        + " nodes together learn nothing about a repository's cells; all "
        + nodes
        + " together could. A node that adds up wrongly is named by the commitments. With a"
        + " node down the run cannot finish.";
  }

  private void section(String title, List<String> paragraphs) {
    text.append('\n').append(title).append('\n');
    for (String paragraph : paragraphs) {
      boolean item = paragraph.startsWith("- ") || paragraph.matches("[0-9]+\\. .*");
      text.append(item ? Prose.hanging(paragraph, 2) : Prose.wrapped(paragraph, 2));
    }
  }

  private void raw(String lines) {
    lines.lines().forEach(line -> text.append("  ").append(line).append('\n'));
  }
}
