package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.tool.TableSchema.TableColumn;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.TextPool;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Makes TPC-H line items and deals them to repositories by supplier, unevenly: the first holds
 * most. The data are synthetic, and the result says so.
 */
final class TpchStep implements Step {
  static final Set<String> ARGUMENTS = Set.of("kind", "scale", "repositories", "jobs", "into");
  private static final String TABLE = "lineitem";
  private static final int COMMENT_POOL = 1 << 20;
  private static final Map<String, Function<LineItem, Object>> COLUMNS =
      Map.ofEntries(
          Map.entry("l_orderkey", LineItem::getOrderKey),
          Map.entry("l_partkey", LineItem::getPartKey),
          Map.entry("l_suppkey", LineItem::getSupplierKey),
          Map.entry("l_linenumber", item -> (long) item.getLineNumber()),
          Map.entry("l_quantity", item -> BigDecimal.valueOf(item.getQuantity())),
          Map.entry("l_extendedprice", item -> cents(item.getExtendedPriceInCents())),
          Map.entry("l_discount", item -> cents(item.getDiscountPercent())),
          Map.entry("l_tax", item -> cents(item.getTaxPercent())),
          Map.entry("l_returnflag", LineItem::getReturnFlag),
          Map.entry("l_linestatus", LineItem::getStatus),
          Map.entry("l_shipdate", item -> LocalDate.ofEpochDay(item.getShipDate())),
          Map.entry("l_commitdate", item -> LocalDate.ofEpochDay(item.getCommitDate())),
          Map.entry("l_receiptdate", item -> LocalDate.ofEpochDay(item.getReceiptDate())),
          Map.entry("l_shipinstruct", LineItem::getShipInstructions),
          Map.entry("l_shipmode", LineItem::getShipMode));

  private final Supplier<SparkSession> sessions;
  private final Progress progress;

  TpchStep(Supplier<SparkSession> sessions, Progress progress) {
    this.sessions = sessions;
    this.progress = progress;
  }

  private static BigDecimal cents(long value) {
    return BigDecimal.valueOf(value, 2);
  }

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    int repositories = arguments.integer("repositories", 4);
    double scale = arguments.number("scale");
    TableSchema table =
        Optional.ofNullable(
                TableSchema.of(
                        arguments.paths("jobs").stream().map(JobFolders::definition).toList())
                    .get(TABLE))
            .orElseThrow(() -> ToolException.usage("none of the jobs reads " + TABLE));
    progress.say("making TPC-H line items at scale " + scale + " (synthetic)");
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < repositories; i++) {
      paths.add(Tree.table(arguments.text("into"), Split.id(i, repositories), TABLE));
    }
    ObjectNode early = JsonNodeFactory.instance.objectNode();
    describe(new long[repositories], table, early);
    progress.known(early);
    TableWriter.requireAbsent(paths);
    long[] rows = new long[repositories];
    try (Staging staging = new Staging(table.struct())) {
      generate(scale, table, rows, staging);
      staging.complete();
      write(staging, table, paths, rows);
    }
    describe(rows, table, result);
    result.put("synthetic", true);
  }

  private static void generate(double scale, TableSchema table, long[] rows, Staging staging) {
    List<Function<LineItem, Object>> readers = readers(table);
    for (LineItem item : items(scale)) {
      int owner = owner(item.getSupplierKey(), rows.length);
      staging.add(owner, readers.stream().map(r -> r.apply(item)).toArray());
      rows[owner]++;
    }
  }

  /** Nobody asks for comments: the 300 MB that they are usually taken from are left out. */
  private static LineItemGenerator items(double scale) {
    Distributions distributions = Distributions.getDefaultDistributions();
    return new LineItemGenerator(
        scale, 1, 1, distributions, new TextPool(COMMENT_POOL, distributions));
  }

  private void write(Staging staging, TableSchema table, List<Path> paths, long[] rows) {
    List<TableWriter.Part> parts = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      parts.add(new TableWriter.Part(paths.get(i), Set.of(i), false, rows[i]));
    }
    try (TableWriter writer = new TableWriter(sessions.get())) {
      writer.write(staging, table.struct(), parts);
      writer.publish();
    }
  }

  private static void describe(long[] rows, TableSchema table, ObjectNode result) {
    List<Split.Part> parts = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      parts.add(
          new Split.Part(
              Split.id(i, rows.length), "synthetic suppliers, group " + (i + 1), rows[i]));
    }
    ImportStep.describe(new Split(parts, Map.of()), List.of(table), result);
  }

  private static List<Function<LineItem, Object>> readers(TableSchema table) {
    List<Function<LineItem, Object>> readers = new ArrayList<>();
    for (TableColumn column : table.columns()) {
      Function<LineItem, Object> reader = COLUMNS.get(column.name());
      if (reader == null) {
        throw ToolException.usage("TPC-H line items have no column " + column.name());
      }
      readers.add(item -> external(column, reader.apply(item)));
    }
    return readers;
  }

  /** Through text, so that the declared type decides. */
  private static Object external(TableColumn column, Object value) {
    return new FieldParser(column).parse(1, value.toString());
  }

  /** Of every n(n+1)/2 suppliers the first repository gets n, the next n-1, the last one. */
  private static int owner(long supplier, int repositories) {
    long place = supplier % ((long) repositories * (repositories + 1) / 2);
    int owner = 0;
    while (place >= repositories - owner) {
      place -= repositories - owner;
      owner++;
    }
    return owner;
  }
}
