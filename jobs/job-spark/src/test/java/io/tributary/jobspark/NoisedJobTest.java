package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CellNoise;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.evaluate.Evaluation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs with noise: what is compiled, what is refused, and which rows of a subject count. */
class NoisedJobTest {
  private static final long SEED =
      Long.getLong("tributary.seed", new Random().nextInt(Integer.MAX_VALUE));
  private static final String RULES =
      """
      release:
        min_subjects: 5
        min_organisations: 4
        subjects: %s
        noise: {rho: 0.5, corrupt: 1%s}
      """;
  private static final String DIMENSIONS = "dimensions: {grp: {values: [a, b, c], other: other}}\n";
  private static final String SQL =
      """
      SELECT grp, count(*) AS n, sum(price) AS s, sum(small) AS t, avg(rate) AS r,
        var_samp(small) AS v
      FROM t WHERE code < 8 GROUP BY grp
      """;

  private static JobDefinition job(String subjects, String limit) {
    return Visits.job(RULES.formatted(subjects, limit) + DIMENSIONS);
  }

  private static JobDefinition ofPeople(int rows) {
    return job("who", ", per_subject: {rows: " + rows + "}");
  }

  private static Dataset<Row> data(List<Row> rows) {
    return TestSession.get().createDataFrame(rows, Visits.SCHEMA);
  }

  private static List<BigInteger> cells(JobDefinition job, List<Row> rows) {
    return new Federation(TestSession.get(), job, SQL).tally(data(rows), Map.of()).cells();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void cellsBeforeNoise_equalPlainSparkOverTheRowsThatCount(int limit) {
    JobDefinition job = ofPeople(limit);
    CompiledJob exact = Compiler.compile(job, SQL).exact();
    List<List<Row>> parts = Visits.split(Visits.nasty(new Random(SEED), 400), 3);
    List<BigInteger> sums =
        new ArrayList<>(Collections.nCopies(exact.cellCount(), BigInteger.ZERO));
    for (List<Row> part : parts) {
      List<BigInteger> own = cells(job, part);
      for (int i = 0; i < own.size(); i++) {
        sums.set(i, sums.get(i).add(own.get(i)));
      }
    }
    Answer pooled =
        new PooledQuery(TestSession.get(), job, SQL)
            .answer(parts.stream().map(part -> Map.of("t", data(part))).toList(), Map.of());
    assertEquals(
        Optional.empty(),
        Evaluation.evaluate(exact, sums).difference(pooled),
        () -> "seed " + SEED);
  }

  @Test
  @Tag("threat-44")
  void cells_whateverTheOrderOfRows_areTheSame() {
    List<Row> rows = new ArrayList<>(Visits.nasty(new Random(SEED), 300));
    JobDefinition job = ofPeople(2);
    List<BigInteger> first = cells(job, rows);
    for (int i = 0; i < 3; i++) {
      Collections.shuffle(rows, new Random(SEED + i));
      List<BigInteger> again =
          new Federation(TestSession.get(), job, SQL)
              .tally(data(rows).repartition(1 + 3 * i), Map.of())
              .cells();
      assertEquals(first, again, () -> "seed " + SEED);
    }
  }

  /** The neighbouring data sets of the guarantee: with one person, and without. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @Tag("threat-42")
  void onePersonMore_changesNoCellByMoreThanTheNoiseIsMadeFor(int limit) {
    JobDefinition job = ofPeople(limit);
    CompiledJob compiled = Compiler.compile(job, SQL);
    Release.Noised rules = (Release.Noised) compiled.release().orElseThrow();
    List<Row> rows = Visits.nasty(new Random(SEED), 500);
    List<BigInteger> with = cells(job, rows);
    int width = compiled.sections().get(0).cells().size();
    double largest = 0;
    for (int person = 0; person < 6; person++) {
      int gone = person;
      List<BigInteger> without =
          cells(job, rows.stream().filter(r -> !Objects.equals(r.get(0), gone)).toList());
      for (int cell = 0; cell < width; cell++) {
        BigInteger squares = BigInteger.ZERO;
        for (int i = cell; i < with.size(); i += width) {
          squares = squares.add(with.get(i).subtract(without.get(i)).pow(2));
        }
        BigInteger most =
            CellNoise.sensitivity(
                rules, compiled.measures(), compiled.sections().get(0).cells().get(cell));
        assertTrue(squares.compareTo(most.pow(2)) <= 0, () -> "seed " + SEED);
        largest = Math.max(largest, squares.doubleValue() / most.pow(2).doubleValue());
      }
    }
    assertTrue(largest > 0.02, "nobody mattered, seed " + SEED);
  }

  @Test
  void rowsBeyondTheLimit_andRowsOfNobody_doNotCount() {
    List<Row> rows = Visits.nasty(new Random(SEED), 500);
    List<BigInteger> cells = cells(ofPeople(1), rows);
    int width = Compiler.compile(ofPeople(1), SQL).sections().get(0).cells().size();
    long counted = 0;
    for (int i = 0; i < cells.size(); i += width) {
      counted += cells.get(i).longValueExact();
    }
    // Codes of 8 and more are left out before the choice is made.
    long people =
        rows.stream()
            .filter(r -> !r.isNullAt(0) && !r.isNullAt(3) && r.getInt(3) < 8)
            .map(r -> r.get(0))
            .distinct()
            .count();
    assertEquals(people, counted, () -> "seed " + SEED);
  }

  @Test
  void noise_ofEachCell_followsFromBoundsLimitAndLoss() {
    CompiledJob compiled = Compiler.compile(ofPeople(3), SQL);
    List<BigInteger> variances = compiled.noise().orElseThrow().variances();
    // n; count(price), price; count(small), small, small²; count(rate), rate: in that order.
    int cells = variances.size();
    assertEquals(compiled.sections().get(0).cells().size(), cells);
    for (int i = 0; i < cells; i++) {
      BigInteger most =
          CellNoise.sensitivity(
              (Release.Noised) compiled.release().orElseThrow(),
              compiled.measures(),
              compiled.sections().get(0).cells().get(i));
      // 2 rho = 1, three honest ones: C·D²/3.
      double expected = most.doubleValue() * most.doubleValue() * cells / 3;
      assertEquals(1, variances.get(i).doubleValue() / expected, 0.05);
    }
    assertEquals(9 * cells / 3.0, variances.get(0).doubleValue(), 1);
    assertEquals(
        "keep at most 3 rows of each who, those of least hash",
        compiled.source().get(compiled.source().size() - 1));
    assertEquals(compiled, CompiledJob.parse(compiled.write()));
  }

  @Test
  void bounds_ofCells_leaveRoomForTheNoise() {
    CompiledJob noised = Compiler.compile(ofPeople(3), SQL);
    CompiledJob exact = Compiler.compile(Visits.job(DIMENSIONS), SQL);
    for (int i = 0; i < noised.sections().get(0).cells().size(); i++) {
      BigInteger room =
          noised
              .sections()
              .get(0)
              .cells()
              .get(i)
              .bound()
              .subtract(exact.sections().get(0).cells().get(i).bound());
      double sigma = Math.sqrt(noised.noise().orElseThrow().variances().get(i).doubleValue());
      assertTrue(room.doubleValue() >= 16 * sigma * 100);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count(DISTINCT who) AS p FROM t | cannot be answered with noise",
        "median(code) AS m FROM t | no order that could be read off",
        "max(code) AS m FROM t | no order that could be read off",
        "count(*) AS n FROM t JOIN t AS u ON t.who = u.who | only the rows of one table",
        "count(*) AS n FROM (SELECT * FROM t UNION ALL SELECT * FROM t) | rows of one table",
        "count(*) AS n FROM (SELECT who, sum(code) AS c FROM t GROUP BY who) | rows of one table",
        "count(*) AS n FROM t WHERE code IN (SELECT code FROM t) | only the rows of one table",
        "count(*) AS n FROM (SELECT code FROM t) | do not have the subject who",
        "sum(huge * huge) AS h FROM t | 120 bits",
      })
  void query_whoseCellsCannotBeNoised_isRefusedWithWhatToDo(String query, String told) {
    JobDefinition job = Visits.job(RULES.formatted("who", ", per_subject: {rows: 3}"));
    CompileException e =
        assertThrows(CompileException.class, () -> Compiler.compile(job, "SELECT " + query));
    assertTrue(e.getMessage().contains(told), e.getMessage());
  }

  @Test
  void noiseAboveAllRows_isRefused() {
    JobDefinition job =
        Visits.job(
            RULES
                .replace("rho: 0.5", "rho: 0.000001")
                .formatted("who", ", per_subject: {rows: 900}"));
    CompileException e =
        assertThrows(
            CompileException.class, () -> Compiler.compile(job, "SELECT sum(code) AS s FROM t"));
    assertTrue(e.getMessage().contains("would be off by up to"), e.getMessage());
  }
}
