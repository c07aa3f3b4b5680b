package io.tributary.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.cli.query.Catalogue;
import io.tributary.cli.query.Session;
import io.tributary.protocol.job.JobDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundParametersTest {
  private static JobDefinition job(String name) {
    return Catalogue.definition(Path.of("../../jobs/catalog").resolve(name));
  }

  @Test
  void of_catalogueJobs_everyRoundAsksAnewAndWithinItsRange() {
    for (String name : List.of("tpch-q1", "tpch-q6")) {
      JobDefinition job = job(name);
      long distinct =
          IntStream.range(0, 20)
              .mapToObj(round -> Session.parameters(job, RoundParameters.of(job, round)))
              .distinct()
              .count();
      assertEquals(20, distinct, name);
    }
  }

  @Test
  void of_rangeWithManyValues_isTheOneThatVaries() {
    assertEquals(Map.of("delta", "62"), RoundParameters.of(job("tpch-q1"), 2));
    assertEquals(Map.of("delta", "60"), RoundParameters.of(job("tpch-q1"), 61));
    assertEquals(Map.of("date", "1993-01-03"), RoundParameters.of(job("tpch-q6"), 2));
  }
}
