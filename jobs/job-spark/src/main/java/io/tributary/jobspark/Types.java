package io.tributary.jobspark;

import io.tributary.protocol.job.SqlType;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Our types and Spark's. */
final class Types {
  private Types() {}

  static DataType spark(SqlType type) {
    return switch (type.kind()) {
      case STRING -> DataTypes.StringType;
      case BOOLEAN -> DataTypes.BooleanType;
      case TINYINT -> DataTypes.ByteType;
      case SMALLINT -> DataTypes.ShortType;
      case INT -> DataTypes.IntegerType;
      case BIGINT -> DataTypes.LongType;
      case DECIMAL -> DataTypes.createDecimalType(type.precision(), type.scale());
      case DOUBLE -> DataTypes.DoubleType;
      case FLOAT -> DataTypes.FloatType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case TIMESTAMP_NTZ -> DataTypes.TimestampNTZType;
    };
  }

  /** Empty for types that jobs may not use, collated strings among them. */
  static Optional<SqlType> ours(DataType type) {
    if (type instanceof DecimalType decimal) {
      return Optional.of(SqlType.decimal(decimal.precision(), decimal.scale()));
    }
    SqlType.Kind kind = null;
    if (type.equals(DataTypes.StringType)) {
      kind = SqlType.Kind.STRING;
    } else if (type instanceof BooleanType) {
      kind = SqlType.Kind.BOOLEAN;
    } else if (type instanceof ByteType) {
      kind = SqlType.Kind.TINYINT;
    } else if (type instanceof ShortType) {
      kind = SqlType.Kind.SMALLINT;
    } else if (type instanceof IntegerType) {
      kind = SqlType.Kind.INT;
    } else if (type instanceof LongType) {
      kind = SqlType.Kind.BIGINT;
    } else if (type instanceof DoubleType) {
      kind = SqlType.Kind.DOUBLE;
    } else if (type instanceof FloatType) {
      kind = SqlType.Kind.FLOAT;
    } else if (type instanceof DateType) {
      kind = SqlType.Kind.DATE;
    } else if (type instanceof TimestampType) {
      kind = SqlType.Kind.TIMESTAMP;
    } else if (type instanceof TimestampNTZType) {
      kind = SqlType.Kind.TIMESTAMP_NTZ;
    }
    return Optional.ofNullable(kind).map(k -> new SqlType(k, 0, 0));
  }

  /** A typed constant from one of our values. */
  static Literal literal(SqlType type, Object value) {
    return Trees.literal(type.boxed(value), spark(type));
  }
}
