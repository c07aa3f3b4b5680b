package io.tributary.jobspark;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a job's SQL may say. Everything not named here is refused. */
final class Language {
  /** Plan nodes of the parsed text, by class; the guard also checks how they stand together. */
  static final Set<String> PLANS =
      Set.of("Aggregate", "Project", "Filter", "Sort", "SubqueryAlias", "UnresolvedRelation");

  /** Expressions of the parsed text, by class. */
  static final Set<String> EXPRESSIONS =
      Set.of(
          "Add",
          "Alias",
          "And",
          "Between",
          "CaseWhen",
          "Cast",
          "Divide",
          "EqualNullSafe",
          "EqualTo",
          "GreaterThan",
          "GreaterThanOrEqual",
          "In",
          "IsNotNull",
          "IsNull",
          "LessThan",
          "LessThanOrEqual",
          "Like",
          "Literal",
          "Multiply",
          "NamedParameter",
          "Not",
          "Or",
          "Remainder",
          "SortOrder",
          "Subtract",
          "UnaryMinus",
          "UnaryPositive",
          "UnresolvedAlias",
          "UnresolvedAttribute",
          "UnresolvedFunction");

  static final Set<String> AGGREGATES =
      Set.of(
          "avg",
          "count",
          "mean",
          "std",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "sum",
          "var_pop",
          "var_samp",
          "variance");

  /** Scalar functions: deterministic, without side effects, and none that reads outside the row. */
  static final Set<String> FUNCTIONS =
      Set.of(
          "abs",
          "between",
          "coalesce",
          "concat",
          "date_add",
          "date_sub",
          "day",
          "dayofmonth",
          "dayofweek",
          "if",
          "ifnull",
          "length",
          "lower",
          "month",
          "nullif",
          "nvl",
          "quarter",
          "substr",
          "substring",
          "trim",
          "upper",
          "weekday",
          "year");

  /** Expressions of the resolved plan, by class: what the above turn into. */
  static final Set<String> RESOLVED =
      Set.of(
          "Abs",
          "Add",
          "AggregateExpression",
          "Alias",
          "And",
          "AttributeReference",
          "Average",
          "CaseWhen",
          "Cast",
          "Coalesce",
          "Concat",
          "Count",
          "DateAdd",
          "DateAddYMInterval",
          "DateSub",
          "DayOfMonth",
          "DayOfWeek",
          "Divide",
          "EqualNullSafe",
          "EqualTo",
          "ExtractANSIIntervalDays",
          "GreaterThan",
          "GreaterThanOrEqual",
          "If",
          "In",
          "IsNotNull",
          "IsNull",
          "Length",
          "LessThan",
          "LessThanOrEqual",
          "Like",
          "Literal",
          "Lower",
          "Month",
          "Multiply",
          "Not",
          "Nvl",
          "Or",
          "Quarter",
          "Remainder",
          "StddevPop",
          "StddevSamp",
          "StringTrim",
          "Substring",
          "Subtract",
          "Sum",
          "UnaryMinus",
          "UnaryPositive",
          "Upper",
          "VariancePop",
          "VarianceSamp",
          "WeekDay",
          "Year");

  /** Why and what instead, for plan nodes that people do write. */
  static final Map<String, List<String>> REFUSALS =
      Map.ofEntries(
          refusal("Join", "a job reads one table", "join beforehand, inside the repository"),
          refusal("UnresolvedHaving", "groups are filtered after opening only", "leave HAVING out"),
          refusal("GlobalLimit", "every group of the domain is answered", "leave LIMIT out"),
          refusal("LocalLimit", "every group of the domain is answered", "leave LIMIT out"),
          refusal("Distinct", "rows never leave a repository", "use GROUP BY with aggregates"),
          refusal("Union", "a job is one SELECT", "write one job for each SELECT"),
          refusal("UnresolvedWith", "a job is one SELECT", "write the expression where it is used"),
          refusal(
              "ScriptTransformation", "it starts a program", "use SQL expressions and aggregates"),
          refusal(
              "UnresolvedTableValuedFunction", "it makes rows of its own", "read a declared input"),
          refusal("UnresolvedHint", "hints are the operator's affair", "leave the hint out"));

  private Language() {}

  private static Map.Entry<String, List<String>> refusal(String node, String why, String fix) {
    return Map.entry(node, List.of(why, fix));
  }
}
