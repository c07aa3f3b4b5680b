package io.tributary.jobspark;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.spark.sql.Row;

/** Reads one cell from a row of the local plan's result; a sum over nothing is zero. */
interface CellReader {
  BigInteger read(Row row);

  /** One column: a long, or a decimal whose integer is its value times ten to the scale. */
  static CellReader whole(int column, int scale) {
    return row -> {
      if (row.isNullAt(column)) {
        return BigInteger.ZERO;
      }
      Object value = row.get(column);
      return value instanceof BigDecimal decimal
          ? decimal.movePointRight(scale).toBigIntegerExact()
          : BigInteger.valueOf((Long) value);
    };
  }

  /** Two columns: sums of the high and of the low 32 bits. */
  static CellReader halves(int column) {
    return row ->
        row.isNullAt(column)
            ? BigInteger.ZERO
            : BigInteger.valueOf(row.getLong(column))
                .shiftLeft(Integer.SIZE)
                .add(BigInteger.valueOf(row.getLong(column + 1)));
  }
}
