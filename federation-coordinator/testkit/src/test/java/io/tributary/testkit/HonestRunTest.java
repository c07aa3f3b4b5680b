package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tributary.protocol.fake.Faults;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Ledger.RunState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs in which nobody cheats. */
final class HonestRunTest {
  @ParameterizedTest(name = "{0} repositories, {1} nodes, {2} groups in blocks of {3}")
  @CsvSource({"2,2,1,1", "3,3,3,4", "5,2,7,5", "4,5,2,256", "7,3,20,8"})
  void run_ofManyShapes_answersThePlainSum(int repositories, int nodes, int groups, int block) {
    Federation federation =
        Plan.of(Seeds.next("honest run"))
            .repositories(repositories)
            .nodes(nodes)
            .shape(groups, block)
            .start();
    Asker asker = federation.asker().ask();
    Asker.Answer answer = assertInstanceOf(Asker.Answer.class, asker.await());
    assertEquals(
        new TreeSet<>(federation.roster().repositories()), new TreeSet<>(answer.contributors()));
    assertEquals(federation.sum(answer.contributors()), answer.cells());
    assertEquals(RunState.RECEIVED, asker.receipt());
    assertEquals(List.of(), federation.broken());
  }

  @Test
  @Tag("threat-27")
  void records_ofTwoDataSets_haveTheSameSizes() {
    long seed = Seeds.next("two data sets");
    assertEquals(sizes(seed, BigInteger.ZERO), sizes(seed, BigInteger.TWO.pow(118).negate()));
  }

  /** Of everything that is published in a run of these cells, by topic. */
  private static Map<String, List<Integer>> sizes(long seed, BigInteger cell) {
    Plan plan = Plan.of(seed);
    List.of("r01", "r02", "r03").forEach(r -> plan.cells(r, Collections.nCopies(6, cell)));
    Federation federation = plan.start();
    assertInstanceOf(Asker.Answer.class, federation.asker().ask().await());
    Map<String, List<Integer>> sizes = new TreeMap<>();
    for (BusRecord item : federation.bus().published()) {
      sizes.computeIfAbsent(item.topic(), topic -> new ArrayList<>()).add(item.value().length);
    }
    sizes.values().forEach(Collections::sort);
    return sizes;
  }

  @Test
  @Tag("threat-25")
  void run_overARoughRelayWithKills_answersThePlainSum() {
    for (int i = 0; i < 20; i++) {
      Federation federation =
          Plan.of(Seeds.next("rough relay with kills")).faults(Faults.ROUGH).kills(0.02).start();
      Asker asker = federation.asker().ask();
      Asker.Answer answer = assertInstanceOf(Asker.Answer.class, asker.await());
      assertEquals(federation.sum(federation.roster().repositories()), answer.cells());
      assertEquals(List.of(), federation.broken());
    }
  }
}
