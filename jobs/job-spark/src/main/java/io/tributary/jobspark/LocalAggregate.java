package io.tributary.jobspark;

import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.Section;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;

/**
 * The one aggregation of a local plan. With several sections each row is expanded to one a section,
 * keyed by its place in the whole layout.
 *
 * <p>Its columns are the key (absent without GROUP BY and further sections), the number of moved
 * values, then the cells in the order of {@link #readers}.
 */
final class LocalAggregate {
  private static final int DECIMAL_DIGITS = 38;
  private static final BigInteger LONG_LIMIT = BigInteger.TWO.pow(Long.SIZE - 1);
  private static final BigInteger INT_LIMIT = BigInteger.TWO.pow(Integer.SIZE - 1);

  private final CompiledJob job;
  private final boolean keyed;
  private final List<NamedExpression> sums = new ArrayList<>();
  private final List<CellReader> readers = new ArrayList<>();
  private final List<CellReader> subjects = new ArrayList<>();
  private int nextColumn;

  LocalAggregate(CompiledJob job) {
    this.job = job;
    this.keyed = job.grouped() || job.sections().size() > 1;
    this.nextColumn = keyed ? 2 : 1;
  }

  /** Whether the first column is the place in the layout. */
  boolean isKeyed() {
    return keyed;
  }

  /** How to read a section's cells from a row of the result. */
  List<CellReader> readers(Section section) {
    if (section.isDistinct()) {
      return subjects;
    }
    return section.axis().isPresent() ? readers.subList(0, 1) : readers;
  }

  LogicalPlan of(LocalColumns.Columns columns) {
    boolean several = job.sections().size() > 1;
    LocalColumns.Columns rows = several ? expanded(columns) : columns;
    for (Cell cell : job.sections().get(0).cells()) {
      sum(cell, rows.measures());
    }
    job.sections().stream()
        .filter(Section::isDistinct)
        .findFirst()
        .ifPresent(section -> section.cells().forEach(cell -> subjects(cell, rows.measures())));
    Attribute key = rows.places().get(0);
    List<Expression> grouping = keyed ? List.of(key) : List.of();
    List<NamedExpression> outputs = new ArrayList<>();
    if (keyed) {
      outputs.add((NamedExpression) key);
    }
    outputs.add(Trees.alias(Longs.sum(rows.moved()), "moved"));
    outputs.addAll(sums);
    return new Aggregate(Trees.seq(grouping), Trees.seq(outputs), rows.plan(), Option.empty());
  }

  /** One row for each section a row counts in; only what the section needs is not NULL. */
  private LocalColumns.Columns expanded(LocalColumns.Columns columns) {
    List<Seq<Expression>> projections = new ArrayList<>();
    long base = 0;
    for (int i = 0; i < job.sections().size(); i++) {
      Section section = job.sections().get(i);
      List<Expression> row = new ArrayList<>();
      Expression place = Longs.cast(columns.places().get(i), DataTypes.LongType);
      row.add(Longs.plus(place, Longs.of(base)));
      row.add(i == 0 ? columns.moved() : Longs.of(0));
      for (int measure = 0; measure < columns.measures().size(); measure++) {
        Attribute column = columns.measures().get(measure);
        row.add(needs(section, measure) ? column : Trees.literal(null, column.dataType()));
      }
      projections.add(Trees.seq(row));
      base += (long) job.groups(section.dimensions()) * section.bins();
    }
    List<Attribute> output = new ArrayList<>();
    output.add(attribute("key", DataTypes.LongType));
    output.add(attribute("moved", DataTypes.LongType));
    for (int i = 0; i < columns.measures().size(); i++) {
      output.add(attribute("m" + i, columns.measures().get(i).dataType()));
    }
    LogicalPlan plan =
        new Filter(
            new IsNotNull(output.get(0)),
            new Expand(Trees.seq(projections), Trees.seq(output), columns.plan()));
    return new LocalColumns.Columns(
        plan, output.subList(0, 1), output.subList(2, output.size()), output.get(1));
  }

  private static boolean needs(Section section, int measure) {
    return section.axis().isEmpty()
        && section.cells().stream()
            .anyMatch(c -> c.factors().contains(measure) || c.present().contains(measure));
  }

  private static Attribute attribute(String name, DataType type) {
    return new AttributeReference(
        name, type, true, Metadata.empty(), NamedExpression.newExprId(), Trees.seq());
  }

  private void subjects(Cell cell, List<Attribute> measures) {
    sums.add(
        Trees.alias(Longs.countDistinct(measures.get(cell.factors().get(0))), "d" + nextColumn));
    subjects.add(CellReader.whole(nextColumn, 0));
    nextColumn++;
  }

  private void sum(Cell cell, List<Attribute> measures) {
    List<Attribute> present = cell.present().stream().map(measures::get).toList();
    if (cell.factors().isEmpty()) {
      // One nullable measure counts by itself; several count where all are there.
      Expression counted =
          present.isEmpty()
              ? Longs.of(1)
              : present.size() == 1 ? present.get(0) : where(present, Longs.of(1));
      one(Longs.count(counted), 0);
      return;
    }
    BigInteger magnitude = BigInteger.ONE;
    for (int factor : cell.factors()) {
      magnitude = magnitude.multiply(job.measures().get(factor).magnitude());
    }
    Expression product = product(cell, measures, magnitude);
    sum(present.isEmpty() ? product : where(present, product), magnitude, scale(cell, measures));
  }

  private static Expression where(List<Attribute> present, Expression value) {
    Expression all =
        present.stream()
            .<Expression>map(IsNotNull::new)
            .reduce(org.apache.spark.sql.catalyst.expressions.And::new)
            .orElseThrow();
    return Longs.when(List.of(new Tuple2<>(all, value)), Trees.literal(null, value.dataType()));
  }

  /** NULL if a factor is; in longs where the product is short, else in decimals. */
  private Expression product(Cell cell, List<Attribute> measures, BigInteger magnitude) {
    List<Attribute> factors = cell.factors().stream().map(measures::get).toList();
    if (factors.size() == 1) {
      return factors.get(0);
    }
    boolean longs = factors.stream().allMatch(f -> f.dataType().equals(DataTypes.LongType));
    if (longs && magnitude.compareTo(LONG_LIMIT) < 0) {
      return factors.stream().map(f -> (Expression) f).reduce(Longs::times).orElseThrow();
    }
    List<Expression> decimals = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      decimals.add(decimal(job.measures().get(cell.factors().get(i)), factors.get(i)));
    }
    return decimals.stream().reduce(Longs::decimalTimes).orElseThrow();
  }

  private static Expression decimal(Measure measure, Attribute factor) {
    return factor.dataType().equals(DataTypes.LongType)
        ? Longs.cast(
            factor, DataTypes.createDecimalType(measure.magnitude().toString().length(), 0))
        : factor;
  }

  /** Digits by which the sum must be shifted to become the cell: those of factors in decimals. */
  private int scale(Cell cell, List<Attribute> measures) {
    int scale = 0;
    for (int factor : cell.factors()) {
      boolean whole = measures.get(factor).dataType().equals(DataTypes.LongType);
      scale += whole ? 0 : job.measures().get(factor).scale();
    }
    return scale;
  }

  /**
   * One sum of longs if the job's row limit allows, two sums of halves if rows are below 2^31, else
   * one sum of decimals.
   */
  private void sum(Expression value, BigInteger magnitude, int scale) {
    BigInteger rows = BigInteger.valueOf(job.limits().rows());
    if (value.dataType() instanceof org.apache.spark.sql.types.DecimalType decimal) {
      DataType wide = DataTypes.createDecimalType(DECIMAL_DIGITS, decimal.scale());
      one(Longs.sum(Longs.cast(value, wide)), scale);
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
}
