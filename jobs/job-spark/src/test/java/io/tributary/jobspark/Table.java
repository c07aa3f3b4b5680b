package io.tributary.jobspark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.physical.SinglePartition$;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecutionRDD;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.runtime.AbstractPartialFunction;

/**
 * Rows split among repositories, one partition a repository. Spark is told that there is a single
 * partition, so it never moves a row to another one: a plan over the table is computed within each
 * repository by itself, all of them in one Spark job.
 */
final class Table implements AutoCloseable {
  private static final Map<Integer, List<List<InternalRow>>> HELD = new ConcurrentHashMap<>();
  private static final AtomicInteger IDS = new AtomicInteger();

  private final int id = IDS.incrementAndGet();
  private final StructType schema;

  Table(StructType schema, List<List<Row>> parts) {
    this.schema = schema;
    Function1<Object, Object> converter = CatalystTypeConverters.createToCatalystConverter(schema);
    List<List<InternalRow>> all = new ArrayList<>();
    for (List<Row> part : parts) {
      all.add(part.stream().map(row -> (InternalRow) converter.apply(row)).toList());
    }
    HELD.put(id, all);
  }

  /** The rows of one repository; serializable without the rows. */
  private record Reader(int id) implements FlatMapFunction<Integer, InternalRow>, Serializable {
    @Override
    public Iterator<InternalRow> call(Integer part) {
      return HELD.get(id).get(part).iterator();
    }
  }

  LogicalPlan plan(SparkSession session) {
    int parts = HELD.get(id).size();
    JavaRDD<InternalRow> rows =
        JavaSparkContext.fromSparkContext(session.sparkContext())
            .parallelize(IntStream.range(0, parts).boxed().toList(), parts)
            .flatMap(new Reader(id));
    List<Attribute> attributes = new ArrayList<>();
    Trees.list(DataTypeUtils.toAttributes(schema)).forEach(attributes::add);
    return new LogicalRDD(
        Trees.seq(attributes),
        rows.rdd(),
        SinglePartition$.MODULE$,
        Trees.seq(),
        false,
        Option.empty(),
        (org.apache.spark.sql.classic.SparkSession) session,
        Option.empty(),
        Option.empty());
  }

  Dataset<Row> data(SparkSession session) {
    return SparkCells.ofRows(session, plan(session));
  }

  /** Runs a plan over this table within each repository; its rows by repository. */
  List<List<Row>> compute(SparkSession session, LogicalPlan plan) {
    Dataset<Row> data = SparkCells.ofRows(session, plan);
    SparkPlan local = local(((org.apache.spark.sql.classic.Dataset<Row>) data).queryExecution());
    SQLConf conf = ((org.apache.spark.sql.classic.SparkSession) session).sessionState().conf();
    Function1<Object, Object> toRow = CatalystTypeConverters.createToScalaConverter(data.schema());
    List<List<Row>> all = new ArrayList<>();
    new SQLExecutionRDD(local.execute(), conf)
        .toJavaRDD()
        .map(InternalRow::copy)
        .glom()
        .collect()
        .forEach(rows -> all.add(rows.stream().map(row -> (Row) toRow.apply(row)).toList()));
    // Where a condition is never true, Spark plans without the table.
    int parts = HELD.get(id).size();
    return all.size() == parts
        ? all
        : Collections.nCopies(parts, all.isEmpty() ? List.of() : all.get(0));
  }

  /** Without the shuffles that would bring rows of several repositories together. */
  private static SparkPlan local(QueryExecution execution) {
    return execution
        .executedPlan()
        .transformUp(
            new AbstractPartialFunction<SparkPlan, SparkPlan>() {
              @Override
              public boolean isDefinedAt(SparkPlan node) {
                return node instanceof ShuffleExchangeExec;
              }

              @SuppressWarnings("unchecked") // plans to plans
              @Override
              public <A extends SparkPlan, B> B applyOrElse(A node, Function1<A, B> other) {
                return isDefinedAt(node)
                    ? (B) ((ShuffleExchangeExec) (SparkPlan) node).child()
                    : other.apply(node);
              }
            });
  }

  @Override
  public void close() {
    HELD.remove(id);
  }
}
