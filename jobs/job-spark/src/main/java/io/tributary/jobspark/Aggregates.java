package io.tributary.jobspark;

import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.OrderStatistic;
import io.tributary.protocol.job.SqlType;
import io.tributary.protocol.job.Statistic;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.Mode;
import org.apache.spark.sql.catalyst.expressions.aggregate.Percentile;
import org.apache.spark.sql.catalyst.expressions.aggregate.PercentileCont;
import org.apache.spark.sql.catalyst.expressions.aggregate.PercentileDisc;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DoubleType;
import scala.Tuple2;

/** Turns Spark's aggregates into cells and what is computed from them. */
final class Aggregates {
  private static final Map<String, Statistic> OF_ONE =
      Map.of(
          "Sum", Statistic.SUM,
          "Average", Statistic.AVG,
          "VariancePop", Statistic.VAR_POP,
          "VarianceSamp", Statistic.VAR_SAMP,
          "StddevPop", Statistic.STDDEV_POP,
          "StddevSamp", Statistic.STDDEV_SAMP,
          "Skewness", Statistic.SKEWNESS,
          "Kurtosis", Statistic.KURTOSIS);

  /** Of a dependent and an independent argument, in this order. */
  private static final Map<String, Statistic> OF_TWO =
      Map.of(
          "CovPopulation", Statistic.COVAR_POP,
          "CovSample", Statistic.COVAR_SAMP,
          "Corr", Statistic.CORR,
          "RegrSlope", Statistic.REGR_SLOPE,
          "RegrIntercept", Statistic.REGR_INTERCEPT,
          "RegrR2", Statistic.REGR_R2,
          "RegrSXY", Statistic.REGR_SXY);

  private static final Map<String, OrderStatistic> ORDERED =
      Map.of(
          "Min", OrderStatistic.MIN,
          "Max", OrderStatistic.MAX,
          "Mode", OrderStatistic.MODE,
          "Median", OrderStatistic.PERCENTILE,
          "Percentile", OrderStatistic.PERCENTILE,
          "PercentileCont", OrderStatistic.PERCENTILE,
          "PercentileDisc", OrderStatistic.PERCENTILE_DISC,
          "ApproximatePercentile", OrderStatistic.PERCENTILE_DISC);

  /** How many rows, and no values of them. */
  private static final Set<String> COUNTS =
      Set.of("Count", "RegrCount", "CountIf", "BoolAnd", "BoolOr");

  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final Predicate<Expression> isSubject;
  private final Measures measures;
  private final Binning binning;
  private final Consumer<List<Expression>> values;
  private final Problems problems;
  private final Map<ExprId, Integer> sections = new HashMap<>();

  /**
   * Aggregates of one query.
   *
   * @param isSubject whether an expression is a column of subjects known to one repository each
   * @param values is told the arguments of each aggregate that is more than a count
   */
  Aggregates(
      Predicate<Expression> isSubject,
      Measures measures,
      Binning binning,
      Consumer<List<Expression>> values,
      Problems problems) {
    this.isSubject = isSubject;
    this.measures = measures;
    this.binning = binning;
    this.values = values;
    this.problems = problems;
  }

  /** The aggregates that are taken of binned values, in the order in which they stand. */
  static List<AggregateExpression> ordered(List<NamedExpression> outputs) {
    List<AggregateExpression> ordered = new ArrayList<>();
    outputs.forEach(output -> collect((Expression) output, ordered));
    return ordered;
  }

  private static void collect(Expression expression, List<AggregateExpression> ordered) {
    if (expression instanceof AggregateExpression aggregate && isOrdered(aggregate)) {
      ordered.add(aggregate);
    }
    Trees.children(expression).forEach(child -> collect(child, ordered));
  }

  /** Whether it is taken of binned values. */
  static boolean isOrdered(AggregateExpression aggregate) {
    return ORDERED.containsKey(aggregate.aggregateFunction().getClass().getSimpleName());
  }

  /** The section of each aggregate that {@link #ordered} finds. */
  List<Integer> sections(List<NamedExpression> outputs) {
    return ordered(outputs).stream().map(a -> sections.getOrDefault(a.resultId(), -1)).toList();
  }

  /**
   * The aggregate over cells; empty after a problem.
   *
   * @param output name of the answer's column, if the aggregate is all of it
   */
  Optional<CellExpression> of(AggregateExpression aggregate, Optional<String> output) {
    AggregateFunction function = aggregate.aggregateFunction();
    List<Expression> arguments = new ArrayList<>();
    for (Expression argument : Trees.children(function)) {
      arguments.add(filtered(argument, Trees.optional(aggregate.filter())));
    }
    String name = function.getClass().getSimpleName();
    if (aggregate.isDistinct()) {
      List<Expression> counted = Trees.children(function);
      return name.equals("Count") && counted.size() == 1 && isSubject.test(counted.get(0))
          ? measures.subjects(arguments.get(0)).map(CellExpression.DistinctCount::new)
          : distinct(aggregate);
    }
    Optional<SqlType> type = Types.ours(function.dataType());
    if (type.isEmpty()) {
      return unsupported(aggregate);
    }
    if (!COUNTS.contains(name)) {
      values.accept(withoutCasts(arguments));
    }
    if (ORDERED.containsKey(name)) {
      return ordered(aggregate, ORDERED.get(name), arguments.get(0), type.get(), output);
    }
    if (OF_ONE.containsKey(name)) {
      return univariate(OF_ONE.get(name), arguments.get(0), List.of(), type.get());
    }
    if (OF_TWO.containsKey(name)) {
      return bivariate(OF_TWO.get(name), arguments.get(0), arguments.get(1), type.get());
    }
    return special(aggregate, name, arguments, type.get());
  }

  private Optional<CellExpression> special(
      AggregateExpression aggregate, String name, List<Expression> arguments, SqlType type) {
    return switch (name) {
      case "Count", "RegrCount" ->
          Optional.of(new CellExpression.Count(measures.count(withoutCasts(arguments))));
      case "CountIf" ->
          Optional.of(new CellExpression.Count(measures.count(truth(arguments, true))));
      case "BoolAnd" -> Optional.of(allOrAny(arguments, false));
      case "BoolOr" -> Optional.of(allOrAny(arguments, true));
      case "RegrAvgX" -> univariate(Statistic.AVG, arguments.get(1), arguments.subList(0, 1), type);
      case "RegrAvgY" -> univariate(Statistic.AVG, arguments.get(0), arguments.subList(1, 2), type);
      case "RegrSXX" ->
          univariate(Statistic.REGR_SXX, arguments.get(1), arguments.subList(0, 1), type);
      case "RegrSYY" ->
          univariate(Statistic.REGR_SXX, arguments.get(0), arguments.subList(1, 2), type);
      default -> unsupported(aggregate);
    };
  }

  /** FILTER makes NULL of the rows it leaves out. */
  static Expression filtered(Expression argument, Optional<Expression> filter) {
    return filter
        .<Expression>map(
            f ->
                Longs.when(
                    List.of(new Tuple2<>(f, argument)), Trees.literal(null, argument.dataType())))
        .orElse(argument);
  }

  /** One where the argument is that truth, NULL elsewhere. */
  private static List<Expression> truth(List<Expression> arguments, boolean value) {
    Expression flag = arguments.get(0);
    Expression condition = value ? flag : new Not(flag);
    return List.of(
        Longs.when(
            List.of(new Tuple2<>(condition, Longs.of(1))),
            Trees.literal(null, DataTypes.LongType)));
  }

  /** NULL without values; else whether one decides the other way. */
  private CellExpression allOrAny(List<Expression> arguments, boolean any) {
    CellExpression values = new CellExpression.Count(measures.count(arguments));
    CellExpression deciding = new CellExpression.Count(measures.count(truth(arguments, any)));
    CellExpression none = Calls.equal(deciding, Calls.zero());
    return Calls.choice(
        SqlType.BOOLEAN,
        Calls.equal(values, Calls.zero()),
        new CellExpression.Literal(SqlType.BOOLEAN, Optional.empty()),
        any ? Calls.not(none) : none);
  }

  /** A statistic of one argument over the rows where the others are not NULL either. */
  private Optional<CellExpression> univariate(
      Statistic statistic, Expression argument, List<Expression> others, SqlType type) {
    Expression x = withoutCast(argument);
    List<Expression> present = withoutCasts(others);
    List<Integer> cells = new ArrayList<>();
    for (String moment : statistic.moments()) {
      cells.add(
          moment.isEmpty()
              ? measures.count(with(present, x))
              : measures.sum(java.util.Collections.nCopies(moment.length(), x), present));
    }
    return moments(statistic, type, cells);
  }

  private Optional<CellExpression> bivariate(
      Statistic statistic, Expression first, Expression second, SqlType type) {
    Expression y = withoutCast(first);
    Expression x = withoutCast(second);
    List<Integer> cells = new ArrayList<>();
    for (String moment : statistic.moments()) {
      List<Expression> factors = moment.chars().mapToObj(letter -> letter == 'x' ? x : y).toList();
      cells.add(
          factors.isEmpty() ? measures.count(List.of(x, y)) : measures.sum(factors, List.of(x, y)));
    }
    return moments(statistic, type, cells);
  }

  private static Optional<CellExpression> moments(
      Statistic statistic, SqlType type, List<Integer> cells) {
    return cells.contains(-1)
        ? Optional.empty()
        : Optional.of(new CellExpression.Moments(statistic, type, cells));
  }

  private static List<Expression> with(List<Expression> others, Expression one) {
    List<Expression> all = new ArrayList<>(others);
    all.add(one);
    return all;
  }

  private static List<Expression> withoutCasts(List<Expression> arguments) {
    return arguments.stream().map(Aggregates::withoutCast).toList();
  }

  /** Spark turns arguments of statistics into doubles; we take the exact value beneath. */
  private static Expression withoutCast(Expression argument) {
    if (argument instanceof CaseWhen when
        && Trees.list(when.branches()).size() == 1
        && isWidened(Trees.list(when.branches()).get(0)._2())) {
      Tuple2<Expression, Expression> branch = Trees.list(when.branches()).get(0);
      return filtered(((Cast) branch._2()).child(), Optional.of(branch._1()));
    }
    return isWidened(argument) ? ((Cast) argument).child() : argument;
  }

  private static boolean isWidened(Expression argument) {
    return argument instanceof Cast cast
        && cast.dataType() instanceof DoubleType
        && Types.ours(cast.child().dataType()).filter(SqlType::isExact).isPresent();
  }

  private Optional<CellExpression> ordered(
      AggregateExpression aggregate,
      OrderStatistic statistic,
      Expression argument,
      SqlType type,
      Optional<String> output) {
    if (argument.dataType() instanceof BooleanType) {
      return unsupported(aggregate);
    }
    Optional<BigDecimal> fraction = Optional.empty();
    if (statistic.isQuantile()) {
      fraction = fraction(aggregate.aggregateFunction());
      if (fraction.isEmpty()) {
        return fractionProblem(aggregate);
      }
    }
    if (aggregate.aggregateFunction() instanceof Mode mode && isGreatest(mode)) {
      return unsupported(aggregate);
    }
    Optional<BigDecimal> chosen = fraction;
    return binning
        .section(argument, output)
        .map(
            section -> {
              sections.put(aggregate.resultId(), section);
              return new CellExpression.Ordered(statistic, type, section, chosen);
            });
  }

  /** Of several most frequent values the greatest is asked for; ours is the least. */
  private static boolean isGreatest(Mode mode) {
    return mode.reverseOpt().isDefined() && !((Boolean) mode.reverseOpt().get());
  }

  private static Optional<BigDecimal> fraction(AggregateFunction function) {
    boolean reverse =
        (function instanceof Percentile p && p.reverse())
            || (function instanceof PercentileCont c && c.reverse());
    if (function instanceof PercentileDisc disc && disc.reverse()) {
      return Optional.empty();
    }
    List<Expression> arguments = Trees.children(function);
    if (arguments.size() == 1) {
      return Optional.of(HALF);
    }
    boolean weighted = function instanceof Percentile && !isOne(arguments.get(2));
    return weighted
        ? Optional.empty()
        : constant(arguments.get(1))
            .filter(f -> f.signum() >= 0 && f.compareTo(BigDecimal.ONE) <= 0)
            .map(f -> reverse ? BigDecimal.ONE.subtract(f) : f);
  }

  private static boolean isOne(Expression expression) {
    return constant(expression).filter(f -> f.compareTo(BigDecimal.ONE) == 0).isPresent();
  }

  /** A number the author wrote, before Spark made a double of it. */
  private static Optional<BigDecimal> constant(Expression expression) {
    if (expression instanceof Cast cast) {
      return constant(cast.child());
    }
    if (!(expression instanceof Literal literal) || literal.value() == null) {
      return Optional.empty();
    }
    return literal.value() instanceof Decimal decimal
        ? Optional.of(decimal.toJavaBigDecimal())
        : literal.value() instanceof Number number
            ? Optional.of(new BigDecimal(number.toString()))
            : Optional.empty();
  }

  private Optional<CellExpression> fractionProblem(AggregateExpression aggregate) {
    problems.at(
        aggregate,
        "this percentile is not supported",
        "it needs one constant from 0 to 1, ascending order and no weights",
        "write percentile(x, 0.5), one column for each percentage");
    return Optional.empty();
  }

  private Optional<CellExpression> distinct(AggregateExpression aggregate) {
    problems.at(
        aggregate,
        "DISTINCT is allowed in count(DISTINCT subject) only",
        "distinct values cannot be added over repositories, unless each is at one repository",
        "if the column is the subject of its input, and no subject is at two repositories, declare"
            + " subject: under the input and subjects: disjoint; else group by the value");
    return Optional.empty();
  }

  private Optional<CellExpression> unsupported(AggregateExpression aggregate) {
    problems.at(
        aggregate,
        "'" + Text.of(aggregate) + "' cannot be added up over repositories",
        "its result does not follow from counts, sums of products or bins",
        "use count, sum, avg, min, max, median, percentile, mode, var_*, stddev_*, corr, covar_*,"
            + " regr_*, skewness, kurtosis, bool_and, bool_or or count_if");
    return Optional.empty();
  }
}
