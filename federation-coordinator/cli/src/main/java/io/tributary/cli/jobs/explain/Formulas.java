package io.tributary.cli.jobs.explain;

import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CellExpression.Call;
import io.tributary.protocol.job.CellExpression.Count;
import io.tributary.protocol.job.CellExpression.DimensionValue;
import io.tributary.protocol.job.CellExpression.DistinctCount;
import io.tributary.protocol.job.CellExpression.GroupingBits;
import io.tributary.protocol.job.CellExpression.Literal;
import io.tributary.protocol.job.CellExpression.Moments;
import io.tributary.protocol.job.CellExpression.Ordered;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.Operator;
import io.tributary.protocol.job.Section;
import io.tributary.protocol.job.Statistic;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How columns of the answer follow from cells: for readers as arithmetic, for askers as words. */
final class Formulas {
  private static final Map<Operator, String> INFIX =
      Map.ofEntries(
          Map.entry(Operator.ADD, "+"),
          Map.entry(Operator.SUBTRACT, "−"),
          Map.entry(Operator.MULTIPLY, "×"),
          Map.entry(Operator.DIVIDE, "÷"),
          Map.entry(Operator.TRY_DIVIDE, "÷"),
          Map.entry(Operator.EQUAL, "="),
          Map.entry(Operator.SAME, "="),
          Map.entry(Operator.LESS, "<"),
          Map.entry(Operator.LESS_OR_EQUAL, "≤"),
          Map.entry(Operator.AND, "and"),
          Map.entry(Operator.OR, "or"));

  private static final Map<Operator, String> TURNED =
      Map.of(Operator.LESS, ">", Operator.LESS_OR_EQUAL, "≥");

  private final CompiledJob job;
  private final Cells cells;

  Formulas(CompiledJob job, Cells cells) {
    this.job = job;
    this.cells = cells;
  }

  /** Arithmetic over numbered cells. */
  String over(CellExpression expression) {
    if (expression instanceof Literal literal) {
      return literal.value().orElse("NULL");
    }
    if (expression instanceof CellExpression.Parameter parameter) {
      return ":" + parameter.name();
    }
    if (expression instanceof DimensionValue dimension) {
      return job.dimensions().get(dimension.dimension()).name();
    }
    if (expression instanceof GroupingBits) {
      return "which dimensions this row is a total over";
    }
    if (expression instanceof Count count) {
      return "#" + cells.number(0, count.cell());
    }
    if (expression instanceof DistinctCount count) {
      return "#" + distinct(count.cell());
    }
    if (expression instanceof Moments moments) {
      return moments(moments);
    }
    if (expression instanceof Ordered ordered) {
      return statistic(ordered) + " of the bins counted in #" + cells.number(ordered.section(), 0);
    }
    return call((Call) expression);
  }

  private int distinct(int cell) {
    for (int s = 0; s < job.sections().size(); s++) {
      if (job.sections().get(s).isDistinct()) {
        return cells.number(s, cell);
      }
    }
    return cell;
  }

  private String moments(Moments moments) {
    List<String> numbers =
        moments.cells().stream().map(c -> "#" + cells.number(0, c)).distinct().toList();
    return switch (moments.statistic()) {
      case SUM -> numbers.get(numbers.size() - 1);
      case AVG -> numbers.get(numbers.size() - 1) + " ÷ " + numbers.get(0);
      default -> name(moments) + " from " + Prose.list(numbers);
    };
  }

  private String call(Call call) {
    List<String> arguments = call.arguments().stream().map(this::over).toList();
    String sign = INFIX.get(call.operator());
    if (sign != null && arguments.size() == 2) {
      return grouped(call, 0, arguments) + " " + sign + " " + grouped(call, 1, arguments);
    }
    return switch (call.operator()) {
      case CAST -> arguments.get(0);
      case NEGATE -> "−" + grouped(call, 0, arguments);
      case NOT -> "not " + grouped(call, 0, arguments);
      case IS_NULL -> grouped(call, 0, arguments) + " is NULL";
      case IF -> arguments.get(1) + " if " + arguments.get(0) + ", else " + arguments.get(2);
      default ->
          call.operator().name().toLowerCase(Locale.ROOT)
              + "("
              + String.join(", ", arguments)
              + ")";
    };
  }

  private String grouped(Call call, int argument, List<String> arguments) {
    CellExpression child = bare(call.arguments().get(argument));
    boolean simple = !(child instanceof Call || child instanceof Moments);
    boolean lone =
        child instanceof Moments m
            && m.statistic().moments().size() < 3
            && !arguments.get(argument).contains(" ");
    return simple || lone ? arguments.get(argument) : "(" + arguments.get(argument) + ")";
  }

  private static CellExpression bare(CellExpression expression) {
    CellExpression child = expression;
    while (child instanceof Call cast && cast.operator() == Operator.CAST) {
      child = cast.arguments().get(0);
    }
    return child;
  }

  /** What an expression is, without numbers: the average of fare. */
  String words(CellExpression expression) {
    if (expression instanceof Count count) {
      Cell cell = job.sections().get(0).cells().get(count.cell());
      return "the " + cells.meaning(cell);
    }
    if (expression instanceof DistinctCount count) {
      Section section =
          job.sections().stream().filter(Section::isDistinct).findFirst().orElseThrow();
      return "the " + cells.meaning(section.cells().get(count.cell()));
    }
    if (expression instanceof Moments moments) {
      String of = of(moments);
      boolean sum = moments.statistic() == Statistic.SUM;
      return Sql.counted(of)
          .filter(condition -> sum)
          .map(condition -> "the number of rows where " + condition)
          .orElse("the " + name(moments) + " of " + of);
    }
    if (expression instanceof Ordered ordered) {
      String axis = job.sections().get(ordered.section()).axis().orElseThrow().expression();
      return "the " + statistic(ordered) + " of " + Sql.readable(axis);
    }
    return inWords(expression);
  }

  /** Arithmetic in words: the total of tips ÷ the total of fare. */
  private String inWords(CellExpression expression) {
    if (expression instanceof Call call) {
      List<String> arguments = call.arguments().stream().map(this::words).toList();
      String sign = INFIX.get(call.operator());
      if (sign != null && arguments.size() == 2) {
        return turned(call)
            ? arguments.get(1) + " " + TURNED.get(call.operator()) + " " + arguments.get(0)
            : arguments.get(0) + " " + sign + " " + arguments.get(1);
      }
      return call.operator() == Operator.CAST
          ? arguments.get(0)
          : call.operator().name().toLowerCase(Locale.ROOT)
              + "("
              + String.join(", ", arguments)
              + ")";
    }
    return over(expression);
  }

  /** Whether a comparison reads better the other way round: 5 < the number of rows. */
  private static boolean turned(Call call) {
    return TURNED.containsKey(call.operator()) && bare(call.arguments().get(0)) instanceof Literal;
  }

  /** The measures of a statistic, by the cells of its first powers. */
  private String of(Moments moments) {
    List<String> measures =
        moments.cells().stream()
            .map(c -> job.sections().get(0).cells().get(c))
            .filter(c -> c.factors().size() == 1)
            .map(c -> cells.measure(c.factors().get(0)))
            .distinct()
            .toList();
    boolean regression = moments.statistic().name().startsWith("REGR") && measures.size() == 2;
    return regression ? measures.get(1) + " on " + measures.get(0) : String.join(" and ", measures);
  }

  private static String name(Moments moments) {
    return switch (moments.statistic()) {
      case SUM -> "total";
      case AVG -> "average";
      case VAR_POP, VAR_SAMP -> "variance";
      case STDDEV_POP, STDDEV_SAMP -> "standard deviation";
      case COVAR_POP, COVAR_SAMP -> "covariance";
      case CORR -> "correlation";
      case SKEWNESS -> "skewness";
      case KURTOSIS -> "kurtosis";
      case REGR_SLOPE -> "slope of the regression line";
      case REGR_INTERCEPT -> "intercept of the regression line";
      case REGR_R2 -> "share of variance explained by the regression line";
      case REGR_SXX -> "sum of squared deviations";
      case REGR_SXY -> "sum of products of deviations";
    };
  }

  private static String statistic(Ordered ordered) {
    return switch (ordered.statistic()) {
      case MIN -> "least value";
      case MAX -> "greatest value";
      case MODE -> "most frequent value";
      default ->
          ordered
              .fraction()
              .map(
                  f -> f.toPlainString().equals("0.5") ? "median" : "quantile " + f.toPlainString())
              .orElse("quantile");
    };
  }
}
