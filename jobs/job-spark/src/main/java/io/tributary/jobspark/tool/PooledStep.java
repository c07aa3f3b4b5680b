package io.tributary.jobspark.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.PooledQuery;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.job.Release;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The answers of plain Spark over the rows of all repositories together, and how long they took.
 */
final class PooledStep implements Step {
  static final Set<String> ARGUMENTS = Set.of("kind", "jobs", "repositories", "into", "time");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Supplier<SparkSession> sessions;
  private final Progress progress;

  PooledStep(Supplier<SparkSession> sessions, Progress progress) {
    this.sessions = sessions;
    this.progress = progress;
  }

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    List<String> repositories =
        arguments.list("repositories").stream().map(JsonNode::asText).toList();
    ArrayNode answers = result.putArray("answers");
    for (JsonNode item : arguments.list("jobs")) {
      Arguments job = new Arguments(item, Set.of("job", "parameters"));
      answer(arguments, job, repositories, answers.addObject());
    }
  }

  private void answer(
      Arguments arguments, Arguments job, List<String> repositories, ObjectNode result) {
    Path folder = job.path("job");
    JobDefinition definition = JobFolders.definition(folder);
    progress.say("plain Spark over the pooled rows: " + definition.name());
    PooledQuery query =
        new PooledQuery(
            sessions.get(),
            definition,
            JobFolders.sql(folder),
            JobFolders.tables(folder, definition));
    Map<String, String> parameters = new TreeMap<>(job.map("parameters"));
    List<Map<String, Dataset<Row>>> rows =
        repositories(definition, repositories, arguments.text("into"));
    result.put("job", definition.name());
    Answer plain = query.answer(rows, parameters);
    Answer answer =
        definition.release().filter(Release.Guarded.class::isInstance).isPresent()
            ? released(folder, repositories, arguments.text("into"), parameters, plain)
            : plain;
    result.put("hidden", plain.rows().size() - answer.rows().size());
    try {
      result.set("answer", MAPPER.readTree(answer.toJson()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer writes JSON", e);
    }
    if (arguments.flag("time")) {
      result.put("seconds", query.seconds(rows, parameters));
    }
  }

  /** The rules need to know what each repository has, and so the cells of each. */
  private Answer released(
      Path folder,
      List<String> repositories,
      String into,
      Map<String, String> parameters,
      Answer plain) {
    DryJob job = DryJob.read(folder);
    SortedMap<String, String> values = ParameterValues.check(job.definition(), parameters);
    List<List<BigInteger>> contributions = new ArrayList<>();
    for (String repository : repositories) {
      contributions.add(job.compute(sessions, Tree.tables(into, repository), values).cells());
    }
    CompiledJob asked = job.compiled().given(values);
    return ReleasedRows.of(asked, contributions).applied(asked, plain);
  }

  private List<Map<String, Dataset<Row>>> repositories(
      JobDefinition job, List<String> repositories, String into) {
    if (repositories.isEmpty()) {
      throw ToolException.usage("'repositories' is empty");
    }
    return repositories.stream()
        .map(id -> RepositoryTables.of(sessions.get(), job, Tree.tables(into, id)))
        .toList();
  }
}
