package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The table {@code t} of the corpus and of random queries. Nasty rows have NULLs, empty and foreign
 * text, leap days, values on and beyond their bounds, NaN and infinities; clean rows are those that
 * the published transform leaves as they are.
 */
final class Visits {
  static final String YAML =
      """
      name: sample
      title: A sample
      subjects: disjoint
      inputs:
        t:
          subject: who
          columns:
            who: {type: int}
            grp: {type: string}
            city: {type: string, nullable: false}
            code: {type: int, bounds: [0, 9]}
            tiny: {type: tinyint, bounds: [-5, 5]}
            flag: {type: boolean}
            day: {type: date, bounds: [2019-01-01, 2024-12-31]}
            seen: {type: timestamp}
            small: {type: int, bounds: [-1000, 1000]}
            price: {type: "decimal(12,2)", bounds: [-5000, 100000]}
            rate: {type: "decimal(4,3)", bounds: [0, 1]}
            fine: {type: "decimal(20,12)", bounds: [-1, 1]}
            huge: {type: "decimal(18,0)", bounds: [0, 900000000000000000]}
            far: {type: bigint, bounds: [5000000000000000000, 5000000000001000000]}
            sure: {type: bigint, nullable: false, bounds: [0, 1000000000000]}
            temp: {type: double, scale: 3, bounds: [-50, 150]}
      limits: {rows: 1000000, seconds: 60, cells: 1000000}
      repositories: {minimum: 2, maximum: 100}
      """;

  static final StructType SCHEMA =
      StructType.fromDDL(
          "who int, grp string, city string not null, code int, tiny tinyint, flag boolean, day"
              + " date, seen timestamp, small int, price decimal(12,2), rate decimal(4,3), fine"
              + " decimal(20,12), huge decimal(18,0), far bigint, sure bigint not null, temp"
              + " double");

  private static final long FAR = 5_000_000_000_000_000_000L;
  private static final String[] CITIES = {"Zürich", "東京", "Łódź", "", " a ", "o'Brien", "zürich"};
  private static final String[] FOREIGN = {"zebra", "", "B", "ä"};
  private static final double[] TEMPERATURES = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0005, 36.65, 1e300
  };

  private final Random random;
  private final boolean nasty;

  private Visits(Random random, boolean nasty) {
    this.random = random;
    this.nasty = nasty;
  }

  static JobDefinition job(String more) {
    return Samples.parse(YAML + more);
  }

  static List<Row> nasty(Random random, int count) {
    return new Visits(random, true).rows(count);
  }

  static List<Row> clean(Random random, int count) {
    return new Visits(random, false).rows(count);
  }

  /** Subjects at one repository each: most at the first, none at the second. */
  static List<List<Row>> split(List<Row> rows, int parts) {
    List<List<Row>> all = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      all.add(new ArrayList<>());
    }
    for (Row row : rows) {
      int subject = row.isNullAt(0) ? 1 : row.getInt(0) * 37 % 101;
      int part = subject < 55 ? 0 : 2 + subject % Math.max(1, parts - 2);
      all.get(parts == 1 ? 0 : Math.min(part, parts - 1)).add(row);
    }
    return all;
  }

  private List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row());
    }
    return rows;
  }

  private Row row() {
    return RowFactory.create(
        maybe(random.nextInt(60)),
        maybe(foreign() ? pick(FOREIGN) : pick("a", "b", "c")),
        pick(CITIES),
        maybe(foreign() ? pick(-7, 10, 1 << 30) : random.nextInt(10)),
        maybe((byte) (foreign() ? pick(-128, 127).intValue() : random.nextInt(11) - 5)),
        maybe(random.nextBoolean()),
        maybe(day()),
        maybe(day().atStartOfDay(java.time.ZoneOffset.UTC).toInstant().plusNanos(micros())),
        maybe(foreign() ? pick(-1001, Integer.MIN_VALUE, 4000) : small()),
        maybe(decimal(foreign() ? pick(-600_000, 999_999_999) : random.nextInt(3_000_000), 2)),
        maybe(decimal(foreign() ? pick(-100, 1001, 9999) : random.nextInt(1001), 3)),
        maybe(fine()),
        maybe(new BigDecimal(huge())),
        maybe(foreign() ? pick(0L, Long.MAX_VALUE, FAR + 1_000_001) : FAR + random.nextInt(1_000)),
        foreign() ? pick(-1L, Long.MAX_VALUE) : (long) random.nextInt(1_000_000) * 1_000,
        maybe(foreign() ? TEMPERATURES[random.nextInt(7)] : random.nextInt(150_000) / 1000.0));
  }

  /** Many equal values, so that there are ties and groups in which nothing varies. */
  private int small() {
    return random.nextInt(3) == 0 ? random.nextInt(3) - 1 : random.nextInt(2001) - 1000;
  }

  private BigDecimal fine() {
    BigDecimal value = new BigDecimal(BigInteger.valueOf(random.nextInt()), 12);
    return foreign() ? new BigDecimal("7.000000000001") : value;
  }

  private BigInteger huge() {
    BigInteger value = new BigInteger(59, random);
    return nasty ? value : value.shiftRight(1);
  }

  private LocalDate day() {
    if (random.nextInt(6) == 0) {
      return LocalDate.of(pick(2020, 2024), 2, 29);
    }
    return foreign()
        ? pick(LocalDate.of(1899, 12, 31), LocalDate.of(2100, 3, 1))
        : LocalDate.of(2020, 1, 1).plusDays(random.nextInt(800));
  }

  private long micros() {
    return random.nextInt(86_400) * 1_000_000_000L + random.nextInt(1_000_000) * 1_000L;
  }

  private static BigDecimal decimal(int unscaled, int scale) {
    return BigDecimal.valueOf(unscaled, scale);
  }

  private boolean foreign() {
    return nasty && random.nextInt(9) == 0;
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private Object maybe(Object value) {
    return random.nextInt(8) == 0 ? null : value;
  }
}
