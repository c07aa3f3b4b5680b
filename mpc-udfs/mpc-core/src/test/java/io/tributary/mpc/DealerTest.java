package io.tributary.mpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DealerTest {
  private static final Pedersen PEDERSEN = Pedersen.ofBlockSize(8);

  @Test
  void dealing_ofAnyCells_addsUpAndOpens() {
    Trial.repeat(
        25,
        trial -> {
          int nodes = trial.between(2, 5);
          BlockShape shape = new BlockShape(trial.between(1, 30), trial.between(1, 8));
          int bits = trial.between(0, 1) == 0 ? 120 : 250;
          List<BigInteger> cells = trial.cells(shape.cells(), bits);
          int vectorNode = trial.between(0, nodes - 1);
          Dealing dealing = deal(cells, shape, nodes, vectorNode, trial);
          ScalarVector sum = ScalarVector.zeros(shape.cells());
          for (int node = 0; node < nodes; node++) {
            NodeShare share = dealing.shares().get(node);
            assertEquals(node == vectorNode, share.isVector());
            sum.addInPlace(share.shares());
            assertEquals(
                List.of(),
                PEDERSEN.invalid(
                    dealing.commitments().ofNode(node),
                    shape,
                    share.shares(),
                    share.blindings(),
                    trial.secure()));
          }
          assertEquals(ScalarVector.ofIntegers(cells), sum);
        });
  }

  @Test
  @Tag("threat-45")
  void commitmentToRest_atTheEdgesOfShortCells_equalsTheDirectOne() {
    BigInteger edge = BigInteger.ONE.shiftLeft(127);
    for (BigInteger cell :
        List.of(
            edge,
            edge.subtract(BigInteger.ONE),
            edge.negate(),
            edge.negate().subtract(BigInteger.ONE),
            ScalarField.HALF,
            ScalarField.HALF.negate(),
            BigInteger.ZERO)) {
      Trial.repeat(
          1,
          trial -> {
            BlockShape shape = new BlockShape(3, 2);
            Dealing dealing =
                deal(List.of(cell, BigInteger.ONE.negate(), cell), shape, 3, 1, trial);
            NodeShare share = dealing.shares().get(1);
            for (int block = 0; block < 2; block++) {
              int start = shape.start(block);
              assertEquals(
                  PEDERSEN.commit(
                      share.shares().slice(start, start + shape.size(block)),
                      share.blindings().get(block)),
                  dealing.commitments().at(1, block));
            }
          });
    }
  }

  /** Repository i gives 1 in cell i alone: the sum shows who was counted, and how often. */
  @Test
  @Tag("threat-19")
  void contributionReplayed_showsAsATwoInItsOwnCell() {
    int repositories = 6;
    BlockShape shape = new BlockShape(repositories, 4);
    Trial.repeat(
        5,
        trial -> {
          List<Dealing> dealings = new ArrayList<>();
          for (int i = 0; i < repositories; i++) {
            List<BigInteger> cells =
                new ArrayList<>(Collections.nCopies(repositories, BigInteger.ZERO));
            cells.set(i, BigInteger.ONE);
            dealings.add(deal(cells, shape, 3, i % 3, trial));
          }
          assertEquals(Collections.nCopies(repositories, BigInteger.ONE), open(dealings, shape));
          Collections.rotate(dealings, trial.between(1, repositories - 1));
          assertEquals(Collections.nCopies(repositories, BigInteger.ONE), open(dealings, shape));

          int replayed = trial.between(0, repositories - 1);
          List<BigInteger> once = open(List.of(dealings.get(replayed)), shape);
          dealings.add(dealings.get(replayed));
          List<BigInteger> counted = open(dealings, shape);
          for (int cell = 0; cell < repositories; cell++) {
            assertEquals(BigInteger.ONE.add(once.get(cell)), counted.get(cell));
          }
        });
  }

  @Test
  @Tag("threat-19")
  void shareReplayedAtOneNode_doesNotOpenThatNodesProduct() {
    BlockShape shape = new BlockShape(5, 4);
    Trial.repeat(
        3,
        trial -> {
          List<CommitmentTable> tables = new ArrayList<>();
          ScalarVector sum = ScalarVector.zeros(5);
          ScalarVector blindings = ScalarVector.zeros(2);
          for (int i = 0; i < 3; i++) {
            Dealing dealing = deal(trial.cells(5, 40), shape, 3, i, trial);
            tables.add(dealing.commitments());
            for (int times = i == 2 ? 2 : 1; times > 0; times--) {
              sum.addInPlace(dealing.shares().get(0).shares());
              blindings.addInPlace(dealing.shares().get(0).blindings());
            }
          }
          assertEquals(
              List.of(0, 1),
              PEDERSEN.invalid(
                  CommitmentTable.product(tables, 0), shape, sum, blindings, trial.secure()));
        });
  }

  @Test
  @Tag("threat-35")
  void shares_ofTwoDifferentInputs_haveTheSameDistribution() {
    BlockShape shape = BlockShape.standard(6000);
    List<BigInteger> zeros = Collections.nCopies(shape.cells(), BigInteger.ZERO);
    List<BigInteger> large =
        Collections.nCopies(shape.cells(), BigInteger.ONE.shiftLeft(119).subtract(BigInteger.ONE));
    Trial.repeat(
        1,
        trial -> {
          List<NodeShare> ofZeros = deal(zeros, shape, 3, 2, Pedersen.standard(), trial).shares();
          List<NodeShare> ofLarge = deal(large, shape, 3, 2, Pedersen.standard(), trial).shares();
          for (int node = 0; node < 3; node++) {
            ScalarVector a = ofZeros.get(node).shares();
            ScalarVector b = ofLarge.get(node).shares();
            for (int place = -1; place < 30; place++) {
              long[] histogramA = ChiSquare.histogram(a, place);
              long[] histogramB = ChiSquare.histogram(b, place);
              String where = "node " + node + ", place " + place;
              assertTrue(ChiSquare.between(histogramA, histogramB) < ChiSquare.LIMIT, where);
              assertTrue(ChiSquare.fromUniform(histogramA) < ChiSquare.LIMIT, where);
              assertTrue(ChiSquare.fromUniform(histogramB) < ChiSquare.LIMIT, where);
            }
          }
          // The statistic does tell the inputs apart where they are not hidden.
          long[] bare = ChiSquare.histogram(ScalarVector.ofIntegers(large), 0);
          assertTrue(
              ChiSquare.between(bare, ChiSquare.histogram(ScalarVector.ofIntegers(zeros), 0))
                  > ChiSquare.LIMIT);
        });
  }

  @Test
  void dealing_twiceOfTheSameCells_sharesNothing() {
    Trial.repeat(
        3,
        trial -> {
          BlockShape shape = new BlockShape(4, 2);
          List<BigInteger> cells = trial.cells(4, 60);
          Dealing first = deal(cells, shape, 3, 2, trial);
          Dealing second = deal(cells, shape, 3, 2, trial);
          for (int node = 0; node < 3; node++) {
            assertNotEquals(first.shares().get(node).shares(), second.shares().get(node).shares());
            assertNotEquals(first.commitments().at(node, 0), second.commitments().at(node, 0));
          }
        });
  }

  @Test
  void dealing_ofWrongShape_isRefused() {
    Trial.repeat(
        1,
        trial -> {
          BlockShape shape = new BlockShape(4, 2);
          Refusals.refused(
              MpcException.Code.SHAPE_MISMATCH, () -> deal(trial.cells(5, 9), shape, 3, 0, trial));
          Refusals.refused(
              MpcException.Code.OUT_OF_RANGE, () -> deal(trial.cells(4, 9), shape, 1, 0, trial));
          assertThrows(
              IndexOutOfBoundsException.class, () -> deal(trial.cells(4, 9), shape, 3, 3, trial));
          Refusals.refused(
              MpcException.Code.SHAPE_MISMATCH,
              () -> deal(trial.cells(9, 9), new BlockShape(9, 9), 3, 0, trial));
        });
  }

  private static List<BigInteger> open(List<Dealing> dealings, BlockShape shape) {
    ScalarVector total = ScalarVector.zeros(shape.cells());
    for (int node = 0; node < 3; node++) {
      for (Dealing dealing : dealings) {
        total.addInPlace(dealing.shares().get(node).shares());
      }
    }
    List<BigInteger> cells = new ArrayList<>();
    for (int i = 0; i < total.length(); i++) {
      cells.add(total.signed(i));
    }
    return cells;
  }

  private static Dealing deal(
      List<BigInteger> cells, BlockShape shape, int nodes, int vectorNode, Trial trial) {
    return deal(cells, shape, nodes, vectorNode, PEDERSEN, trial);
  }

  private static Dealing deal(
      List<BigInteger> cells,
      BlockShape shape,
      int nodes,
      int vectorNode,
      Pedersen pedersen,
      Trial trial) {
    return Dealer.deal(
        ScalarVector.ofIntegers(cells), shape, nodes, vectorNode, pedersen, trial.secure());
  }
}
