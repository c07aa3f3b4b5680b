package io.tributary.jobspark.tool;

import io.tributary.jobspark.tool.TableSchema.TableColumn;
import io.tributary.protocol.job.JobDefinition.Rounding;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one field by its declared type. Errors name record and column, never the value. */
final class FieldParser {
  private static final Pattern SCIENTIFIC =
      Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?[eE][+-]?[0-9]{1,2}");
  private static final Pattern PLAIN =
      Pattern.compile("[+-]?([0-9]{1,60}(\\.[0-9]{0,60})?|\\.[0-9]{1,60})");

  private static final Set<String> REAL = Set.of("NaN", "Infinity", "-Infinity");

  private final TableColumn column;

  FieldParser(TableColumn column) {
    this.column = column;
  }

  /** The value as Spark's rows hold it; null for a blank field. */
  Object parse(long record, String field) {
    if (field.isEmpty()) {
      if (!column.nullable()) {
        throw wrong(record, "is blank, but the column is declared not nullable");
      }
      return null;
    }
    try {
      return column.type().boxed(value(record, field));
    } catch (IllegalArgumentException e) {
      throw wrong(record, "is not a " + column.type());
    }
  }

  private Object value(long record, String field) {
    SqlType type = column.type();
    if (type.kind() == SqlType.Kind.BOOLEAN) {
      return type.read(field.toLowerCase(Locale.ROOT));
    }
    if (type.isFloating()) {
      return real(field);
    }
    return type.isExact() ? number(record, field) : type.read(field);
  }

  /** A float or double; the job reads it to its declared scale. */
  private Object real(String field) {
    if (!REAL.contains(field)
        && !PLAIN.matcher(field).matches()
        && !SCIENTIFIC.matcher(field).matches()) {
      throw new IllegalArgumentException("not a number");
    }
    double value = Double.parseDouble(field);
    return column.type().kind() == SqlType.Kind.FLOAT ? (Object) (float) value : value;
  }

  private Object number(long record, String field) {
    return ShortNumbers.read(column.type(), field).orElseGet(() -> anyNumber(record, field));
  }

  private Object anyNumber(long record, String field) {
    if (!PLAIN.matcher(field).matches() && !SCIENTIFIC.matcher(field).matches()) {
      throw new IllegalArgumentException("not a number");
    }
    SqlType type = column.type();
    BigDecimal value = new BigDecimal(field);
    if (value.signum() != 0 && value.stripTrailingZeros().scale() > type.scale()) {
      if (column.rounding() == Rounding.NONE) {
        throw wrong(
            record,
            "has more digits after the point than "
                + type
                + "; declare rounding: half_up, or a larger scale");
      }
      value = value.setScale(type.scale(), RoundingMode.HALF_UP);
    }
    return type.read(value.signum() == 0 ? "0" : value.toPlainString());
  }

  private ToolException wrong(long record, String why) {
    return ToolException.data(
        "record " + record + ", column " + column.name() + ": the value " + why);
  }
}
