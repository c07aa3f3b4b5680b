package io.tributary.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cli.query.RunStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static final BenchStage STAGE =
      new BenchStage(0.2, 1_199_969, 4, 3, 2, List.of("-Xmx640m"));

  @Test
  void json_rounds_hasMediansOfPhasesAndSpreadOfRatios() {
    BenchReport report = new BenchReport(STAGE);
    report.add("q", List.of(round(2, 1), round(8, 2), round(3, 1)));
    JsonNode job = report.json().at("/jobs/0");
    assertEquals(3, job.at("/medianSeconds/compute").asDouble());
    assertEquals(8, job.at("/medianSeconds/federated").asDouble());
    assertEquals(5, job.at("/medianSeconds/constant").asDouble());
    assertEquals(7, job.at("/ratio/median").asDouble());
    assertEquals(6.5, job.at("/ratio/least").asDouble());
    assertEquals(8, job.at("/ratio/most").asDouble());
    assertEquals(3, job.at("/rounds").size());
    assertEquals(4, report.json().path("repositories").asInt());
  }

  /** Honest about what one machine can show. */
  @Test
  void words_always_sayWhatIsConstantAndWhatIsShared() {
    BenchReport report = new BenchReport(STAGE);
    report.add("q", List.of(round(2, 1)));
    String words = String.join("\n", report.words("q"));
    assertTrue(words.contains("constant: 5.00 s"), words);
    assertTrue(
        words.contains("4 repositories, 3 nodes, relay, ledger and coordinator share its 2"));
  }

  @Test
  void clock_looks_endPhasesWhenTheLastPartyIsThere() {
    long[] now = {0};
    RunClock clock = new RunClock(() -> now[0]);
    look(clock, now, 1, "ASKED", "accepted", "asked", "waiting");
    look(clock, now, 2, "ASKED", "accepted", "accepted", "waiting");
    look(clock, now, 3, "OPEN", "accepted", "accepted", "waiting");
    look(clock, now, 5, "OPEN", "contributed", "accepted", "waiting");
    look(clock, now, 7, "OPEN", "checked", "contributed", "waiting");
    look(clock, now, 8, "CLOSED", "checked", "checked", "checked");
    look(clock, now, 9, "COMPLETED", "checked", "checked", "completed");
    look(clock, now, 11, "COMPLETED", "checked", "checked", "released");
    assertEquals(
        Map.of(
            Phase.DISPATCH, 3.0,
            Phase.COMPUTE, 4.0,
            Phase.SHARE, 1.0,
            Phase.CLOSE, 0.0,
            Phase.COMBINE, 1.0,
            Phase.PROVE, 2.0),
        clock.seconds());
  }

  private static void look(
      RunClock clock, long[] now, long second, String state, String r1, String r2, String node) {
    now[0] = second * 1_000_000_000L;
    clock.look(
        new RunStatus(
            "0x1", "q", state, Map.of("r1", r1, "r2", r2), Map.of("n1", node), 1, Map.of(), ""));
  }

  /** Five seconds for all but compute. */
  private static Round round(double compute, double plain) {
    Map<Phase, Double> phases = new EnumMap<>(Phase.class);
    for (Phase phase : new ArrayList<>(List.of(Phase.values()))) {
      phases.put(phase, phase == Phase.COMPUTE ? compute : 5.0 / 6);
    }
    return new Round(phases, plain);
  }
}
