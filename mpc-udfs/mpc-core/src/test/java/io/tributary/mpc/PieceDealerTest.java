package io.tributary.mpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PieceDealerTest {
  private static final Pedersen PEDERSEN = Pedersen.ofBlockSize(8);

  @Test
  void pieces_ofAnyTwoNodes_addUpAndOpen() {
    Trial.repeat(
        15,
        trial -> {
          BlockShape shape = new BlockShape(trial.between(1, 30), trial.between(1, 8));
          RingVector cells = RingVector.ofIntegers(trial.cells(shape.cells(), 120));
          try (DealtPieces dealt = deal(cells, shape, trial.between(0, 3), trial)) {
            int first = trial.between(0, 3);
            ReplicatedShare share = dealt.of(first);
            RingVector sum = dealt.of((first + 1) % 4).pieces().get(first).cells();
            share.pieces().values().forEach(piece -> sum.addInPlace(piece.cells()));
            assertEquals(cells, sum);
            PieceCheck.Held held = new PieceCheck.Held(dealt.commitments(), share);
            assertEquals(List.of(), PieceCheck.invalid(PEDERSEN, List.of(held), trial.secure()));
          }
        });
  }

  /** Pieces are committed to as the integers that they are, not reduced with a sign. */
  @Test
  @Tag("threat-45")
  void commitmentToPieces_atTheEdges_isThatToIntegers() {
    Trial.repeat(
        1,
        trial -> {
          BigInteger top = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
          List<BigInteger> integers =
              List.of(
                  top, BigInteger.ZERO, top.shiftRight(1), top.shiftRight(1).add(BigInteger.ONE));
          RingVector ring =
              RingVector.ofIntegers(integers.stream().map(PieceDealerTest::signed).toList());
          ScalarVector blindings = ScalarVector.zeros(1);
          assertEquals(
              PEDERSEN.commit(Trial.vector(integers), BigInteger.ZERO),
              PEDERSEN.commitAll(new BlockShape(4, 4), ring, blindings).get(0));
        });
  }

  private static BigInteger signed(BigInteger piece) {
    return piece.testBit(127) ? piece.subtract(BigInteger.ONE.shiftLeft(128)) : piece;
  }

  @Test
  @Tag("threat-35")
  void pieces_ofTwoDifferentInputs_haveTheSameDistribution() {
    BlockShape shape = BlockShape.standard(6000);
    RingVector zeros = RingVector.zeros(shape.cells());
    BigInteger top = BigInteger.ONE.shiftLeft(120).subtract(BigInteger.ONE);
    RingVector large = RingVector.ofIntegers(Collections.nCopies(shape.cells(), top));
    Trial.repeat(
        1,
        trial -> {
          // All that node 1 holds, and by node 0's share the piece that node 1 lacks.
          for (int node = 0; node < 2; node++) {
            ReplicatedShare ofZeros =
                PieceDealer.deal(zeros, shape, 2, Pedersen.standard(), trial.secure()).of(node);
            ReplicatedShare ofLarge =
                PieceDealer.deal(large, shape, 2, Pedersen.standard(), trial.secure()).of(node);
            for (int piece : ofZeros.pieces().keySet()) {
              byte[] a = ofZeros.pieces().get(piece).cells().toBytes();
              byte[] b = ofLarge.pieces().get(piece).cells().toBytes();
              for (int place = 0; place < RingVector.BYTES; place++) {
                long[] histogramA = ChiSquare.histogram(a, RingVector.BYTES, place);
                long[] histogramB = ChiSquare.histogram(b, RingVector.BYTES, place);
                String where = "node " + node + ", piece " + piece + ", place " + place;
                assertTrue(ChiSquare.between(histogramA, histogramB) < ChiSquare.LIMIT, where);
                assertTrue(ChiSquare.fromUniform(histogramA) < ChiSquare.LIMIT, where);
                assertTrue(ChiSquare.fromUniform(histogramB) < ChiSquare.LIMIT, where);
              }
            }
          }
        });
  }

  /** Three pieces together, the most that a node has, say nothing either. */
  @Test
  @Tag("threat-35")
  void sumOfThePiecesOfANode_isUniform() {
    BlockShape shape = BlockShape.standard(6000);
    RingVector cells =
        RingVector.ofIntegers(Collections.nCopies(shape.cells(), BigInteger.valueOf(-3)));
    Trial.repeat(
        1,
        trial -> {
          DealtPieces dealt =
              PieceDealer.deal(cells, shape, 3, Pedersen.standard(), trial.secure());
          for (int node = 0; node < 4; node++) {
            RingVector sum = RingVector.zeros(shape.cells());
            dealt.of(node).pieces().values().forEach(piece -> sum.addInPlace(piece.cells()));
            for (int place = 0; place < RingVector.BYTES; place++) {
              long[] bins = ChiSquare.histogram(sum.toBytes(), RingVector.BYTES, place);
              assertTrue(ChiSquare.fromUniform(bins) < ChiSquare.LIMIT, "node " + node);
            }
          }
        });
  }

  @Test
  @Tag("threat-35")
  void expansion_acrossBlocks_neverRepeatsAPiece() {
    Trial.repeat(
        3,
        trial -> {
          BlockShape shape = new BlockShape(3000, 7);
          Seed seed = Seed.random(trial.secure());
          byte[] bytes = seed.piece(shape).toBytes();
          Set<String> seen = new HashSet<>();
          for (int at = 0; at < bytes.length; at += RingVector.BYTES) {
            assertTrue(seen.add(new BigInteger(bytes, at, RingVector.BYTES).toString()));
          }
          BlockShape shorter = new BlockShape(20, 7);
          RingVector prefix = RingVector.fromBytes(Arrays.copyOf(bytes, 20 * 16));
          assertEquals(prefix, seed.piece(shorter));
        });
  }

  @Test
  void dealing_twiceOfTheSameCells_sharesNothing() {
    Trial.repeat(
        3,
        trial -> {
          BlockShape shape = new BlockShape(4, 2);
          RingVector cells = RingVector.ofIntegers(trial.cells(4, 60));
          DealtPieces first = deal(cells, shape, 2, trial);
          DealtPieces second = deal(cells, shape, 2, trial);
          for (int piece = 1; piece < 4; piece++) {
            assertNotEquals(
                first.of(0).pieces().get(piece).cells(), second.of(0).pieces().get(piece).cells());
            assertNotEquals(first.commitments().at(piece, 0), second.commitments().at(piece, 0));
          }
        });
  }

  @Test
  void dealing_ofWrongShape_isRefused() {
    Trial.repeat(
        1,
        trial -> {
          BlockShape shape = new BlockShape(4, 2);
          RingVector five = RingVector.zeros(5);
          Refusals.refused(MpcException.Code.SHAPE_MISMATCH, () -> deal(five, shape, 0, trial));
          Refusals.refused(
              MpcException.Code.SHAPE_MISMATCH,
              () -> deal(RingVector.zeros(9), new BlockShape(9, 9), 0, trial));
          assertThrows(
              IndexOutOfBoundsException.class, () -> deal(RingVector.zeros(4), shape, 4, trial));
          Refusals.refused(
              MpcException.Code.SHAPE_MISMATCH,
              () -> Piece.ofVector(shape, Seed.random(trial.secure()), five));
        });
  }

  @Test
  void replicatedShare_ofOtherPiecesThanANodeHas_isRefused() {
    Trial.repeat(
        1,
        trial -> {
          BlockShape shape = new BlockShape(4, 2);
          Piece piece = Piece.ofSeed(shape, Seed.random(trial.secure()));
          Piece other = Piece.ofSeed(new BlockShape(5, 2), Seed.random(trial.secure()));
          MpcException.Code range = MpcException.Code.OUT_OF_RANGE;
          for (Map<Integer, Piece> bad :
              List.of(
                  Map.<Integer, Piece>of(),
                  Map.of(0, piece, 1, piece),
                  Map.of(0, piece, 1, piece, 2, piece),
                  Map.of(0, piece, 1, piece, 2, piece, 3, piece),
                  Map.of(0, piece, 1, piece, 4, piece),
                  Map.of(-1, piece, 0, piece, 1, piece))) {
            Refusals.refused(range, () -> new ReplicatedShare(2, bad));
          }
          Map<Integer, Piece> good = Map.of(0, piece, 1, piece, 2, piece);
          assertEquals(shape, new ReplicatedShare(3, good).shape());
          Refusals.refused(range, () -> new ReplicatedShare(4, good));
          Refusals.refused(range, () -> new ReplicatedShare(-1, good));
          Refusals.refused(
              MpcException.Code.SHAPE_MISMATCH,
              () -> new ReplicatedShare(3, Map.of(0, piece, 1, piece, 2, other)));
        });
  }

  private static DealtPieces deal(
      RingVector cells, BlockShape shape, int vectorPiece, Trial trial) {
    return PieceDealer.deal(cells, shape, vectorPiece, PEDERSEN, trial.secure());
  }
}
