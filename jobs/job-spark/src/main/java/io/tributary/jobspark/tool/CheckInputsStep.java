package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Input;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Which jobs find all their columns in a data file. */
final class CheckInputsStep implements Step {
  static final Set<String> ARGUMENTS = Set.of("kind", "data", "jobs");

  private final Supplier<SparkSession> sessions;

  CheckInputsStep(Supplier<SparkSession> sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    List<String> header;
    try (Records records = ImportStep.open(arguments.path("data"), sessions)) {
      header = records.header();
    }
    ArrayNode jobs = result.putArray("jobs");
    for (Path folder : arguments.paths("jobs")) {
      JobDefinition job = JobFolders.definition(folder);
      ObjectNode one = jobs.addObject().put("job", job.name()).put("folder", folder.toString());
      ArrayNode missing = one.putArray("missing");
      for (Input input : job.inputs()) {
        Stream<Column> needed = input.isPublic() ? Stream.empty() : input.columns().stream();
        needed.map(Column::name).filter(c -> !header.contains(c)).forEach(missing::add);
      }
      one.put("satisfied", missing.isEmpty());
    }
    ArrayNode columns = result.putArray("columns");
    header.forEach(columns::add);
  }
}
