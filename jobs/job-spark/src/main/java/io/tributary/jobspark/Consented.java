package io.tributary.jobspark;

import io.tributary.protocol.port.CellComputer.ComputeException;
import io.tributary.protocol.port.CellComputer.Consent;
import io.tributary.protocol.port.CellComputer.ConsentVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * The consent filter of one computation.
 *
 * @param rule whose consent is needed, and for what
 * @param book the grants at one version
 */
record Consented(Consent rule, Tables.Pinned book) {
  /** The rows of a table that their subjects have granted; rows without a subject are nobody's. */
  Dataset<Row> of(SparkSession session, Tables.Pinned table, Dataset<Row> rows) {
    String subject = rule.subjects().get(table.name());
    if (!List.of(table.schema().fieldNames()).contains(subject)) {
      throw new ComputeException(
          ComputeException.Reason.SCHEMA,
          "table " + table.name() + " has no column " + subject + ", which the policy names",
          null);
    }
    Dataset<Row> granted = ConsentBook.granted(book.read(session), rule.scopes(), rule.at());
    Column same =
        rows.col(subject).cast(DataTypes.StringType).equalTo(granted.col(ConsentBook.GRANTED));
    return rows.join(granted, same, "left_semi");
  }

  /** Whether a state is one of this book. */
  static boolean isOf(ConsentVersion state, Tables.Pinned book) {
    String description = new String(state.description(), StandardCharsets.UTF_8);
    return description.contains("\"id\":\"" + book.id() + "\"");
  }

  /** Names the state of the grants, and what they were asked for: canonical JSON. */
  ConsentVersion version() {
    String description =
        "{\"at\":"
            + rule.at().getEpochSecond()
            + ",\"grants\":"
            + SparkCells.description(book)
            + "}";
    return new ConsentVersion(book.version(), description.getBytes(StandardCharsets.UTF_8));
  }
}
