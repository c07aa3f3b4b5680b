package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.JobPackage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
  private static final String YAML =
      """
      name: sums
      title: Sums
      inputs:
        sales:
          columns:
            money: {type: "decimal(8,2)", bounds: [0, 1000]}
      """;

  @TempDir Path folder;

  private final AtomicInteger jobs = new AtomicInteger();
  private final SparkListener counter =
      new SparkListener() {
        @Override
        public void onJobStart(SparkListenerJobStart start) {
          jobs.incrementAndGet();
        }
      };

  @BeforeEach
  void count() {
    TestSession.get().sparkContext().addSparkListener(counter);
  }

  @AfterEach
  void stopCounting() {
    TestSession.get().sparkContext().removeSparkListener(counter);
  }

  /** What an agent does before it refuses: with a session that stands, none of it runs there. */
  @Test
  @Tag("threat-2")
  void refusedDefinition_sessionIsWarm_noSparkJobRuns() throws Exception {
    SparkSession session = TestSession.get();
    WarmUp.run(() -> session, Tables.of(Map.of()));
    settle(session);
    assertTrue(jobs.getAndSet(0) > 0, "the rehearsal is seen by the counter");
    SparkCells cells = new SparkCells(() -> session, Tables.of(Map.of()));
    JobPackage altered = job("SELECT sum(money) + 1 AS m FROM sales");
    JobPackage bad = job("SELECT reflect('java.lang.System', 'lineSeparator') FROM sales");
    cells.compile(altered);
    assertThrows(CompileException.class, () -> cells.compile(bad));
    settle(session);
    assertEquals(0, jobs.get());
  }

  @Test
  void run_tableThatIsNone_isOnlySaid() throws Exception {
    Path none = Files.createDirectories(folder.resolve("none/_delta_log"));
    WarmUp.run(TestSession::get, Tables.in(none.getParent().getParent()));
  }

  @Test
  void run_noSessionToBeHad_isOnlySaid() {
    WarmUp.run(
        () -> {
          throw new IllegalStateException("no cluster");
        },
        Tables.of(Map.of()));
  }

  private static JobPackage job(String sql) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(JobPackage.DEFINITION, YAML.getBytes(StandardCharsets.UTF_8));
    files.put(JobPackage.QUERY, sql.getBytes(StandardCharsets.UTF_8));
    files.put(JobPackage.COMPILED, "{}".getBytes(StandardCharsets.UTF_8));
    files.put(JobPackage.README, "Sums.".getBytes(StandardCharsets.UTF_8));
    return JobPackage.of(files);
  }

  /** Until everything that has happened has been told to listeners. */
  private static void settle(SparkSession session) throws TimeoutException {
    session.sparkContext().listenerBus().waitUntilEmpty();
  }
}
