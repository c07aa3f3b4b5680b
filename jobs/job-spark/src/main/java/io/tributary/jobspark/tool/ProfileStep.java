package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * What the columns of an author's sample look like: types, extremes, and the values of columns that
 * have few. It goes to the author alone, who decides what of it to publish.
 */
final class ProfileStep implements Step {
  static final Set<String> ARGUMENTS = Set.of("kind", "data");

  private final Supplier<SparkSession> sessions;

  ProfileStep(Supplier<SparkSession> sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    long[] rows = {0};
    List<ColumnProfile> columns = new ArrayList<>();
    try (Records records = ImportStep.open(arguments.path("data"), sessions)) {
      records.header().forEach(name -> columns.add(new ColumnProfile(name)));
      records.forEach(
          (number, fields) -> {
            rows[0] = number;
            for (int i = 0; i < columns.size(); i++) {
              columns.get(i).add(fields.get(i));
            }
          });
    }
    if (rows[0] == 0) {
      throw ToolException.data("the data file has no records below its header");
    }
    result.put("rows", rows[0]);
    ArrayNode described = result.putArray("columns");
    columns.forEach(column -> column.describe(described.addObject()));
  }
}
