package io.tributary.protocol.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.Refused;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.fake.Seeds;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OpenRunTest {
  private final long seed = Seeds.next("OpenRunTest");
  private final Random random = new Random(seed);

  @Test
  void run_ofHonestNodes_opensToTheSumsOfCells() {
    List<List<BigInteger>> cells = List.of(cells(), cells());
    Deal deal = new Deal(Seeds.random(seed), cells);
    List<BigInteger> expected = new ArrayList<>();
    for (int i = 0; i < Deal.SHAPE.cells(); i++) {
      expected.add(cells.get(0).get(i).add(cells.get(1).get(i)));
    }
    assertEquals(new OpenedAnswer.Cells(expected), open(deal, -1, 0), "seed " + seed);
  }

  @Test
  @Tag("threat-36")
  void run_whereANodeShiftsOneCell_namesThatNodeAndBlock() {
    Deal deal = new Deal(Seeds.random(seed), List.of(cells(), cells()));
    for (int node = 0; node < Deal.NODES; node++) {
      for (int cell : new int[] {0, 5, 9}) {
        assertEquals(
            new OpenedAnswer.Mismatch(deal.roster.nodes().get(node), cell / 4),
            open(deal, node, cell),
            "seed " + seed);
      }
    }
  }

  @Test
  void run_withACellBeyondAnyHonestSum_isRefused() {
    List<BigInteger> huge = new ArrayList<>(cells());
    huge.set(3, BigInteger.ONE.shiftLeft(120));
    Deal deal = new Deal(Seeds.random(seed), List.of(huge));
    Refused.with(Code.OUT_OF_RANGE, () -> open(deal, -1, 0));
  }

  private static OpenedAnswer open(Deal deal, int liar, int cell) {
    List<NodeOutput> outputs = new ArrayList<>();
    for (int node = 0; node < Deal.NODES; node++) {
      List<BigInteger> change =
          new ArrayList<>(Collections.nCopies(Deal.SHAPE.cells(), BigInteger.ZERO));
      if (node == liar) {
        change.set(cell, BigInteger.ONE);
      }
      byte[] payload = deal.output(node, ScalarVector.ofIntegers(change));
      outputs.add(
          new NodeOutput(deal.roster.nodes().get(node), OutputPayload.read(payload, Deal.SHAPE)));
    }
    return OpenRun.open(outputs, deal.tables(), Deal.SHAPE, Deal.PEDERSEN, deal.random);
  }

  private List<BigInteger> cells() {
    List<BigInteger> cells = new ArrayList<>();
    for (int i = 0; i < Deal.SHAPE.cells(); i++) {
      BigInteger size = new BigInteger(1 + random.nextInt(118), random);
      cells.add(random.nextBoolean() ? size : size.negate());
    }
    return cells;
  }
}
