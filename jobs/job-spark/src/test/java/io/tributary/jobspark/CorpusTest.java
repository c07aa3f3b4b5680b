package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobDefinition;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The corpus in {@code src/test/resources/corpus}. Each query is run
 *
 * <ul>
 *   <li>over nasty rows by federations of 1, 2, 3 and 7 repositories, uneven and with empty ones,
 *       against plain Spark over the pooled rows after the published transform;
 *   <li>if it reads several tables, over {@link Related} ones, what is below its topmost aggregate
 *       by each repository;
 *   <li>where the transform changes nothing, over clean rows by 3 repositories against {@code
 *       session.sql} over a view, with nothing of ours between the text and Spark.
 * </ul>
 *
 * <p>Doubles have to be within 1e-12 of Spark's. Where Spark's own floating point is further off,
 * or divides by zero where nothing varies (corr in ANSI mode), they have to be within 1e-12 of
 * {@link ExactAggregates}.
 */
class CorpusTest {
  private static final long SEED = 20261121;
  private static final String[] FILES = {
    "aggregates.sql", "grouped.sql", "ordered.sql", "after.sql", "rows.sql", "refused.sql"
  };

  /** Rows of each repository with several tables; federations have the first of them. */
  private static final int[] SIZES = {40, 0, 25, 3, 11, 1, 0};

  private static SparkSession plain;
  private static SparkSession generated;
  private static List<Row> nasty;
  private static List<Row> clean;
  private static List<Map<String, Dataset<Row>>> related;

  @BeforeAll
  static void rows() {
    plain = Trial.interpreted();
    generated = Sessions.exact(TestSession.get());
    nasty = Visits.nasty(new Random(SEED), 300);
    clean = Visits.clean(new Random(SEED + 1), 200);
    Related tables = new Related(new Random(SEED));
    related = IntStream.of(SIZES).mapToObj(tables::tables).toList();
    plain.createDataFrame(clean, Visits.SCHEMA).createOrReplaceTempView("t");
  }

  @AfterAll
  static void dropView() {
    plain.catalog().dropTempView("t");
  }

  static Stream<CorpusEntry> corpus() {
    return Stream.of(FILES).flatMap(file -> CorpusEntry.read(file).stream());
  }

  static Stream<CorpusEntry> sources() {
    return CorpusEntry.read("sources.sql").stream();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void query_overRelatedTables_equalsPlainSpark(CorpusEntry entry) {
    JobDefinition job = Related.job(entry.sql(), entry.declarations());
    Compilation compilation = Compiler.compilation(job, entry.sql(), Related.files(job));
    Federation federation = new Federation(plain, job, compilation);
    PooledQuery oracle = new PooledQuery(plain, plain, job, compilation);
    List<List<BigInteger>> cells =
        related.stream().map(tables -> federation.tallies(tables, Map.of()).cells()).toList();
    for (int parts : new int[] {1, 2, 3, 7}) {
      Answer federated = federation.evaluated(cells.subList(0, parts), Map.of());
      Answer pooled = oracle.answer(related.subList(0, parts), Map.of());
      assertEquals(
          Optional.empty(),
          federated.difference(pooled),
          () -> "seed " + SEED + ": " + federated.toJson() + "\n" + pooled.toJson());
    }
  }

  @Test
  void corpus_isLargeEnough() {
    assertTrue(sources().count() >= 40);
    assertTrue(corpus().filter(e -> e.key("refused").isEmpty()).count() >= 150);
    assertTrue(corpus().filter(CorpusEntry::isDirect).count() >= 100);
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void query_overFederations_equalsPlainSpark(CorpusEntry entry) {
    if (entry.key("refused").isPresent()) {
      CompileException refused =
          assertThrows(CompileException.class, () -> Compiler.compile(entry.job(), entry.sql()));
      assertTrue(refused.getMessage().contains(entry.key("refused").get()), refused::getMessage);
      return;
    }
    Trial trial = new Trial(plain, entry.job(), entry.sql());
    List<List<List<Row>>> federations =
        IntStream.of(1, 2, 3, 7).mapToObj(parts -> Visits.split(nasty, parts)).toList();
    List<Answer> answers = trial.federated(generated, federations, entry.given());
    check(trial, nasty, entry.given(), answers);
    if (entry.isDirect()) {
      Answer own = trial.federated(generated, List.of(Visits.split(clean, 3)), Map.of()).get(0);
      Answer direct = outcome(() -> direct(entry, own)).orElse(own);
      if (sorted(own).difference(sorted(direct)).isPresent()) {
        check(trial, clean, Map.of(), List.of(own));
      }
    }
  }

  private static void check(
      Trial trial, List<Row> rows, Map<String, String> given, List<Answer> answers) {
    Optional<Answer> pooled = outcome(() -> trial.pooled(rows, given));
    for (Answer answer : answers) {
      if (pooled.isEmpty() || answer.difference(pooled.get()).isPresent()) {
        Answer exact = trial.pooledExactly(rows, given);
        assertEquals(
            Optional.empty(),
            answer.difference(exact),
            () -> "seed " + SEED + ": " + answer.toJson() + "\n" + exact.toJson());
      }
    }
  }

  private interface Computation {
    Answer run() throws Exception;
  }

  /** Empty if Spark refuses. */
  private static Optional<Answer> outcome(Computation computation) {
    try {
      return Optional.of(computation.run());
    } catch (Exception e) {
      assertTrue(e instanceof SparkThrowable, e::toString);
      return Optional.empty();
    }
  }

  private static Answer direct(CorpusEntry entry, Answer own) {
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : plain.sql(entry.sql()).collectAsList()) {
      rows.add(PooledQuery.values(row));
    }
    return new Answer(own.columns(), rows);
  }

  /** Rows in an order of their own, doubles by their first digits. */
  private static Answer sorted(Answer answer) {
    Comparator<List<Object>> order = Comparator.comparing(row -> text(row));
    return new Answer(answer.columns(), answer.rows().stream().sorted(order).toList());
  }

  private static String text(List<Object> row) {
    StringBuilder text = new StringBuilder();
    for (Object value : row) {
      text.append(value instanceof Double d ? String.format("%.6e", d) : value).append('|');
    }
    return text.toString();
  }
}
