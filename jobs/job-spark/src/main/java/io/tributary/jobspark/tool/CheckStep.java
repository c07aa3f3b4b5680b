package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.CompileException;
import io.tributary.jobspark.Compiler;
import io.tributary.jobspark.FirstLook;
import io.tributary.jobspark.Problem;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.DefinitionProblem;
import io.tributary.protocol.job.DefinitionReading;
import io.tributary.protocol.job.DefinitionReading.Place;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.JobPackage;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Everything wrong with a job folder, each with file, line, column, what, why and fix. Needs no
 * session.
 */
final class CheckStep implements Step {
  static final Set<String> ARGUMENTS = Set.of("kind", "job");

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    Path folder = arguments.path("job");
    ArrayNode found = result.putArray("problems");
    Optional<byte[]> yaml = present(folder, JobPackage.DEFINITION, found);
    Optional<DefinitionReading> reading = yaml.map(JobDefinition::read);
    Optional<JobDefinition> model =
        reading.flatMap(DefinitionReading::definition).filter(job -> job.model().isPresent());
    Optional<String> sql =
        model.isPresent()
            ? Optional.of(JobFolders.sql(model.get(), folder))
            : present(folder, JobPackage.QUERY, found)
                .map(text -> JobFolders.text(folder, JobPackage.QUERY, text));
    model.ifPresent(job -> alone(folder, found));
    readme(folder, found);
    reading.ifPresent(
        read -> {
          read.problems().forEach(p -> definition(found, p));
          read.definition()
              .filter(job -> job.release().isEmpty() && !read.places().containsKey("release"))
              .ifPresent(job -> unreleased(found));
          sql.ifPresent(text -> query(read, folder, text, found, result));
        });
  }

  /** A job has a model or a query. */
  private static void alone(Path folder, ArrayNode found) {
    if (JobFolders.read(folder, JobPackage.QUERY).isPresent()) {
      add(
          found,
          JobPackage.QUERY,
          new Place(0, 0),
          new Problem(
              0,
              0,
              "job.yaml has a model, and there is a query.sql",
              "a job answers one of them",
              "remove query.sql, or 'model:' from job.yaml"));
    }
  }

  private static Optional<byte[]> present(Path folder, String file, ArrayNode found) {
    Optional<byte[]> bytes = JobFolders.read(folder, file);
    if (bytes.isEmpty()) {
      add(
          found,
          file,
          new Place(0, 0),
          new Problem(
              0,
              0,
              "the folder has no " + file,
              "a job is job.yaml and query.sql",
              "write it; `tributary jobs init` shows one"));
    }
    return bytes;
  }

  /** Members read it before they let their rows be counted, so it is part of the job. */
  private static void readme(Path folder, ArrayNode found) {
    Optional<byte[]> readme = JobFolders.read(folder, JobPackage.README);
    boolean empty =
        readme.isPresent()
            && JobFolders.text(folder, JobPackage.README, readme.get()).strip().isEmpty();
    if (readme.isEmpty() || empty) {
      add(
          found,
          JobPackage.README,
          new Place(0, 0),
          new Problem(
              0,
              0,
              readme.isEmpty() ? "the folder has no README.md" : "README.md is empty",
              "it tells the people whose rows are counted what is asked; vetters sign it too",
              "say in a few sentences what is asked, who answers, and what leaves them"));
    }
  }

  /** Closed by default: what opens to the last row says so. */
  private static void unreleased(ArrayNode found) {
    add(
        found,
        JobPackage.DEFINITION,
        new Place(1, 1),
        new Problem(
            0,
            0,
            "the job has no release rules",
            "without them groups of one person could be read, so no repository answers it",
            "add release: {min_subjects: 10, min_organisations: 3, subjects: rows}, or open: true"
                + " with a reason"));
  }

  private static void definition(ArrayNode found, DefinitionProblem problem) {
    Place place = new Place(problem.line(), problem.column());
    add(
        found,
        JobPackage.DEFINITION,
        place,
        new Problem(0, 0, problem.what(), problem.why(), problem.fix()));
  }

  /** What is wrong with the query: all of it only if the definition can be relied on. */
  private static void query(
      DefinitionReading reading, Path folder, String sql, ArrayNode found, ObjectNode result) {
    if (reading.definition().isEmpty()) {
      return;
    }
    JobDefinition job = reading.definition().get();
    if (!reading.fitForQuery()) {
      if (job.model().isPresent()) {
        return;
      }
      FirstLook.at(job, sql).forEach(p -> query(found, reading, p));
      return;
    }
    try {
      CompiledJob compiled = Compiler.compile(job, sql, JobFolders.tables(folder, job));
      result.put("groups", compiled.groups()).put("cells", compiled.cellCount());
    } catch (CompileException e) {
      e.problems().forEach(p -> query(found, reading, p));
    } catch (JobException e) {
      add(found, JobPackage.DEFINITION, new Place(0, 0), new Problem(0, 0, e.getMessage(), "", ""));
    }
  }

  /** A problem of the whole job is shown where job.yaml declares what it is about. */
  private static void query(ArrayNode found, DefinitionReading reading, Problem problem) {
    if (problem.line() > 0) {
      add(found, JobPackage.QUERY, new Place(problem.line(), problem.column()), problem);
    } else {
      Optional<Place> declared = Declared.place(reading, problem.what());
      String file = declared.isPresent() ? JobPackage.DEFINITION : JobPackage.QUERY;
      add(found, file, declared.orElse(new Place(0, 0)), problem);
    }
  }

  private static void add(ArrayNode found, String file, Place place, Problem problem) {
    found
        .addObject()
        .put("file", file)
        .put("line", place.line())
        .put("column", place.column())
        .put("what", problem.what())
        .put("why", problem.why())
        .put("fix", problem.fix());
  }
}
