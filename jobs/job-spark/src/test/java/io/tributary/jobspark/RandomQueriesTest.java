package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/**
 * Random queries over random rows: the federated answer is plain Spark's. {@code
 * -Drandom.queries=10000} makes many, {@code -Drandom.seed} picks where they start; each query has
 * a seed of its own, the start plus its number.
 */
class RandomQueriesTest {
  private static final int QUERIES = Integer.getInteger("random.queries", 300);
  private static final long SEED = Long.getLong("random.seed", 20261121);
  private static final int[] PARTS = {1, 2, 3, 7};
  private static final int KEPT = 20;

  private final SparkSession session = Trial.interpreted();
  private final List<String> differences = new ArrayList<>();
  private int refused;
  private int failed;
  private int inexact;

  @Test
  void answer_randomQueries_equalPlainSpark() {
    long start = System.nanoTime();
    for (int i = 0; i < QUERIES && differences.size() < KEPT; i++) {
      run(SEED + i);
    }
    System.out.printf(
        "%d random queries from seed %d: %d refused, %d failed in both, Spark inexact in %d, %.1f"
            + " s%n",
        QUERIES, SEED, refused, failed, inexact, (System.nanoTime() - start) / 1e9);
    assertEquals(List.of(), differences, () -> String.join("\n\n", differences));
    assertTrue(refused < QUERIES / 2, "more than half were refused");
  }

  private void run(long seed) {
    RandomQuery query = new QueryGenerator(new Random(seed)).query();
    Optional<String> difference = difference(seed, query, true);
    if (difference.isPresent()) {
      RandomQuery least = shrunk(seed, query);
      String text =
          "seed "
              + seed
              + "\n"
              + query.sql()
              + "\nshrunk to\n"
              + least.job()
              + least.sql()
              + "\n"
              + difference(seed, least, false).orElseThrow();
      System.out.println(text + "\n");
      differences.add(text);
    }
  }

  private RandomQuery shrunk(long seed, RandomQuery query) {
    for (RandomQuery smaller : query.smaller()) {
      if (difference(seed, smaller, false).isPresent()) {
        return shrunk(seed, smaller);
      }
    }
    return query;
  }

  private Optional<String> difference(long seed, RandomQuery query, boolean counted) {
    Random random = new Random(~seed);
    List<Row> rows = Visits.nasty(random, random.nextInt(4) == 0 ? random.nextInt(4) : 60);
    int parts = PARTS[random.nextInt(PARTS.length)];
    Trial trial;
    try {
      trial = new Trial(session, Visits.job(query.job()), query.sql());
    } catch (CompileException e) {
      refused += counted ? 1 : 0;
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of("compiler: " + trace(e));
    }
    Object pooled = outcome(() -> trial.pooled(rows, Map.of()));
    Object federated =
        outcome(() -> trial.federated(List.of(Visits.split(rows, parts)), Map.of()).get(0));
    if (federated instanceof Answer b) {
      if (pooled instanceof Answer a && b.difference(a).isEmpty()) {
        return Optional.empty();
      }
      // Spark's floating point may be off, or fail; then exact aggregates have to agree.
      inexact += counted ? 1 : 0;
      pooled = outcome(() -> trial.pooledExactly(rows, Map.of()));
    }
    if (pooled instanceof Answer a && federated instanceof Answer b) {
      return b.difference(a).map(d -> d + "\n" + b.toJson() + "\n" + a.toJson());
    }
    if (pooled instanceof SparkThrowable && federated instanceof JobException) {
      failed += counted ? 1 : 0;
      return Optional.empty();
    }
    return Optional.of("pooled: " + text(pooled) + "\nfederated: " + text(federated));
  }

  private interface Computation {
    Answer run() throws Exception;
  }

  /** An answer or an exception. */
  private static Object outcome(Computation computation) {
    try {
      return computation.run();
    } catch (Exception e) {
      return e;
    }
  }

  private static String text(Object outcome) {
    return outcome instanceof Answer answer ? answer.toJson() : trace((Exception) outcome);
  }

  private static String trace(Exception e) {
    StringBuilder text = new StringBuilder(e.toString().lines().limit(4).toList().toString());
    for (int i = 0; i < Math.min(8, e.getStackTrace().length); i++) {
      text.append("\n    ").append(e.getStackTrace()[i]);
    }
    return text.toString();
  }
}
