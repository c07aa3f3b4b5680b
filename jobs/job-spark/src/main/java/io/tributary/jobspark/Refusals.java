package io.tributary.jobspark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why, and what to write instead, for what people do write and jobs do not have. */
final class Refusals {
  /**
   * Words of a refusal.
   *
   * @param what is refused, in the author's words; empty to name it as Spark does
   */
  record Words(String what, String why, String fix) {}

  private static final Words ANY_PLAN =
      new Words(
          "",
          "a job is SELECT with joins, sub-queries, GROUP BY, HAVING, ORDER BY and LIMIT",
          "leave it out");
  private static final Words ANY_EXPRESSION =
      new Words(
          "",
          "it is not in the list of expressions that jobs may use",
          "use comparisons, arithmetic, CASE, IN, LIKE and the listed functions");
  private static final Words ANY_FUNCTION =
      new Words("", "only functions that are known to be exact and harmless may be used", "");

  private static final String WINDOW = "it compares groups or rows of all repositories in order";
  private static final String NO_WINDOW =
      "for a rank use ORDER BY and LIMIT; for a share answer the parts and GROUP BY ROLLUP; on rows"
          + " aggregate in a sub-query, and join it";

  private static final Map<String, Words> PLANS = new HashMap<>();
  private static final Map<String, Words> EXPRESSIONS = new HashMap<>();
  private static final Map<String, Words> FUNCTIONS = new HashMap<>();

  static {
    plan("LateralJoin", "LATERAL", "it runs a query for each row", "write a join with a condition");
    plan("Generate", "LATERAL VIEW", "it makes rows of its own", "use columns that are no arrays");
    plan("Pivot", "PIVOT", "its columns depend on the data", "sum(CASE WHEN … THEN … END) AS …");
    plan("Unpivot", "UNPIVOT", "it makes rows of its own", "UNION ALL of a SELECT a column");
    plan("Sample", "TABLESAMPLE", "each run would see other rows", "aggregate all rows");
    plan("Except", "EXCEPT", "only UNION ALL puts rows together", "use NOT EXISTS (…)");
    plan("Intersect", "INTERSECT", "only UNION ALL puts rows together", "use EXISTS (…)");
    plan(
        "LocalRelation",
        "VALUES",
        "constants beside the query belong to the signed tables",
        "put them in a public table: a CSV file of the job, declared with table:");
    plan(
        "OneRowRelation",
        "a SELECT without FROM",
        "it reads nothing of the repositories",
        "read a declared input");
    plan(
        "UnresolvedTableValuedFunction",
        "a table function",
        "it makes rows of its own",
        "read a declared input");
    plan("UnresolvedHint", "a hint", "hints are the operator's affair", "leave the hint out");
    plan(
        "RelationTimeTravel",
        "VERSION or TIMESTAMP AS OF",
        "the repository pins the version it reads",
        "leave it out");
    plan(
        "UnresolvedQualify",
        "QUALIFY",
        "window functions depend on the order of rows",
        "use aggregates");
    plan(
        "WithWindowDefinition",
        "WINDOW",
        "window functions depend on the order of rows",
        "use aggregates");
    plan(
        "ScriptTransformation",
        "TRANSFORM",
        "it starts a program",
        "use SQL expressions and aggregates");
    expression("WindowExpression", "a window function", WINDOW, NO_WINDOW);
    expression("UnresolvedWindowExpression", "a window function", WINDOW, NO_WINDOW);
    for (String name : List.of("AggregateExpression", "First", "Last", "AnyValue")) {
      expression(
          name,
          "first, last or any_value",
          "which row comes first is another in each run",
          "use min or max with bins, or GROUP BY the column");
    }
    expression(
        "UnresolvedStarExceptOrReplace",
        "* EXCEPT",
        "what it means changes with the declaration",
        "name the columns");
    expression(
        "LateralSubquery", "LATERAL", "it runs a query for each row", "write a join instead");
    expression(
        "FunctionTableSubqueryArgumentExpression",
        "a TABLE argument",
        "table functions make rows of their own",
        "read the input itself");
    volatile_("current_date", "curdate", "current_timestamp", "now", "localtimestamp");
    volatile_("current_time", "current_timezone", "to_unix_timestamp");
    random("rand", "random", "randn", "randstr", "uuid", "shuffle", "uniform");
    random("monotonically_increasing_id", "spark_partition_id");
    outside("input_file_name", "input_file_block_start", "input_file_block_length");
    outside("current_user", "user", "session_user", "current_catalog", "current_database");
    outside("current_schema", "version", "getvariable");
    code("reflect", "java_method", "try_reflect");
    rows("explode", "explode_outer", "posexplode", "inline", "stack", "sequence");
    floating("sqrt", "exp", "ln", "log10", "log2", "pow", "power", "cbrt", "sin", "cos");
    floating("months_between", "degrees", "radians", "float", "double", "sinh", "cosh", "tanh");
    floating("tan", "asin", "acos", "atan", "atan2", "hypot", "expm1", "log1p", "random_normal");
    order("first", "first_value", "last", "last_value", "any_value", "nth_value");
    lists("collect_list", "collect_set", "array_agg", "string_agg", "listagg");
    windows("rank", "dense_rank", "percent_rank", "row_number", "ntile", "cume_dist");
    windows("lag", "lead");
    all(
        "it answers with the row of one repository",
        "use max or min of the value with bins, or GROUP BY the column, ORDER BY and LIMIT 1",
        "max_by",
        "min_by");
    function(
        "log",
        "its result is a floating-point number",
        "of a group's result take ln(x) or log10(x); of rows there is no logarithm");
    function(
        "array",
        "an answer has no lists",
        "for several percentiles write a column each: percentile(x, 0.25) AS q1, percentile(x, 0.5)"
            + " AS q2");
    all(
        "its bins depend on the order of rows",
        "declare bins and count: SELECT width_bucket(x, 0, 100, 10) AS bin, count(*) … GROUP BY"
            + " bin, with dimensions: {bin: {range: [0, 11]}}",
        "histogram_numeric");
    all(
        "sketches of repositories would have to be opened",
        "use count(DISTINCT subject) with subjects: disjoint, or GROUP BY the value",
        "approx_count_distinct",
        "approx_top_k",
        "count_min_sketch",
        "hll_sketch_agg");
    all(
        "it does not follow from sums over repositories",
        "use sum, count, avg, min, max, bool_and or bool_or",
        "product",
        "bit_and",
        "bit_or",
        "bit_xor");
    function(
        "from_unixtime",
        "its text depends on a time zone and a default format",
        "use date_format(timestamp_seconds(x), 'yyyy-MM-dd')");
    function("to_date", "it fails on some values and not on others", "use try_to_date");
    function("to_timestamp", "it fails on some values and not on others", "use try_to_timestamp");
    function("to_number", "it fails on some values and not on others", "use try_cast");
    function("repeat", "its result could be very long", "use lpad or rpad with a constant length");
    function("space", "its result could be very long", "write the blanks");
    function("regexp_replace", "it can take very long", "use replace or translate");
    function("regexp_extract", "it can take very long", "use split_part or substring");
    function(
        "unix_timestamp",
        "without an argument it would depend on when a repository runs it",
        "use unix_seconds(column), or a parameter of type timestamp");
    function("raise_error", "a job may not fail on some rows and not on others", "use CASE");
    function("assert_true", "a job may not fail on some rows and not on others", "use CASE");
  }

  private Refusals() {}

  /** Whether an expression is refused as a whole: its parts need no words of their own. */
  static boolean isWhole(String name) {
    return EXPRESSIONS.containsKey(name);
  }

  /** Whether there are words of a function's own. */
  static boolean knows(String function) {
    return FUNCTIONS.containsKey(function);
  }

  static Words plan(String name) {
    return PLANS.getOrDefault(name, ANY_PLAN);
  }

  static Words expression(String name) {
    return EXPRESSIONS.getOrDefault(name, ANY_EXPRESSION);
  }

  static Words function(String name) {
    return FUNCTIONS.getOrDefault(name, ANY_FUNCTION);
  }

  private static void plan(String name, String what, String why, String fix) {
    PLANS.put(name, new Words(what, why, fix));
  }

  private static void expression(String name, String what, String why, String fix) {
    EXPRESSIONS.put(name, new Words(what, why, fix));
  }

  private static void function(String name, String why, String fix) {
    FUNCTIONS.put(name, new Words("", why, fix));
  }

  private static void all(String why, String fix, String... names) {
    List.of(names).forEach(name -> function(name, why, fix));
  }

  private static void volatile_(String... names) {
    all(
        "the answer would depend on when a repository runs it",
        "use a parameter of type date or timestamp",
        names);
  }

  private static void random(String... names) {
    all("the answer would be another each time", "use columns and constants", names);
  }

  private static void outside(String... names) {
    all("it reads outside the row", "use columns and constants", names);
  }

  private static void code(String... names) {
    all("it runs code", "use the listed functions", names);
  }

  private static void rows(String... names) {
    all("it makes rows or lists of its own", "use columns that are no lists", names);
  }

  private static void floating(String... names) {
    all("its result is a floating-point number", "use + - * / on decimals, and CASE", names);
  }

  private static void lists(String... names) {
    all(
        "it shows values of single rows",
        "count them: GROUP BY the value, with its domain under dimensions",
        names);
  }

  private static void windows(String... names) {
    all(WINDOW, NO_WINDOW, names);
  }

  private static void order(String... names) {
    all(
        "its result depends on the order of rows",
        "use count, sum, avg, min, max, bool_and or bool_or",
        names);
  }
}
