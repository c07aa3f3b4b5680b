package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.job.JobDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Times the author's SQL as it stands in plain Spark, over one Delta table a input that holds the
 * rows of all repositories. The tables are made when they are first asked for; that is not timed.
 */
final class PlainStep implements Step {
  static final Set<String> ARGUMENTS =
      Set.of("kind", "job", "repositories", "into", "pooled", "parameters");

  private final Supplier<SparkSession> sessions;

  PlainStep(Supplier<SparkSession> sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    Path folder = arguments.path("job");
    JobDefinition job = JobFolders.definition(folder);
    List<String> repositories =
        arguments.list("repositories").stream().map(JsonNode::asText).toList();
    for (JobDefinition.Input input : job.inputs()) {
      pool(input.name(), repositories, arguments);
    }
    String sql = JobFolders.sql(folder);
    Map<String, Object> parameters = PlainSql.parameters(job, arguments.map("parameters"));
    long start = System.nanoTime();
    for (JobDefinition.Input input : job.inputs()) {
      load(table(input.name(), arguments)).createOrReplaceTempView(input.name());
    }
    int rows = sessions.get().sql(sql, parameters).collectAsList().size();
    result.put("seconds", (System.nanoTime() - start) / 1e9).put("rows", rows);
  }

  private void pool(String input, List<String> repositories, Arguments arguments) {
    Path table = table(input, arguments);
    if (!Files.exists(table)) {
      repositories.stream()
          .map(id -> load(Tree.table(arguments.text("into"), id, input)))
          .reduce(Dataset::unionByName)
          .orElseThrow(() -> ToolException.usage("'repositories' is empty"))
          .write()
          .format("delta")
          .save(table.toString());
    }
  }

  private static Path table(String input, Arguments arguments) {
    return arguments.path("pooled").resolve(input);
  }

  private Dataset<Row> load(Path table) {
    return sessions.get().read().format("delta").load(table.toString());
  }
}
