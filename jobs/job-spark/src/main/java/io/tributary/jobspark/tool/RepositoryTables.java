package io.tributary.jobspark.tool;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Input;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables of one repository that a job reads. */
final class RepositoryTables {
  private RepositoryTables() {}

  /** By the names of the inputs; public tables are not among them. */
  static Map<String, Dataset<Row>> of(SparkSession session, JobDefinition job, Path folder) {
    Map<String, Dataset<Row>> tables = new TreeMap<>();
    for (Input input : job.inputs()) {
      if (!input.isPublic()) {
        String path = folder.resolve(input.name()).toString();
        tables.put(input.name(), session.read().format("delta").load(path));
      }
    }
    return tables;
  }
}
