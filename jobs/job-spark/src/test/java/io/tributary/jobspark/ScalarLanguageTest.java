package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.junit.jupiter.api.Test;

/**
 * Every scalar function on rows of all kinds: it compiles, never fails, and its values lie where
 * the compiler has proven that they lie.
 */
class ScalarLanguageTest {
  private static final long SEED = 20261123;

  static final List<String> NUMBERS =
      List.of(
          "small + code * 2",
          "-small",
          "+small",
          "abs(small)",
          "small % 7",
          "mod(small, 7)",
          "small % nullif(code, 0)",
          "pmod(small, 7)",
          "pmod(-small, pos)",
          "small div 7",
          "small div pos",
          "price / pos",
          "price / nullif(small, 0)",
          "try_divide(price, small)",
          "try_add(open, 1)",
          "try_subtract(open, 2000000000)",
          "try_multiply(open, 3)",
          "try_mod(small, code)",
          "price * rate",
          "round(price)",
          "round(price, 1)",
          "round(price, -2)",
          "round(small, -2)",
          "bround(price, 1)",
          "ceil(price)",
          "ceil(price, 1)",
          "ceiling(small)",
          "floor(price)",
          "floor(price, -1)",
          "floor(sure)",
          "CAST(sign(price) AS int)",
          "CAST(signum(small) AS decimal(2,0))",
          "greatest(small, code, 3)",
          "least(small, code, NULL)",
          "least(greatest(open, -5), 5)",
          "coalesce(small, code, -1)",
          "nvl(small, 0)",
          "ifnull(small, 0)",
          "nvl2(small, code, -1)",
          "nullif(small, 0)",
          "nullifzero(code)",
          "zeroifnull(code)",
          "if(flag, small, code)",
          "CASE WHEN small > 0 THEN 100 / CAST(small AS decimal(10,0)) END",
          "CASE WHEN small <> 0 THEN price / small ELSE 0 END",
          "CASE WHEN small = 0 OR small IS NULL THEN 0 ELSE price / small END",
          "CASE WHEN small BETWEEN 5 AND 9 THEN price / (small - 4) END",
          "CASE code WHEN 1 THEN 10 WHEN 2 THEN 20 ELSE small END",
          "decode(code, 1, 10, 2, 20, 30)",
          "CAST(price AS int)",
          "CAST(price AS decimal(12,1))",
          "CAST(rate AS int)",
          "CAST(small AS decimal(10,3))",
          "CAST(flag AS int)",
          "int(price)",
          "try_cast(grp AS int)",
          "try_cast(grp AS decimal(10,2))",
          "CAST(seen AS bigint)",
          "weight",
          "thin * 10",
          "length(grp)",
          "char_length(upper(grp))",
          "character_length(grp)",
          "len(grp)",
          "ascii(grp)",
          "instr(grp, 'b')",
          "locate('-', grp)",
          "locate('-', grp, 3)",
          "position('b' IN grp)",
          "position('b', grp)",
          "year(day)",
          "year(free)",
          "year(seen)",
          "quarter(day)",
          "month(free)",
          "day(day)",
          "dayofmonth(heard)",
          "dayofweek(day)",
          "weekday(free)",
          "dayofyear(day)",
          "weekofyear(free)",
          "hour(seen)",
          "minute(heard)",
          "second(seen)",
          "extract(YEAR FROM day)",
          "extract(WEEK FROM seen)",
          "extract(YEAROFWEEK FROM free)",
          "extract(DOW_ISO FROM day)",
          "extract(SECOND FROM seen)",
          "date_part('doy', free)",
          "datepart('hour', heard)",
          "datediff(day, DATE '2020-02-29')",
          "date_diff(free, day)",
          "datediff(MONTH, heard, seen)",
          "timestampdiff(HOUR, seen, heard)",
          "timestampdiff(MICROSECOND, seen, heard)",
          "unix_date(day)",
          "unix_seconds(seen)",
          "unix_millis(seen)",
          "unix_micros(seen)");

  static final List<String> TIMES =
      List.of(
          "date_add(day, small)",
          "date_sub(free, 30)",
          "day + 3",
          "day - 3",
          "day + INTERVAL '1' MONTH",
          "free - INTERVAL '1-2' YEAR TO MONTH",
          "day + INTERVAL '3' DAY",
          "day + INTERVAL '5' HOUR",
          "seen + INTERVAL '1 02:03:04' DAY TO SECOND",
          "seen - INTERVAL '7' MONTH",
          "heard + INTERVAL '1' YEAR",
          "add_months(day, small)",
          "date_trunc('quarter', seen)",
          "date_trunc('WEEK', heard)",
          "date_trunc('minute', seen)",
          "date_trunc('month', free)",
          "trunc(free, 'MM')",
          "trunc(day, 'week')",
          "last_day(free)",
          "next_day(free, 'Tue')",
          "make_date(2000 + code, code + 1, 28)",
          "date_from_unix_date(small)",
          "CAST(seen AS date)",
          "date(heard)",
          "CAST(day AS timestamp)",
          "CAST(heard AS timestamp)",
          "CAST(seen AS timestamp_ntz)",
          "try_cast(grp AS date)",
          "try_to_date(grp, 'yyyy-MM-dd')",
          "try_to_timestamp(concat(grp, ' 10:30'), 'yyyy-MM-dd HH:mm')",
          "greatest(day, free)",
          "coalesce(day, DATE '2000-01-01')",
          "CASE WHEN flag THEN seen ELSE TIMESTAMP '2020-01-01 00:00:00' END");

  static final List<String> TEXTS =
      List.of(
          "substring(grp, 2, 3)",
          "substr(grp, -2)",
          "substring(grp FROM 2 FOR 1)",
          "left(grp, 2)",
          "right(grp, 2)",
          "upper(grp)",
          "lcase(grp)",
          "initcap(grp)",
          "reverse(grp)",
          "trim(grp)",
          "ltrim(grp)",
          "rtrim('x', grp)",
          "btrim(grp)",
          "trim(BOTH 'a' FROM grp)",
          "concat(grp, '-', small)",
          "grp || '!' || flag",
          "concat_ws('/', grp, nullif(grp, 'a'), string(day))",
          "replace(grp, 'b', '[bb]')",
          "replace(grp, '-')",
          "translate(grp, 'abc', 'xy')",
          "lpad(grp, 5, '.')",
          "rpad(grp, code)",
          "split_part(grp, '-', 2)",
          "split_part(grp, '-', -1)",
          "substring_index(grp, '-', 1)",
          "overlay(grp PLACING 'xx' FROM 2)",
          "dayname(day)",
          "monthname(free)",
          "date_format(seen, 'yyyy-MM')",
          "CAST(price AS string)",
          "CAST(seen AS string)",
          "coalesce(grp, 'none')",
          "nullif(grp, '')");

  static final List<String> CONDITIONS =
      List.of(
          "grp LIKE 'a%'",
          "grp NOT LIKE '%a%b%'",
          "grp LIKE 'a!%b!_c%' ESCAPE '!'",
          "grp ILIKE 'A-B%'",
          "grp RLIKE '^[A-Za-z]+-[0-9a-z]'",
          "regexp_like(grp, 'b|c')",
          "startswith(grp, 'A')",
          "endswith(grp, 'c')",
          "contains(grp, 'b')",
          "grp IN ('a', 'b', NULL)",
          "small NOT IN (1, 2, 3)",
          "small BETWEEN -5 AND :least",
          "day BETWEEN '2020-01-01' AND DATE '2020-12-31'",
          "seen >= day",
          "seen < '2020-06-01 12:00:00'",
          "heard >= seen",
          "grp <=> NULL",
          "small IS DISTINCT FROM code",
          "flag IS NOT TRUE",
          "flag IS UNKNOWN",
          "NOT flag OR isnull(grp) AND isnotnull(day)",
          "equal_null(small, code)",
          "try_cast(grp AS boolean)");

  @Test
  void scalars_onRowsOfAllKinds_neverFail_andStayWithinTheirProofs() {
    List<String> all = new ArrayList<>(NUMBERS);
    all.addAll(TIMES);
    all.addAll(TEXTS);
    all.addAll(CONDITIONS);
    StringBuilder sql = new StringBuilder("SELECT count(*) AS n FROM (SELECT ");
    for (int i = 0; i < all.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append(all.get(i)).append(" AS x").append(i);
    }
    String query = sql.append(" FROM t)").toString();
    JobDefinition job =
        Related.job(query, "parameters: {least: {type: int, range: [0, 9], default: 5}}\n");
    Compilation compilation = Compiler.compilation(job, query, Map.of());
    List<Row> rows = evaluated(job, query, compilation);
    assertTrue(rows.size() == 2000, "rows");
    for (int i = 0; i < all.size(); i++) {
      Attribute column = compilation.query().source().output().apply(i);
      Extent extent = compilation.ranges().extents().of(column);
      int index = i;
      long known = rows.stream().filter(row -> !row.isNullAt(index)).count();
      assertTrue(known > 0, () -> "only NULL: " + all.get(index));
      for (Row row : rows) {
        if (!row.isNullAt(i)) {
          assertEquals(Optional.empty(), outside(extent, column, row.get(i)), all.get(i));
        }
      }
    }
  }

  private static List<Row> evaluated(JobDefinition job, String query, Compilation compilation) {
    PooledQuery plain = new PooledQuery(TestSession.get(), job, query);
    Map<String, Dataset<Row>> tables = new Related(new Random(SEED)).tables(2000);
    LogicalPlan source = compilation.query().source();
    LogicalPlan bound =
        Trees.replaceEverywhere(
            plain.rows(source, tables),
            node -> node,
            e -> e.sql().equals("`:least`") ? Types.literal(SqlType.INT, 5L) : e);
    return SparkCells.ofRows(Sessions.exact(TestSession.get()), bound).collectAsList();
  }

  /** The value, if it is not where it was proven to be. */
  private static Optional<Object> outside(Extent extent, Attribute column, Object value) {
    if (value instanceof String text) {
      TextSize size = extent.size();
      long longest = size.copies() * 10 + size.characters();
      return text.codePointCount(0, text.length()) <= longest
          ? Optional.empty()
          : Optional.of(text + " " + size);
    }
    if (value instanceof Boolean) {
      return Optional.empty();
    }
    SqlType type = Types.ours(column.dataType()).orElseThrow();
    BigDecimal position = type.position(value);
    return extent.interval().orElseThrow().contains(position)
        ? Optional.empty()
        : Optional.of(value + " " + extent.interval());
  }
}
