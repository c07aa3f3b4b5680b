package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobPackage;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TPC-H queries 1 and 6 as they are in the catalogue, over generated line items. */
class TpchTest {
  private static final Path CATALOGUE = Path.of("..", "catalog");
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "l_returnflag string not null, l_linestatus string not null, l_quantity decimal(12,2),"
              + " l_extendedprice decimal(12,2), l_discount decimal(12,2), l_tax decimal(12,2),"
              + " l_shipdate date");

  @ParameterizedTest
  @CsvSource({
    "tpch-q1, 0.001", "tpch-q1, 0.002", "tpch-q1, 0.005",
    "tpch-q6, 0.001", "tpch-q6, 0.002", "tpch-q6, 0.005"
  })
  void catalogueQuery_overFederations_equalsPlainSpark(String name, double scale)
      throws IOException {
    JobPackage job = JobPackage.read(CATALOGUE.resolve(name));
    Trial trial = new Trial(TestSession.get(), SCHEMA, job.definition(), job.sql());
    List<LineItem> items = new ArrayList<>();
    new LineItemGenerator(scale, 1, 1).forEach(items::add);
    List<List<List<Row>>> federations =
        IntStream.of(1, 2, 3, 7).mapToObj(parts -> split(items, parts)).toList();
    Answer pooled = trial.pooled(federations.get(0).get(0), Map.of());
    assertEquals(name.equals("tpch-q1") ? 4 : 1, pooled.rows().size());
    for (Answer answer :
        trial.federated(Sessions.exact(TestSession.get()), federations, Map.of())) {
      assertEquals(Optional.empty(), answer.difference(pooled), answer::toJson);
    }
  }

  /** By supplier: most at the first, none at the second of several. */
  private static List<List<Row>> split(List<LineItem> items, int parts) {
    List<List<Row>> all = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      all.add(new ArrayList<>());
    }
    for (LineItem item : items) {
      int place = (int) (item.getSupplierKey() % (2L * parts));
      int part = place >= parts || place == 1 ? 0 : place;
      all.get(part).add(row(item));
    }
    return all;
  }

  private static Row row(LineItem item) {
    return RowFactory.create(
        item.getReturnFlag(),
        item.getStatus(),
        BigDecimal.valueOf(item.getQuantity()).setScale(2),
        BigDecimal.valueOf(item.getExtendedPriceInCents(), 2),
        BigDecimal.valueOf(item.getDiscountPercent(), 2),
        BigDecimal.valueOf(item.getTaxPercent(), 2),
        LocalDate.ofEpochDay(item.getShipDate()));
  }
}
