package io.tributary.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tributary.cli.demo.JobChoice.Chosen;
import io.tributary.cli.error.CliException;
import io.tributary.protocol.job.JobDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobChoiceTest {
  private static final String JOB =
      """
      name: zones
      title: Trips by zone
      inputs:
        trips:
          columns:
            zone: {type: int}
            fare: {type: "decimal(8,2)", bounds: [0, 500]}
        names:
          table: names.csv
          columns:
            zone: {type: string}
            borough: {type: string}
      limits: {rows: 1000000, seconds: 60}
      repositories: {minimum: 2, maximum: 100}
      """;

  private static List<Chosen> job() {
    JobDefinition job = JobDefinition.parse(JOB.getBytes(StandardCharsets.UTF_8));
    return List.of(new Chosen(Path.of("zones"), job));
  }

  @Test
  void requireFit_columnsOfPublicTable_areNotMissing() {
    assertEquals(job(), JobChoice.requireFit(job(), List.of("zone", "fare"), "trips.csv"));
  }

  @Test
  void requireFit_columnOfTheRepositories_isNamed() {
    CliException e =
        assertThrows(
            CliException.class,
            () -> JobChoice.requireFit(job(), List.of("zone", "borough"), "trips.csv"));
    assertEquals(true, e.toString().concat(String.valueOf(e.why())).contains("fare"), e::toString);
  }
}
