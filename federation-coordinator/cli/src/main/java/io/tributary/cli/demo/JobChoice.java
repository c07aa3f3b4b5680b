package io.tributary.cli.demo;

import io.tributary.cli.error.DataErrors;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.query.Catalogue;
import io.tributary.protocol.job.JobDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which jobs a data set is asked. */
public final class JobChoice {
  private JobChoice() {}

  /** A job folder and what it declares. */
  public record Chosen(Path folder, JobDefinition definition) {}

  /** Finds the folders of the jobs a person named; unknown ones are refused with a suggestion. */
  public static List<Chosen> named(Catalogue catalogue, List<String> names) {
    List<Chosen> chosen = new ArrayList<>();
    for (String name : names) {
      Path folder = catalogue.folder(name);
      chosen.add(new Chosen(folder, Catalogue.definition(folder)));
    }
    return chosen;
  }

  /** Jobs that a person named must fit; the first column they lack is named. */
  public static List<Chosen> requireFit(
      List<Chosen> jobs, Collection<String> columns, String source) {
    for (Chosen job : jobs) {
      List<String> missing = missing(job.definition(), columns);
      if (!missing.isEmpty()) {
        throw DataErrors.missingColumns(job.definition().name(), source, missing, columns);
      }
    }
    requireAgreement(jobs);
    return jobs;
  }

  /** All jobs of the catalogue whose one input has all its columns there. */
  public static List<Chosen> fitting(
      Catalogue catalogue, Collection<String> columns, DataSource source) {
    List<Chosen> all = named(catalogue, catalogue.names());
    List<Chosen> fit =
        all.stream().filter(job -> missing(job.definition(), columns).isEmpty()).toList();
    if (fit.isEmpty()) {
      throw DataErrors.noJobFits(source.name(), closest(all, columns));
    }
    requireAgreement(fit);
    return fit;
  }

  /** Jobs that ask generated line items; every job a person named must. */
  public static List<Chosen> generated(Catalogue catalogue, List<Chosen> named) {
    for (Chosen job : named) {
      if (!asksLineItems(job)) {
        throw UsageErrors.usage(
            "job " + job.definition().name() + " cannot run on generated rows",
            "only TPC-H line items are generated",
            "give it data: --data FILE --split-by COLUMN");
      }
    }
    List<Chosen> chosen =
        named.isEmpty()
            ? named(catalogue, catalogue.names()).stream().filter(JobChoice::asksLineItems).toList()
            : named;
    requireAgreement(chosen);
    return chosen;
  }

  private static boolean asksLineItems(Chosen job) {
    return tables(job.definition()).allMatch(input -> input.name().equals(DataSource.TPCH_TABLE));
  }

  /** The inputs that data must fill; public tables come with the job. */
  private static Stream<JobDefinition.Input> tables(JobDefinition job) {
    return job.inputs().stream().filter(input -> !input.isPublic());
  }

  private static List<String> missing(JobDefinition job, Collection<String> columns) {
    return tables(job)
        .flatMap(input -> input.columns().stream())
        .map(JobDefinition.Column::name)
        .filter(name -> !columns.contains(name))
        .distinct()
        .toList();
  }

  private static String closest(List<Chosen> all, Collection<String> columns) {
    return all.stream()
        .min(Comparator.comparingInt(job -> missing(job.definition(), columns).size()))
        .map(
            job ->
                "the nearest, "
                    + job.definition().name()
                    + ", lacks the column(s) "
                    + String.join(", ", missing(job.definition(), columns)))
        .orElse("the catalogue is empty");
  }

  /** One table cannot have a column in two types. */
  private static void requireAgreement(List<Chosen> jobs) {
    Map<String, Chosen> first = new HashMap<>();
    Map<String, JobDefinition.Column> declared = new HashMap<>();
    for (Chosen job : jobs) {
      for (JobDefinition.Input input : tables(job.definition()).toList()) {
        for (JobDefinition.Column column : input.columns()) {
          String place = input.name() + "." + column.name();
          JobDefinition.Column other = declared.putIfAbsent(place, column);
          if (other != null && !other.type().equals(column.type())) {
            throw UsageErrors.usage(
                "two jobs disagree on column " + column.name() + " of table " + input.name(),
                first.get(place).definition().name()
                    + " reads it as "
                    + other.type()
                    + ", "
                    + job.definition().name()
                    + " as "
                    + column.type(),
                "run them apart: --job " + job.definition().name());
          }
          first.putIfAbsent(place, job);
        }
      }
    }
  }
}
