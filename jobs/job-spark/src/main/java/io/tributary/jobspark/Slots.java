package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.Domain;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.LeftOuter$;
import org.apache.spark.sql.catalyst.plans.logical.BROADCAST$;
import org.apache.spark.sql.catalyst.plans.logical.HintInfo;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.JoinHint;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import scala.Option;
import scala.Tuple2;

/**
 * From a row to the index of its group, as an integer expression: by comparison for short domains,
 * by subtraction for runs of integers, by a broadcast table of the public domain for long ones.
 */
final class Slots {
  private static final int MAX_BRANCHES = 48;

  /** A domain that is looked up, once for each expression. */
  private record Lookup(Domain domain, Expression value, Expression slot) {}

  private final List<Lookup> lookups = new ArrayList<>();
  private LogicalPlan plan;

  Slots(LogicalPlan plan) {
    this.plan = plan;
  }

  /** The plan below, with the joins that long domains need. */
  LogicalPlan plan() {
    return plan;
  }

  /** The group index; the last dimension is the fastest. */
  Expression index(List<Dimension> dimensions, List<Expression> grouping) {
    Expression index = Longs.integer(0);
    for (int i = 0; i < dimensions.size(); i++) {
      Expression slot = slot(dimensions.get(i), grouping.get(i));
      index =
          i == 0
              ? slot
              : Longs.plus(Longs.times(index, Longs.integer(dimensions.get(i).slots())), slot);
    }
    return index;
  }

  private Expression slot(Dimension dimension, Expression value) {
    List<Tuple2<Expression, Expression>> branches = new ArrayList<>();
    if (dimension.nullable()) {
      branches.add(new Tuple2<>(new IsNull(value), Longs.integer(dimension.nullSlot())));
    }
    if (isRun(dimension)) {
      branches.add(run(dimension, value));
    } else if (dimension.values().size() > MAX_BRANCHES) {
      Expression found = lookup(dimension, value);
      branches.add(
          new Tuple2<>(new org.apache.spark.sql.catalyst.expressions.IsNotNull(found), found));
    } else {
      for (int slot = 0; slot < dimension.values().size(); slot++) {
        if (slot != dimension.otherSlot()) {
          Expression known = Types.literal(dimension.type(), dimension.values().get(slot));
          branches.add(new Tuple2<>(new EqualTo(value, known), Longs.integer(slot)));
        }
      }
    }
    // Without another place to go, no value is outside the domain; the compiler has shown it.
    return Longs.when(branches, Longs.integer(Math.max(0, dimension.otherSlot())));
  }

  private static boolean isRun(Dimension dimension) {
    if (!dimension.type().isInteger()) {
      return false;
    }
    long first = (Long) dimension.values().get(0);
    for (int i = 0; i < dimension.values().size(); i++) {
      if ((Long) dimension.values().get(i) != first + i) {
        return false;
      }
    }
    return true;
  }

  private static Tuple2<Expression, Expression> run(Dimension dimension, Expression value) {
    Expression number = Longs.cast(value, DataTypes.LongType);
    long first = (Long) dimension.values().get(0);
    long last = (Long) dimension.values().get(dimension.values().size() - 1);
    return new Tuple2<>(
        new And(
            new GreaterThanOrEqual(number, Longs.of(first)),
            new LessThanOrEqual(number, Longs.of(last))),
        Longs.cast(Longs.minus(number, Longs.of(first)), DataTypes.IntegerType));
  }

  private Expression lookup(Dimension dimension, Expression value) {
    return lookups.stream()
        .filter(l -> l.domain().equals(dimension.domain()) && l.value().semanticEquals(value))
        .findFirst()
        .map(Lookup::slot)
        .orElseGet(() -> join(dimension, value));
  }

  private Expression join(Dimension dimension, Expression value) {
    AttributeReference key = attribute("value", Types.spark(dimension.type()));
    AttributeReference slot = attribute("slot", DataTypes.IntegerType);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < dimension.values().size(); i++) {
      rows.add(RowFactory.create(external(dimension, i), i));
    }
    List<Attribute> columns = List.of(key, slot);
    LogicalPlan domain =
        LocalRelation$.MODULE$.fromExternalRows(Trees.seq(columns), Trees.seq(rows));
    plan =
        new Join(
            plan,
            domain,
            LeftOuter$.MODULE$,
            Option.apply(new EqualTo(value, key)),
            new JoinHint(
                Option.empty(), Option.apply(new HintInfo(Option.apply(BROADCAST$.MODULE$)))));
    lookups.add(new Lookup(dimension.domain(), value, slot));
    return slot;
  }

  private static Object external(Dimension dimension, int i) {
    return org.apache.spark.sql.catalyst.CatalystTypeConverters.convertToScala(
        Types.literal(dimension.type(), dimension.values().get(i)).value(),
        Types.spark(dimension.type()));
  }

  private static AttributeReference attribute(String name, DataType type) {
    return new AttributeReference(
        name, type, true, Metadata.empty(), NamedExpression.newExprId(), Trees.seq());
  }
}
