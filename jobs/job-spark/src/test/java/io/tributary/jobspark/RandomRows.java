package io.tributary.jobspark;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Rows for {@link Samples}: NULLs, values beyond their bounds, groups outside their domains. */
final class RandomRows {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "grp string, code int, flag boolean, day date, small int, price decimal(12,2),"
              + " rate decimal(4,3), huge decimal(18,0), sure bigint not null");
  private static final String[] GROUPS = {"a", "b", "c", "zebra", "", "B"};

  private final Random random;

  RandomRows(Random random) {
    this.random = random;
  }

  List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row());
    }
    return rows;
  }

  static Dataset<Row> data(SparkSession session, List<Row> rows) {
    return session.createDataFrame(rows, SCHEMA);
  }

  static Dataset<Row> data(List<Row> rows) {
    return data(TestSession.get(), rows);
  }

  /** One large part, small ones, and where there are several an empty one. */
  static List<Dataset<Row>> split(List<Row> rows, int parts) {
    List<Dataset<Row>> all = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < parts; i++) {
      int size = i == 1 ? 0 : (rows.size() - start) * 2 / 3;
      int end = i == parts - 1 ? rows.size() : start + size;
      all.add(data(rows.subList(start, end)));
      start = end;
    }
    return all;
  }

  private Row row() {
    return RowFactory.create(
        maybe(GROUPS[random.nextInt(GROUPS.length)]),
        maybe(random.nextInt(14) - 2),
        maybe(random.nextBoolean()),
        maybe(LocalDate.of(2020, 1, 1).plusDays(random.nextInt(800))),
        maybe(random.nextInt(3000) - 1500),
        maybe(BigDecimal.valueOf(random.nextInt(20_000_000) - 1_000_000, 2)),
        maybe(BigDecimal.valueOf(random.nextInt(1300) - 100, 3)),
        maybe(new BigDecimal(new BigInteger(59, random))),
        (long) random.nextInt(Integer.MAX_VALUE) * random.nextInt(1000));
  }

  private Object maybe(Object value) {
    return random.nextInt(8) == 0 ? null : value;
  }
}
