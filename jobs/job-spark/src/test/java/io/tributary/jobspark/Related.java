package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A job over two related tables {@code t} and {@code u} and a public one, with random rows. */
final class Related {
  private static final String T =
      """
        t:
          subject: id
          columns:
            id: {type: bigint, nullable: false}
            grp: {type: string}
            code: {type: int, bounds: [0, 9]}
            flag: {type: boolean}
            day: {type: date, bounds: [1990-01-01, 2030-12-31]}
            free: {type: date}
            seen: {type: timestamp}
            heard: {type: timestamp_ntz, bounds: ["2000-01-01 00:00:00", "2030-01-01 00:00:00"]}
            small: {type: int, bounds: [-1000, 1000]}
            pos: {type: smallint, bounds: [1, 10]}
            open: {type: int}
            price: {type: "decimal(12,2)", bounds: [-5000, 100000]}
            rate: {type: "decimal(4,3)", bounds: [0, 1]}
            weight: {type: double, scale: 3, bounds: [-0.5, 500]}
            thin: {type: float, scale: 1, bounds: [-2, 2]}
            sure: {type: bigint, nullable: false, bounds: [0, 1000000000000]}
      """;
  private static final String U =
      """
        u:
          columns:
            id: {type: bigint, nullable: false}
            grp: {type: string}
            amount: {type: "decimal(10,2)", bounds: [0, 1000]}
            visits: {type: int, bounds: [0, 20]}
      """;
  private static final String REGIONS =
      """
        regions:
          table: regions.csv
          columns:
            code: {type: int, nullable: false}
            name: {type: string}
            share: {type: "decimal(4,3)"}
      """;
  static final String CSV = "code,name,share\n1,\"North, far\",0.25\n2,South,0.5\n3,,0.125\n";

  private static final StructType T_SCHEMA =
      StructType.fromDDL(
          "id bigint not null, grp string, code int, flag boolean, day date, free date,"
              + " seen timestamp, heard timestamp_ntz, small int, pos smallint, open int,"
              + " price decimal(12,2), rate decimal(4,3), weight double, thin float,"
              + " sure bigint not null");
  private static final StructType U_SCHEMA =
      StructType.fromDDL("id bigint not null, grp string, amount decimal(10,2), visits int");
  private static final String[] TEXTS = {
    "a",
    "b",
    "",
    "A-b-c",
    " x ",
    "12",
    "-7.5",
    "2020-02-29",
    "ß",
    "yes",
    "😀é",
    "a%b_c\\",
    "2020-13-01"
  };
  private static final double[] REALS = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0005, 499.9995, 1e300
  };
  private static final LocalDate[] DAYS = {
    LocalDate.of(2020, 2, 29), LocalDate.of(1900, 2, 28), LocalDate.of(1, 1, 1),
    LocalDate.of(-4000, 1, 1), LocalDate.of(9999, 12, 31), LocalDate.of(1969, 12, 31)
  };

  private final Random random;
  private long first;

  Related(Random random) {
    this.random = random;
  }

  /** The job with the inputs that a query names; with t if it names none. */
  static JobDefinition job(String sql, String more) {
    boolean u = names(sql, "u");
    boolean regions = names(sql, "regions");
    boolean t = names(sql, "t") || !(u || regions);
    StringBuilder yaml = new StringBuilder("name: related\ntitle: Related\n");
    yaml.append(t ? "subjects: disjoint\n" : "").append("inputs:\n");
    yaml.append(t ? T : "").append(u ? U : "").append(regions ? REGIONS : "").append(more);
    yaml.append("limits: {rows: 1000000, seconds: 60}\n");
    yaml.append("repositories: {minimum: 2, maximum: 100}\n");
    return Samples.parse(yaml.toString());
  }

  private static boolean names(String sql, String input) {
    return Pattern.compile("(?i)(FROM|JOIN|,|TABLE)\\s+" + input + "\\b").matcher(sql).find();
  }

  static Map<String, byte[]> files(JobDefinition job) {
    Map<String, byte[]> files = new TreeMap<>();
    job.inputs()
        .forEach(i -> i.file().ifPresent(f -> files.put(f, CSV.getBytes(StandardCharsets.UTF_8))));
    return files;
  }

  static Compilation compile(String sql) {
    return compile(sql, "");
  }

  static Compilation compile(String sql, String more) {
    JobDefinition job = job(sql, more);
    return Compiler.compilation(job, sql, files(job));
  }

  /** One repository's tables; no other has the same subjects. */
  Map<String, Dataset<Row>> tables(int rows) {
    first += 1000;
    List<Row> t = new ArrayList<>();
    List<Row> u = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      t.add(t());
      u.add(u());
    }
    return Map.of(
        "t", TestSession.get().createDataFrame(t, T_SCHEMA),
        "u", TestSession.get().createDataFrame(u, U_SCHEMA));
  }

  private Row t() {
    return RowFactory.create(
        first + random.nextInt(12),
        maybe(TEXTS[random.nextInt(TEXTS.length)]),
        maybe(random.nextInt(12) - 1),
        maybe(random.nextBoolean()),
        maybe(day()),
        maybe(day()),
        maybe(moment()),
        maybe(LocalDateTime.of(2020, 2, 29, 23, 59, 59).plusSeconds(random.nextInt(900_000_000))),
        maybe(random.nextInt(5) == 0 ? 0 : random.nextInt(2400) - 1200),
        maybe((short) (random.nextInt(14) - 2)),
        maybe(random.nextInt()),
        maybe(BigDecimal.valueOf(random.nextInt(20_000_000) - 1_000_000, 2)),
        maybe(BigDecimal.valueOf(random.nextInt(1300) - 100, 3)),
        maybe(real()),
        maybe((float) real()),
        (long) random.nextInt(Integer.MAX_VALUE) * random.nextInt(1000));
  }

  private Row u() {
    return RowFactory.create(
        first + random.nextInt(12),
        maybe(TEXTS[random.nextInt(TEXTS.length)]),
        maybe(BigDecimal.valueOf(random.nextInt(120_000), 2)),
        maybe(random.nextInt(25)));
  }

  private LocalDate day() {
    return random.nextInt(4) == 0
        ? DAYS[random.nextInt(DAYS.length)]
        : LocalDate.of(2019, 12, 30).plusDays(random.nextInt(800));
  }

  private Instant moment() {
    return random.nextInt(6) == 0
        ? Instant.parse("-4000-01-01T00:00:00Z")
        : Instant.parse("2020-03-29T00:30:00.123456Z").plusSeconds(random.nextInt(90_000_000));
  }

  private double real() {
    return random.nextInt(4) == 0
        ? REALS[random.nextInt(REALS.length)]
        : (random.nextDouble() - 0.1) * 600;
  }

  private Object maybe(Object value) {
    return random.nextInt(8) == 0 ? null : value;
  }
}
