package io.tributary.jobspark;

import io.tributary.protocol.job.Bins;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.Domain;
import io.tributary.protocol.job.Section;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.SortOrder$;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Mode;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.Tuple2;

/**
 * A plain Spark plan with the job's published transform put into its topmost aggregate: values
 * outside a domain become its {@code other}, order statistics are taken of binned values, and where
 * the query's order leaves rows equal they come by grouping set and domain.
 */
final class PublishedAggregate {
  private final CompiledJob job;
  private final List<Integer> ordered;
  private final LogicalPlan analyzed;
  private final boolean sorted;
  private List<Attribute> hidden = List.of();

  PublishedAggregate(Compilation compilation, LogicalPlan analyzed) {
    this.job = compilation.job();
    this.ordered = compilation.ordered();
    this.analyzed = analyzed;
    this.sorted = PooledOrder.isSortedBySpark(job);
  }

  LogicalPlan plan() {
    LogicalPlan whole = above(analyzed);
    List<NamedExpression> visible = new ArrayList<>();
    Trees.list(analyzed.output()).forEach(visible::add);
    return new Project(Trees.seq(visible), whole);
  }

  /** Carries the hidden columns up to where rows are sorted. */
  private LogicalPlan above(LogicalPlan plan) {
    if (plan instanceof Aggregate aggregate) {
      LogicalPlan published = published(aggregate);
      return sorted && !hasSort(analyzed)
          ? new Sort(Trees.seq(ties()), true, published, Option.empty())
          : published;
    }
    LogicalPlan child = above(plan.children().head());
    if (plan instanceof Project project) {
      List<NamedExpression> columns = new ArrayList<>(Trees.list(project.projectList()));
      hidden.forEach(h -> columns.add((NamedExpression) h));
      return new Project(Trees.seq(columns), child);
    }
    if (plan instanceof Sort sort) {
      List<SortOrder> order = new ArrayList<>(Trees.list(sort.order()));
      order.addAll(ties());
      return new Sort(Trees.seq(order), true, child, Option.empty());
    }
    return plan.withNewChildren(Trees.seq(child));
  }

  private static boolean hasSort(LogicalPlan plan) {
    return plan instanceof Sort
        || (!(plan instanceof Aggregate) && hasSort(plan.children().head()));
  }

  private LogicalPlan published(Aggregate aggregate) {
    boolean sets = aggregate.child() instanceof Expand;
    List<Expression> grouping = Trees.list(aggregate.groupingExpressions());
    List<Expression> mapped = new ArrayList<>(grouping);
    LogicalPlan child = aggregate.child();
    if (sets) {
      child = mappedBelow((Expand) child);
    } else {
      for (int i = 0; i < grouping.size(); i++) {
        mapped.set(i, mapped(job.dimensions().get(i).domain(), grouping.get(i)));
      }
    }
    List<NamedExpression> outputs = new ArrayList<>();
    Map<ExprId, Bins> bins = bins(Trees.list(aggregate.aggregateExpressions()));
    for (NamedExpression output : Trees.list(aggregate.aggregateExpressions())) {
      Expression bare = output instanceof Alias alias ? alias.child() : (Expression) output;
      Expression value = sets ? bare : substituted(bare, grouping, mapped);
      outputs.add(Trees.alias(binned(value, bins), output.name(), output.exprId()));
    }
    if (sorted) {
      List<Alias> keys = mapped.stream().map(m -> Trees.alias(m, "hidden")).toList();
      outputs.addAll(keys);
      hidden = keys.stream().map(Alias::toAttribute).toList();
    }
    return new Aggregate(Trees.seq(mapped), Trees.seq(outputs), child, Option.empty());
  }

  /** Grouping sets take their columns from the projection below. */
  private LogicalPlan mappedBelow(Expand expand) {
    Project project = (Project) expand.child();
    List<NamedExpression> columns = new ArrayList<>(Trees.list(project.projectList()));
    int first = columns.size() - job.dimensions().size();
    for (int i = 0; i < job.dimensions().size(); i++) {
      NamedExpression column = columns.get(first + i);
      columns.set(
          first + i,
          Trees.alias(
              mapped(job.dimensions().get(i).domain(), ((Alias) column).child()),
              column.name(),
              column.exprId()));
    }
    return new Expand(
        expand.projections(), expand.output(), new Project(Trees.seq(columns), project.child()));
  }

  private static Expression substituted(
      Expression expression, List<Expression> grouping, List<Expression> mapped) {
    if (expression instanceof AggregateExpression) {
      return expression;
    }
    for (int i = 0; i < grouping.size(); i++) {
      if (grouping.get(i).semanticEquals(expression)) {
        return mapped.get(i);
      }
    }
    List<Expression> children =
        Trees.children(expression).stream().map(c -> substituted(c, grouping, mapped)).toList();
    return children.isEmpty() ? expression : expression.withNewChildren(Trees.seq(children));
  }

  private static Expression mapped(Domain domain, Expression value) {
    if (domain.other().isEmpty()) {
      return value;
    }
    List<Expression> known =
        domain.values().stream().<Expression>map(v -> Types.literal(domain.type(), v)).toList();
    Expression stays = new Or(new IsNull(value), new In(value, Trees.seq(known)));
    return Longs.when(
        List.of(new Tuple2<>(stays, value)), Types.literal(domain.type(), domain.other().get()));
  }

  /** The bins of each order statistic; they stand in the order in which the compiler saw them. */
  private Map<ExprId, Bins> bins(List<NamedExpression> outputs) {
    List<AggregateExpression> found = Aggregates.ordered(outputs);
    if (found.size() != ordered.size()) {
      throw new IllegalStateException("plain Spark sees other aggregates than the compiler");
    }
    Map<ExprId, Bins> bins = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      Section section = job.sections().get(ordered.get(i));
      bins.put(found.get(i).resultId(), section.axis().orElseThrow().bins());
    }
    return bins;
  }

  /** Order statistics see each value as its bin's. */
  private static Expression binned(Expression expression, Map<ExprId, Bins> bins) {
    return Trees.replace(
        expression,
        e ->
            e instanceof AggregateExpression aggregate && bins.containsKey(aggregate.resultId())
                ? binned(aggregate, bins.get(aggregate.resultId()))
                : e);
  }

  private static Expression binned(AggregateExpression aggregate, Bins bins) {
    Expression function = settled((Expression) aggregate.aggregateFunction());
    List<Expression> children = new ArrayList<>(Trees.children(function));
    children.set(0, binned(bins, children.get(0)));
    return aggregate.withNewChildren(
        Trees.seq(
            replacedFirst(
                Trees.children(aggregate), function.withNewChildren(Trees.seq(children)))));
  }

  /** Of several most frequent values Spark takes any; the job says the least. */
  private static Expression settled(Expression function) {
    return function instanceof Mode mode && mode.reverseOpt().isEmpty()
        ? new Mode(mode.child(), true)
        : function;
  }

  private static List<Expression> replacedFirst(List<Expression> children, Expression first) {
    List<Expression> all = new ArrayList<>(children);
    all.set(0, first);
    return all;
  }

  /** lower + floor((value − lower) / width) · width, in decimals, within the first and last bin. */
  private static Expression binned(Bins bins, Expression value) {
    if (bins instanceof Bins.Values values) {
      return mapped(values.domain(), value);
    }
    Bins.Range range = (Bins.Range) bins;
    SqlType type = range.type();
    Expression first = Types.literal(type, range.value(0));
    Expression last = Types.literal(type, range.value(range.count() - 1));
    Expression number =
        type.kind() == SqlType.Kind.DATE
            ? Longs.cast(new org.apache.spark.sql.catalyst.expressions.UnixDate(value), decimal(0))
            : Longs.cast(value, decimal(type.scale()));
    Expression lower = constant(range.lower(), type.scale());
    Expression width = constant(range.width(), type.scale());
    Expression offset = Longs.decimalMinus(number, lower);
    Expression rest = Longs.remainder(offset, width);
    Expression edge = Longs.decimalMinus(number, rest);
    Expression typed =
        type.kind() == SqlType.Kind.DATE
            ? new org.apache.spark.sql.catalyst.expressions.DateFromUnixDate(
                Longs.cast(edge, DataTypes.IntegerType))
            : Longs.cast(edge, Types.spark(type));
    return Longs.when(
        List.of(
            new Tuple2<>(new IsNull(value), Trees.literal(null, Types.spark(type))),
            new Tuple2<>(
                new org.apache.spark.sql.catalyst.expressions.LessThan(value, first), first),
            new Tuple2<>(
                new org.apache.spark.sql.catalyst.expressions.GreaterThan(value, last), last)),
        typed);
  }

  private static org.apache.spark.sql.types.DataType decimal(int scale) {
    return DataTypes.createDecimalType(22 + scale > 38 ? 38 : 22 + scale, scale);
  }

  private static Expression constant(java.math.BigInteger unscaled, int scale) {
    return Trees.literal(new BigDecimal(unscaled, scale), decimal(scale));
  }

  /** Grouping set first, then each dimension's slot. */
  private List<SortOrder> ties() {
    List<SortOrder> ties = new ArrayList<>();
    int dimensions = job.dimensions().size();
    if (hidden.size() > dimensions + 1) {
      // Repeated grouping sets: Spark numbers all sets in order.
      ties.add(ascending(hidden.get(dimensions + 1)));
    } else if (hidden.size() > dimensions) {
      List<Tuple2<Expression, Expression>> ranks = new ArrayList<>();
      for (int i = 0; i < job.sets().size(); i++) {
        ranks.add(
            new Tuple2<>(
                new org.apache.spark.sql.catalyst.expressions.EqualTo(
                    hidden.get(dimensions), Longs.of(bits(job.sets().get(i)))),
                Longs.integer(i)));
      }
      ties.add(ascending(Longs.when(ranks, Longs.integer(-1))));
    }
    for (int i = 0; i < dimensions; i++) {
      ties.add(ascending(slot(job.dimensions().get(i), hidden.get(i))));
    }
    return ties;
  }

  private long bits(List<Integer> set) {
    return IntStream.range(0, job.dimensions().size())
        .mapToLong(i -> set.contains(i) ? 0 : 1)
        .reduce(0, (bits, bit) -> 2 * bits + bit);
  }

  private static Expression slot(Dimension dimension, Expression value) {
    List<Tuple2<Expression, Expression>> slots = new ArrayList<>();
    for (int i = 0; i < dimension.values().size(); i++) {
      slots.add(
          new Tuple2<>(
              new org.apache.spark.sql.catalyst.expressions.EqualTo(
                  value, Types.literal(dimension.type(), dimension.values().get(i))),
              Longs.integer(i)));
    }
    slots.add(new Tuple2<>(new IsNull(value), Longs.integer(Integer.MAX_VALUE)));
    return Longs.when(slots, Longs.integer(dimension.values().size()));
  }

  private static SortOrder ascending(Expression expression) {
    return SortOrder$.MODULE$.apply(expression, Ascending$.MODULE$, Trees.seq());
  }
}
