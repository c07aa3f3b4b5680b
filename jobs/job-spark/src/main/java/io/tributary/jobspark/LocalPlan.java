package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Cell;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.JobDefinition.Column;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.apache.spark.sql.catalyst.analysis.NameParameterizedQuery;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.Tuple2;

/**
 * The plan a repository runs: one pass that moves columns into their bounds, filters, finds each
 * row's group in the public layout and adds up integers.
 *
 * <p>Its columns are the group index (absent without GROUP BY), the number of moved values, then
 * the sums in the order of {@link #readers}.
 */
final class LocalPlan {
  private static final int DECIMAL_DIGITS = 38;
  private static final BigInteger LONG_LIMIT = BigInteger.TWO.pow(Long.SIZE - 1);
  private static final BigInteger INT_LIMIT = BigInteger.TWO.pow(Integer.SIZE - 1);

  private final Compilation compilation;
  private final CompiledJob job;
  private final Ranges ranges;
  private final List<CellReader> readers = new ArrayList<>();
  private final List<NamedExpression> sums = new ArrayList<>();
  private int nextColumn;

  LocalPlan(Compilation compilation, Ranges ranges) {
    this.compilation = compilation;
    this.job = compilation.job();
    this.ranges = ranges;
    this.nextColumn = job.grouped() ? 2 : 1;
  }

  /** How to read the cells, in layout order, from a row of the result. */
  List<CellReader> readers() {
    return readers;
  }

  /**
   * Builds the plan.
   *
   * @param table the pinned table, resolved
   * @param parameters typed values, bound through Spark's named parameter markers
   */
  LogicalPlan build(LogicalPlan table, SortedMap<String, Object> parameters) {
    AttributeReference moved = longAttribute("moved");
    LogicalPlan plan = view(table, moved);
    Optional<Expression> filter = compilation.query().filter();
    if (filter.isPresent()) {
      plan = new Filter(filter.get(), plan);
    }
    Slots slots = new Slots(plan);
    List<NamedExpression> columns = new ArrayList<>();
    AttributeReference group =
        new AttributeReference(
            "group",
            DataTypes.IntegerType,
            false,
            org.apache.spark.sql.types.Metadata.empty(),
            NamedExpression.newExprId(),
            Trees.seq());
    if (job.grouped()) {
      Expression index = slots.index(job.dimensions(), compilation.query().grouping());
      columns.add(Trees.alias(index, group.name(), group.exprId()));
    }
    columns.add(moved);
    List<Attribute> values = values(columns);
    LogicalPlan projected = new Project(Trees.seq(columns), slots.plan());
    for (Cell cell : job.cells()) {
      add(cell, cell.measure() < 0 ? null : values.get(cell.measure()));
    }
    return bind(aggregate(projected, group, moved), parameters);
  }

  private LogicalPlan aggregate(
      LogicalPlan plan, AttributeReference group, AttributeReference moved) {
    List<Expression> grouping = job.grouped() ? List.of(group) : List.of();
    List<NamedExpression> outputs = new ArrayList<>();
    if (job.grouped()) {
      outputs.add(group);
    }
    outputs.add(Trees.alias(Longs.sum(moved), "moved"));
    outputs.addAll(sums);
    return new Aggregate(Trees.seq(grouping), Trees.seq(outputs), plan, Option.empty());
  }

  /** The table as published: only the columns used. */
  private LogicalPlan view(LogicalPlan table, AttributeReference moved) {
    Map<String, Attribute> source = new HashMap<>();
    Trees.list(table.output()).forEach(a -> source.put(a.name(), a));
    Set<ExprId> used = used();
    List<NamedExpression> columns = new ArrayList<>();
    Expression outside = Longs.of(0);
    for (AttributeReference attribute : compilation.query().attributes()) {
      Optional<Column> column = compilation.query().input().column(attribute.name());
      if (column.isPresent() && used.contains(attribute.exprId())) {
        Published published = new Published(column.get(), source.get(attribute.name()));
        if (published.isMoved().isPresent()) {
          outside = Longs.plus(outside, flag(published.isMoved().get()));
        }
        columns.add(Trees.alias(published.value(), attribute.name(), attribute.exprId()));
      }
    }
    columns.add(Trees.alias(outside, moved.name(), moved.exprId()));
    return new Project(Trees.seq(columns), table);
  }

  private Set<ExprId> used() {
    Set<ExprId> used = new HashSet<>();
    List<Expression> all = new ArrayList<>(compilation.measures());
    compilation.query().filter().ifPresent(all::add);
    all.addAll(compilation.query().grouping());
    all.forEach(e -> e.references().foreach(a -> used.add(a.exprId())));
    return used;
  }

  private static Expression flag(Expression condition) {
    return Longs.when(List.of(new Tuple2<>(condition, Longs.of(1))), Longs.of(0));
  }

  /** Adds one column for each measure: a long where it fits, else a decimal, else a flag. */
  private List<Attribute> values(List<NamedExpression> columns) {
    Lowering lowering = new Lowering(ranges);
    List<Attribute> values = new ArrayList<>();
    for (int i = 0; i < job.measures().size(); i++) {
      Expression expression = compilation.measures().get(i);
      NamedExpression named = Trees.alias(value(lowering, i, expression), "m" + i);
      columns.add(named);
      values.add(named.toAttribute());
    }
    return values;
  }

  private Expression value(Lowering lowering, int measure, Expression expression) {
    boolean summed =
        job.cells().stream().anyMatch(c -> c.measure() == measure && c.kind() != Cell.Kind.COUNT);
    if (!summed) {
      return Longs.when(
          List.of(new Tuple2<>(new IsNotNull(expression), Longs.of(1))),
          Trees.literal(null, DataTypes.LongType));
    }
    return lowering.lower(expression).orElseGet(() -> wide(measure, expression));
  }

  /** As few digits as the range needs, so that squares keep all of theirs. */
  private Expression wide(int measure, Expression expression) {
    Measure proven = job.measures().get(measure);
    int digits = Math.max(proven.magnitude().toString().length(), proven.scale());
    return Longs.cast(expression, DataTypes.createDecimalType(Math.max(1, digits), proven.scale()));
  }

  private void add(Cell cell, Attribute value) {
    switch (cell.kind()) {
      case ROWS -> one(Longs.count(Longs.of(1)), 0);
      case COUNT -> one(Longs.count(value), 0);
      case SUM -> sum(value, job.measures().get(cell.measure()).magnitude(), 1, cell);
      case SQUARES -> {
        BigInteger magnitude = job.measures().get(cell.measure()).magnitude();
        sum(square(value, magnitude), magnitude.multiply(magnitude), 2, cell);
      }
    }
  }

  private Expression square(Attribute value, BigInteger magnitude) {
    boolean whole = value.dataType().equals(DataTypes.LongType);
    if (whole && magnitude.multiply(magnitude).compareTo(LONG_LIMIT) < 0) {
      return Longs.times(value, value);
    }
    Expression decimal =
        whole
            ? Longs.cast(value, DataTypes.createDecimalType(magnitude.toString().length(), 0))
            : value;
    return Longs.decimalTimes(decimal, decimal);
  }

  /**
   * One sum of longs if the job's row limit allows, two sums of halves if rows are below 2^31, else
   * one sum of decimals.
   */
  private void sum(Expression value, BigInteger magnitude, int power, Cell cell) {
    BigInteger rows = BigInteger.valueOf(job.limits().rows());
    if (!value.dataType().equals(DataTypes.LongType)) {
      int scale = ((org.apache.spark.sql.types.DecimalType) value.dataType()).scale();
      int declared = power * job.measures().get(cell.measure()).scale();
      one(
          Longs.sum(Longs.cast(value, DataTypes.createDecimalType(DECIMAL_DIGITS, scale))),
          declared);
    } else if (rows.multiply(magnitude).compareTo(LONG_LIMIT) < 0) {
      one(Longs.sum(value), 0);
    } else if (rows.compareTo(INT_LIMIT) < 0) {
      sums.add(Trees.alias(Longs.sum(Longs.highHalf(value)), "high" + nextColumn));
      sums.add(Trees.alias(Longs.sum(Longs.lowHalf(value)), "low" + nextColumn));
      readers.add(CellReader.halves(nextColumn));
      nextColumn += 2;
    } else {
      one(Longs.sum(Longs.cast(value, DataTypes.createDecimalType(DECIMAL_DIGITS, 0))), 0);
    }
  }

  private void one(Expression sum, int scale) {
    sums.add(Trees.alias(sum, "c" + nextColumn));
    readers.add(CellReader.whole(nextColumn, scale));
    nextColumn++;
  }

  private static AttributeReference longAttribute(String name) {
    return new AttributeReference(
        name,
        DataTypes.LongType,
        false,
        org.apache.spark.sql.types.Metadata.empty(),
        NamedExpression.newExprId(),
        Trees.seq());
  }

  /** Puts Spark's parameter markers where the compiler had attributes, and binds them. */
  private LogicalPlan bind(LogicalPlan plan, SortedMap<String, Object> parameters) {
    if (job.parameters().isEmpty()) {
      return plan;
    }
    LogicalPlan marked = Trees.replaceExpressions(plan, LocalPlan::marker);
    List<Expression> values = new ArrayList<>();
    List<String> names = new ArrayList<>();
    job.parameters()
        .forEach(
            p -> {
              names.add(p.name());
              values.add(Types.literal(p.type(), parameters.get(p.name())));
            });
    return new NameParameterizedQuery(marked, Trees.seq(names), Trees.seq(values));
  }

  private static Expression marker(Expression expression) {
    return expression instanceof AttributeReference attribute
            && attribute.name().startsWith(Resolver.PARAMETER_PREFIX)
        ? new NamedParameter(attribute.name().substring(Resolver.PARAMETER_PREFIX.length()))
        : expression;
  }
}
