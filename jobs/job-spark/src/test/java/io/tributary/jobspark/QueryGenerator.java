package io.tributary.jobspark;

import io.tributary.jobspark.RandomQuery.Dimension;
import io.tributary.jobspark.RandomQuery.Piece;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Random queries over {@link Visits}, mostly valid. */
final class QueryGenerator {
  private static final List<Dimension> DIMENSIONS =
      List.of(
          new Dimension("grp", "grp", "values: [c, a, b]"),
          new Dimension("flag", "flag", "values: [true, false]"),
          new Dimension("code", "code", "range: [0, 7], other: -1"),
          new Dimension("tiny", "tiny", "values: [3, -5, 0], other: 0"),
          new Dimension("city", "city", "values: ['Zürich', '東京', ''], other: '東京'"),
          new Dimension("y", "year(day)", "values: [2020, 2024], other: 0"),
          new Dimension(
              "band",
              "CASE WHEN small < 0 THEN 'low' WHEN small < 500 THEN 'high' END",
              "values: [low, high]"),
          new Dimension("up", "upper(grp)", "values: [B, A]"),
          new Dimension("day", "day", "values: ['2020-02-29', '2024-02-29'], other: '1970-01-01'"),
          new Dimension("part", "code % 3", "values: [0, 1], other: 2"),
          new Dimension("cheap", "price < 100", "values: [false, true]"),
          new Dimension("rate", "CAST(rate AS decimal(2,1))", "values: [0.5, 1.0], other: 0.0"));

  private static final List<String> SETS =
      List.of(
          "ROLLUP($)",
          "CUBE($)",
          "GROUPING SETS (($), ())",
          "GROUPING SETS ((), ($), ($))",
          "GROUPING SETS ((), (), ($))");

  private final Random random;
  private List<Dimension> dimensions = List.of();
  private boolean sets;

  QueryGenerator(Random random) {
    this.random = random;
  }

  RandomQuery query() {
    dimensions = dimensions();
    sets = !dimensions.isEmpty() && chance(4);
    List<Piece> outputs = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      outputs.add(output());
    }
    Optional<Piece> filter = chance(2) ? Optional.of(piece(condition(2))) : Optional.empty();
    Optional<Piece> having = chance(4) ? Optional.of(having()) : Optional.empty();
    List<Piece> order = new ArrayList<>();
    if (chance(3)) {
      int keys = 1 + random.nextInt(2);
      for (int i = 0; i < keys; i++) {
        order.add(key(outputs.size()));
      }
    }
    String limit = chance(5) ? " LIMIT " + random.nextInt(6) : "";
    limit += chance(10) ? " OFFSET " + random.nextInt(3) : "";
    return new RandomQuery(
        dimensions, sets ? pick(SETS) : "$", outputs, filter, having, order, limit);
  }

  private List<Dimension> dimensions() {
    Set<Dimension> chosen = new LinkedHashSet<>();
    int count = random.nextInt(4);
    while (chosen.size() < count) {
      chosen.add(pick(DIMENSIONS));
    }
    return List.copyOf(chosen);
  }

  private Piece key(int outputs) {
    Piece value =
        switch (random.nextInt(4)) {
          case 0 -> piece("o" + random.nextInt(outputs));
          case 1 -> dimensions.isEmpty() ? exact() : piece(pick(dimensions).name());
          case 2 -> piece(Integer.toString(1 + random.nextInt(outputs + dimensions.size())));
          default -> exact();
        };
    String direction = pick("", " DESC", " ASC", " DESC");
    return with(value, value.sql() + direction + pick("", " NULLS LAST", " NULLS FIRST"));
  }

  private Piece having() {
    Piece left = exact();
    String condition =
        switch (random.nextInt(6)) {
          case 5 -> left.sql() + " >= " + pick(":p", ":q");
          case 0 -> left.sql() + " IS NOT NULL";
          case 1 -> "NOT " + left.sql() + " <= " + number();
          case 2 -> left.sql() + " > " + number() + " OR count(*) > " + random.nextInt(20);
          case 3 -> "avg(" + pick("small", "code") + ") > " + pick("0", "0.5", "-3");
          default -> left.sql() + " <> " + number();
        };
    return with(left, condition);
  }

  /** A column of the answer. */
  private Piece output() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> aggregate();
      case 3 -> real();
      case 4 -> ordered();
      case 5 -> dimensions.isEmpty() ? exact() : overDimensions();
      case 6 -> decided();
      default -> exact();
    };
  }

  private Piece overDimensions() {
    Dimension one = pick(dimensions);
    return switch (random.nextInt(sets ? 4 : 2)) {
      case 0 -> piece("CASE WHEN " + one.sql() + " IS NULL THEN 1 ELSE 0 END");
      case 1 -> with(exact(), "coalesce(" + exactSql + ", 0)");
      case 2 -> piece("grouping(" + one.sql() + ")");
      default -> piece("grouping_id()");
    };
  }

  private String exactSql = "";

  /** An exact value of a group: aggregates of exact numbers and arithmetic on them. */
  private Piece exact() {
    Piece a = exactAggregate();
    Piece b = exactAggregate();
    String x = a.sql();
    String y = b.sql();
    Piece result =
        switch (random.nextInt(18)) {
          case 0 -> both(a, b, x + " + " + y);
          case 1 -> both(a, b, x + " - " + y);
          case 2 -> with(a, "-" + x);
          case 3 -> with(a, "abs(" + x + ")");
          case 4 -> with(a, x + " / nullif(count(*), 0)");
          case 5 -> with(a, x + " / nullif(count(" + column() + "), 0)");
          case 6 -> with(a, "coalesce(" + x + ", " + number() + ")");
          case 7 -> with(a, "round(" + x + ", " + pick("0", "1", "-1", "2") + ")");
          case 8 -> with(a, "CASE WHEN " + x + " > " + number() + " THEN " + x + " END");
          case 9 -> both(a, b, "greatest(" + x + ", " + y + ")");
          case 10 -> both(a, b, "least(" + x + ", " + y + ", " + number() + ")");
          case 11 -> with(a, "CAST(" + x + " AS decimal(38,4))");
          case 12 -> with(a, pick("ceil", "floor") + "(" + x + ")");
          case 13 -> with(a, "bround(" + x + ", 1)");
          case 14 -> with(a, "count(*) % 7");
          case 15 -> with(a, "if(" + x + " IS NULL, 0, " + x + ")");
          case 16 -> with(a, "(" + x + " + 1) * 2");
          default -> a;
        };
    exactSql = result.sql();
    return result;
  }

  private Piece exactAggregate() {
    String filter = filter();
    return switch (random.nextInt(7)) {
      case 0 -> piece("count(*)" + filter);
      case 1 -> piece("count(" + any() + ")" + filter);
      case 2 -> piece("avg(" + decimal() + ")" + filter);
      case 3 -> piece("count(DISTINCT who)" + filter);
      case 4 -> piece("count_if(" + condition(1) + ")");
      default -> piece("sum(" + number(2) + ")" + filter);
    };
  }

  private Piece aggregate() {
    return random.nextBoolean() ? exactAggregate() : real();
  }

  /** A double. */
  private Piece real() {
    String filter = filter();
    String one = pick("var_pop", "var_samp", "stddev_pop", "stddev_samp", "skewness", "kurtosis");
    String two =
        pick(
            "covar_pop",
            "covar_samp",
            "corr",
            "regr_slope",
            "regr_intercept",
            "regr_r2",
            "regr_sxx",
            "regr_sxy",
            "regr_syy",
            "regr_avgx",
            "regr_avgy");
    return switch (random.nextInt(6)) {
      case 0 ->
          piece("avg(" + pick("small", "code", "tiny", "sure", "small * code") + ")" + filter);
      case 1 -> piece(one + "(" + pick("small", "code", "price", "rate", "far") + ")" + filter);
      case 2 -> piece(two + "(" + narrow() + ", " + narrow() + ")" + filter);
      case 3 -> piece("sqrt(count(*)) * avg(" + narrow() + ")");
      case 4 -> piece("regr_count(" + any() + ", " + number(0) + ")");
      default -> piece(one + "(" + narrow() + ")" + filter);
    };
  }

  private Piece ordered() {
    String filter = filter();
    String column = pick("code", "tiny", "small", "price", "day", "grp");
    List<String> bins =
        switch (column) {
          case "small" -> List.of("small: {from: -1000, to: 1000, width: 50}");
          case "price" -> List.of("price: {from: 0, to: 50000, width: 2500.5}");
          case "day" -> List.of("day: {from: '2020-01-01', to: '2022-12-31', width: 30}");
          case "grp" -> List.of("grp: {values: [a, b], other: c}");
          default -> List.of();
        };
    boolean number = !column.equals("day") && !column.equals("grp");
    String sql =
        switch (number ? random.nextInt(8) : random.nextInt(3)) {
          case 0 -> "min(" + column + ")";
          case 1 -> "max(" + column + ")";
          case 2 -> "mode(" + column + ", true)";
          case 3 -> "median(" + column + ")";
          case 4 -> "percentile(" + column + ", " + pick("0", "0.1", "0.75", "1") + ")";
          case 5 -> "percentile_disc(0.3) WITHIN GROUP (ORDER BY " + column + ")";
          case 6 -> "percentile_cont(0.9) WITHIN GROUP (ORDER BY " + column + " DESC)";
          default -> "approx_percentile(" + column + ", 0.25)";
        };
    return new Piece(sql + filter, bins);
  }

  /** A truth or a text decided by aggregates. */
  private Piece decided() {
    Piece a = exact();
    return switch (random.nextInt(5)) {
      case 0 -> piece("bool_and(" + condition(1) + ")" + filter());
      case 1 -> piece("bool_or(" + condition(1) + ")");
      case 2 -> with(a, a.sql() + " BETWEEN -100 AND " + number());
      case 3 -> with(a, "CASE WHEN " + a.sql() + " > 0 THEN 'up' ELSE 'down' END");
      default -> with(a, a.sql() + " <=> " + number());
    };
  }

  private String filter() {
    return chance(5) ? " FILTER (WHERE " + condition(1) + ")" : "";
  }

  private String any() {
    return pick("grp", "day", "flag", "seen", "temp", "who", "1", "city", number(1), number(0));
  }

  private String column() {
    return pick("code", "tiny", "small", "price", "rate", "grp", "flag");
  }

  private String decimal() {
    return pick("price", "rate", "temp", "price * rate", "huge", "fine", "price - rate");
  }

  private String narrow() {
    return pick("small", "code", "tiny", "rate", "price", "temp", "small + code", "fine");
  }

  private String number() {
    return pick("0", "1", "3", "10", "-5", "100", "0.5");
  }

  /** An exact number of a row. */
  private String number(int depth) {
    if (depth == 0) {
      return pick("code", "tiny", "small", "price", "rate", "temp", "sure", "huge", "fine");
    }
    String a = number(depth - 1);
    String b = pick("code", "small", "rate", "tiny");
    return switch (random.nextInt(16)) {
      case 0 -> "(" + a + " + " + b + ")";
      case 1 -> "(" + a + " - " + b + ")";
      case 2 -> "(" + b + " * " + pick("code", "rate", "price", "3", "1.5", ":p", ":q") + ")";
      case 3 -> "-" + b;
      case 4 -> "abs(" + b + ")";
      case 5 -> "CASE WHEN " + condition(0) + " THEN " + a + " END";
      case 6 -> "CASE WHEN " + condition(0) + " THEN " + a + " ELSE " + b + " END";
      case 7 -> "coalesce(" + a + ", " + b + ", 0)";
      case 8 -> b + " % " + pick("7", "2", ":p");
      case 9 -> "nullif(" + b + ", 0)";
      case 10 -> "if(" + condition(0) + ", " + b + ", 0)";
      case 11 -> "CAST(" + b + " AS decimal(20," + pick("1", "4") + "))";
      case 12 -> b + " / " + pick("4.0", "3.5", "0.7", ":q", "(tiny + 9.0)", ":p");
      case 13 -> pick("year(day)", "month(day)", "length(grp)", "dayofweek(day)", "quarter(day)");
      default -> a;
    };
  }

  private String condition(int depth) {
    if (depth > 0 && chance(3)) {
      String a = condition(depth - 1);
      String b = condition(depth - 1);
      return pick("(" + a + " AND " + b + ")", "(" + a + " OR " + b + ")", "NOT (" + a + ")");
    }
    return switch (random.nextInt(12)) {
      case 0 -> "flag";
      case 1 -> pick("code", "small", "price", "grp", "day", "temp") + " IS NOT NULL";
      case 2 -> "grp IN ('a', 'B', NULL)";
      case 3 -> "grp LIKE " + pick("'z%'", "'_'", "''");
      case 4 -> "day >= DATE'" + pick("2020-02-29", "2021-06-01") + "'";
      case 5 -> "small BETWEEN -500 AND " + pick("0", "500", "code");
      case 6 -> "grp <=> " + pick("NULL", "'a'", ":who");
      case 7 -> "price " + pick("<", ">=", "<>", "=") + " " + pick("100", "0.01", "small", ":q");
      case 8 -> "code IN (1, 2, " + pick("3", ":p", "tiny") + ")";
      case 9 -> "city " + pick("<", ">=", "=") + " " + pick("'Z'", "'Zürich'", "lower(city)");
      case 10 -> "temp > " + pick("36.6", "0", "-50", "149.999");
      default -> "code " + pick("<", ">", "=", "<=>") + " " + pick("3", "tiny", ":p", "rate");
    };
  }

  private boolean chance(int inverse) {
    return random.nextInt(inverse) == 0;
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static Piece piece(String sql) {
    return new Piece(sql, List.of());
  }

  private static Piece with(Piece piece, String sql) {
    return new Piece(sql, piece.bins());
  }

  private static Piece both(Piece a, Piece b, String sql) {
    List<String> bins = new ArrayList<>(a.bins());
    bins.addAll(b.bins());
    return new Piece(sql, bins);
  }
}
