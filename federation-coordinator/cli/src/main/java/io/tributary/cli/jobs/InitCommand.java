package io.tributary.cli.jobs;

import io.tributary.cli.command.RootOptions;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.Exit;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.jobs.explain.Prose;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.JobSchema;
import io.tributary.protocol.job.Scalars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Starts a job folder that checks and dry-runs at once. */
@Command(
    name = "init",
    description = {
      "Start a job folder with comments that teach. With --from its columns, types, bounds and"
          + " domains are proposed from a sample."
    })
public final class InitCommand implements Callable<Integer> {
  private static final int MOST_NAMES = 20;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  @ParentCommand private JobsCommand parent;

  @Parameters(paramLabel = "NAME", description = "The job's name, or a path that ends in it.")
  private Path target;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "A sample of the data, CSV or Parquet (default: made-up rows).")
  private Optional<Path> from = Optional.empty();

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      description = "Group by this column of the sample (default: one with few values).")
  private Optional<String> by = Optional.empty();

  @Option(
      names = "--of",
      split = ",",
      paramLabel = "COLUMN",
      description = "Total and average these columns (default: one or two numbers).")
  private List<String> of = new ArrayList<>();

  @Override
  public Integer call() {
    String name = name();
    if (from.isPresent() && !Files.exists(from.get())) {
      throw UsageErrors.usage(
          "there is no file " + from.get(),
          "it does not exist or may not be read",
          "check the path given with --from");
    }
    try (AuthorTool tool = AuthorTool.cold()) {
      Path data = from.orElseGet(() -> MadeUp.write(tool.folder("visits.csv")));
      Sample sample = sample(tool, data);
      Draft draft = draft(name, data, sample);
      if (draft.isEmpty()) {
        throw UsageErrors.usage(
            "no column of " + data + " can be used in a job",
            "names are letters, digits and '_', and start with a letter or '_'; here they are "
                + Prose.some(sample.names(), MOST_NAMES),
            "rename the columns in the data");
      }
      write(new Template(draft, from.isPresent()));
      Diagnosis diagnosis = tool.check(target);
      return told(draft, sample, diagnosis);
    }
  }

  private static Sample sample(AuthorTool tool, Path data) {
    try {
      return Sample.of(
          tool.call("profile", AuthorTool.step().put("data", data.toAbsolutePath().toString())));
    } catch (CliException e) {
      if (!e.code().equals("BAD_DATA")) {
        throw e;
      }
      throw UsageErrors.usage(
          e.getMessage(),
          "a sample is a CSV file with a header line (" + data + "), or a Parquet file",
          "mend it, or give another one with --from");
    }
  }

  private String name() {
    String name = target.getFileName() == null ? "" : target.getFileName().toString();
    if (!NAME.matcher(name).matches()) {
      String near =
          name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
      throw UsageErrors.usage(
          "'" + name + "' cannot be the name of a job",
          "names are 1 to 63 of a-z, 0-9 and '-'",
          near.isEmpty() ? "say what it asks, such as loan-grades" : "try " + near);
    }
    if (Files.exists(target)) {
      throw UsageErrors.usage(
          target + " exists already",
          "init starts a folder of its own and overwrites nothing",
          "choose another name, or remove it first");
    }
    return name;
  }

  private Draft draft(String name, Path data, Sample sample) {
    if (sample.columns().size() == 1 && sample.names().get(0).matches(".*[;\t|].*")) {
      throw UsageErrors.usage(
          data + " is not separated by commas",
          "its header reads as one column: " + sample.names().get(0),
          "save it with commas between the columns (RFC 4180)");
    }
    Optional<SampleColumn> grouping = by.map(column -> find(sample, data, column));
    grouping
        .filter(c -> c.values().isEmpty() && !c.hasNarrowRange())
        .ifPresent(
            c -> {
              throw UsageErrors.usage(
                  "column " + c.name() + " has too many values to group by",
                  "each value is a group of the answer, and the list of groups is public",
                  "choose a column with fewer values, or group by a CASE expression in query.sql");
            });
    List<SampleColumn> measured = of.stream().map(column -> find(sample, data, column)).toList();
    measured.stream()
        .filter(c -> !c.isNumber())
        .findFirst()
        .ifPresent(
            c -> {
              throw UsageErrors.usage(
                  "column " + c.name() + " cannot be added up",
                  "its values are not all numbers",
                  "choose number columns with --of");
            });
    return Draft.of(name, table(data), sample, grouping, measured);
  }

  private static SampleColumn find(Sample sample, Path data, String column) {
    SampleColumn found =
        sample
            .column(column)
            .orElseThrow(
                () ->
                    UsageErrors.usage(
                        data + " has no column " + column,
                        "its columns: " + Prose.some(sample.names(), MOST_NAMES),
                        nearest(column, sample)));
    if (!found.nameable()) {
      throw UsageErrors.usage(
          "column '" + column + "' cannot be declared in a job",
          "names are letters, digits and '_', and start with a letter or '_'",
          "rename it in the data");
    }
    return found;
  }

  private static String nearest(String column, Sample sample) {
    return sample.names().stream()
        .filter(name -> Scalars.distance(name, column) <= 1 + column.length() / 3)
        .min(Comparator.comparingInt(name -> Scalars.distance(name, column)))
        .map(name -> "did you mean " + name + "?")
        .orElse("give one of them");
  }

  private static String table(Path data) {
    String stem = data.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    String name = stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    String bare = name.replaceAll("^_+|_+$", "");
    return bare.isEmpty() || Character.isDigit(bare.charAt(0)) ? "records" : bare;
  }

  private void write(Template template) {
    JobFiles files = new JobFiles(target);
    files.write(
        Map.of(
            JobPackage.DEFINITION, template.yaml(),
            JobPackage.QUERY, template.sql(),
            JobPackage.README, template.readme(),
            JobSchema.FILE, JobSchema.text()));
    if (from.isEmpty()) {
      files.write(Map.of(MadeUp.FILE, MadeUp.text()));
    }
  }

  private int told(Draft draft, Sample sample, Diagnosis diagnosis) {
    RootOptions root = parent.root();
    InitReport.lines(target, draft, sample, from).forEach(root.console()::say);
    if (!diagnosis.ok()) {
      root.console().say("\n" + diagnosis.text() + diagnosis.count() + " in " + target);
      return Exit.FAILED.code();
    }
    String data = from.map(Path::toString).orElse(target.resolve(MadeUp.FILE).toString());
    root.console()
        .next(
            "tributary jobs dry-run " + target + " --data " + data,
            "tributary jobs check " + target + "   after every change",
            "tributary jobs explain " + target);
    return Exit.OK.code();
  }
}
