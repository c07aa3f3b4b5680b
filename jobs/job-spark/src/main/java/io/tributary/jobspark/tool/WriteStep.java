package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.SqlType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Writes an answer as one Parquet file, with the types of its columns. */
final class WriteStep implements Step {
  static final Set<String> ARGUMENTS = Set.of("kind", "answer", "into");
  private static final String PARQUET = ".parquet";

  private final Supplier<SparkSession> sessions;

  WriteStep(Supplier<SparkSession> sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    Answer answer = answer(arguments);
    Path file = arguments.path("into");
    Path parts = file.resolveSibling(file.getFileName() + ".parts");
    StructType schema = new StructType();
    List<Row> rows = new ArrayList<>();
    for (Answer.Column column : answer.columns()) {
      schema = schema.add(column.name(), DataType.fromDDL(column.type().toString()), true);
    }
    answer.rows().forEach(row -> rows.add(row(answer, row)));
    sessions
        .get()
        .createDataFrame(rows, schema)
        .coalesce(1)
        .write()
        .parquet(parts.toUri().toString());
    try {
      Files.move(onlyPart(parts), file, StandardCopyOption.REPLACE_EXISTING);
      delete(parts);
    } catch (IOException e) {
      throw new ToolException(
          ToolException.Code.FAILED, "cannot write " + file + "; check its permissions", e);
    }
    result.put("rows", answer.rows().size());
  }

  private static Answer answer(Arguments arguments) {
    try {
      return Answer.fromJson(new ObjectMapper().writeValueAsString(arguments.node("answer")));
    } catch (IOException | IllegalArgumentException e) {
      throw ToolException.usage("'answer' is no answer");
    }
  }

  private static Row row(Answer answer, List<Object> values) {
    Object[] row = new Object[values.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = value(answer.columns().get(i).type(), values.get(i));
    }
    return RowFactory.create(row);
  }

  private static Object value(SqlType type, Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case TINYINT -> ((Long) value).byteValue();
      case SMALLINT -> ((Long) value).shortValue();
      case INT -> ((Long) value).intValue();
      case FLOAT -> ((Double) value).floatValue();
      default -> value;
    };
  }

  private static Path onlyPart(Path parts) throws IOException {
    try (Stream<Path> files = Files.list(parts)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(PARQUET))
          .findFirst()
          .orElseThrow(() -> new IOException("Spark wrote no file"));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
