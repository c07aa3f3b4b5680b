package io.tributary.mpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.mpc.PieceCheck.Held;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PieceCheckTest {
  private static final Pedersen PEDERSEN = Pedersen.ofBlockSize(4);

  @Test
  void contributionsOfSeveralShapes_honest_allOpen() {
    Trial.repeat(
        10,
        trial -> {
          List<Held> held = new ArrayList<>();
          for (int i = trial.between(0, 5); i > 0; i--) {
            held.add(held(trial.between(0, 3), trial.between(1, 20), trial));
          }
          assertEquals(List.of(), PieceCheck.invalid(PEDERSEN, held, trial.secure()));
        });
  }

  @Test
  @Tag("threat-22")
  void anyPieceAltered_inAnyContributions_namesExactlyThem() {
    Trial.repeat(
        25,
        trial -> {
          int node = trial.between(0, 3);
          List<Held> held = new ArrayList<>();
          for (int i = 0; i < 6; i++) {
            held.add(held(node, 9, trial));
          }
          TreeSet<Integer> altered = new TreeSet<>();
          for (int i = trial.between(1, 4); i > 0; i--) {
            altered.add(trial.between(0, 5));
          }
          altered.forEach(i -> held.set(i, altered(held.get(i), trial)));
          assertEquals(List.copyOf(altered), PieceCheck.invalid(PEDERSEN, held, trial.secure()));
        });
  }

  /** +d in one piece and -d in another: the sum is right, and the cells too. */
  @Test
  @Tag("threat-22")
  void errorsThatCancel_betweenPiecesBlocksAndContributions_areCaught() {
    Trial.repeat(
        10,
        trial -> {
          BigInteger delta = trial.number(100).max(BigInteger.ONE);
          Held first = held(0, 9, trial);
          Held second = held(0, 9, trial);
          Held inPieces = plus(plus(first, 1, 0, delta), 2, 0, delta.negate());
          assertEquals(List.of(0), check(List.of(inPieces, second), trial));
          Held inBlocks = plus(plus(first, 3, 1, delta), 3, 8, delta.negate());
          assertEquals(List.of(1), check(List.of(second, inBlocks), trial));
          assertEquals(
              List.of(0, 1),
              check(List.of(plus(first, 1, 2, delta), plus(second, 1, 2, delta.negate())), trial));
        });
  }

  @Test
  @Tag("threat-22")
  void piecesSwapped_orOfAnotherContribution_areCaught() {
    Trial.repeat(
        5,
        trial -> {
          Held first = held(3, 9, trial);
          Held second = held(3, 9, trial);
          Map<Integer, Piece> pieces = first.share().pieces();
          Map<Integer, Piece> swapped =
              Map.of(0, pieces.get(1), 1, pieces.get(0), 2, pieces.get(2));
          Held turned = new Held(first.commitments(), new ReplicatedShare(3, swapped));
          assertEquals(List.of(0), check(List.of(turned, second), trial));
          Held mixed = new Held(first.commitments(), second.share());
          assertEquals(
              List.of(0, 1),
              check(List.of(mixed, new Held(second.commitments(), first.share())), trial));
        });
  }

  /** A vector that is the piece, with a seed whose blindings are not the committed ones. */
  @Test
  @Tag("threat-22")
  void rightPieceUnderAnotherSeed_isCaught() {
    Trial.repeat(
        5,
        trial -> {
          Held honest = held(2, 9, trial);
          Map<Integer, Piece> pieces = new TreeMap<>(honest.share().pieces());
          Seed other = Seed.random(trial.secure());
          pieces.put(3, Piece.ofVector(honest.share().shape(), other, pieces.get(3).cells()));
          Held wrong = new Held(honest.commitments(), new ReplicatedShare(2, pieces));
          assertEquals(List.of(0), check(List.of(wrong), trial));
        });
  }

  /** Each of the three holders may get a piece in another form; it is the same piece. */
  @Test
  void pieceSentAsASeedToOneAndAsAVectorToAnother_opensAndIsTheSame() {
    Trial.repeat(
        5,
        trial -> {
          Held honest = held(0, 9, trial);
          Map<Integer, Piece> pieces = new TreeMap<>(honest.share().pieces());
          pieces.replaceAll(
              (i, piece) -> Piece.ofVector(piece.shape(), piece.seed(), piece.cells()));
          Held other = new Held(honest.commitments(), new ReplicatedShare(0, pieces));
          assertEquals(List.of(), check(List.of(honest, other), trial));
          pieces.forEach(
              (i, piece) -> assertEquals(honest.share().pieces().get(i).cells(), piece.cells()));
        });
  }

  /**
   * A dealer that commits to a number beyond the ring, which is the same piece mod 2^128, would
   * have products that fit other cells.
   */
  @Test
  @Tag("threat-22")
  @Tag("threat-45")
  void commitmentToANumberBeyondTheRing_opensToNoPiece() {
    Trial.repeat(
        3,
        trial -> {
          Held honest = held(0, 3, trial);
          BigInteger modulus = BigInteger.ONE.shiftLeft(128);
          for (BigInteger beyond :
              List.of(modulus, modulus.negate(), modulus.shiftLeft(64), modulus.shiftLeft(126))) {
            CommitmentTable table = shifted(honest.commitments(), 2, beyond);
            assertEquals(List.of(0), check(List.of(new Held(table, honest.share())), trial));
          }
          BigInteger none = ScalarField.ORDER;
          CommitmentTable same = shifted(honest.commitments(), 2, none);
          assertEquals(List.of(), check(List.of(new Held(same, honest.share())), trial));
        });
  }

  /** The table with one more number in the first cell of a piece. */
  private static CommitmentTable shifted(CommitmentTable table, int piece, BigInteger number) {
    ScalarVector one = Trial.vector(List.of(number.mod(ScalarField.ORDER)));
    Commitment moved = table.at(piece, 0).plus(PEDERSEN.commit(one, BigInteger.ZERO));
    byte[] bytes = table.toBytes();
    System.arraycopy(moved.toBytes(), 0, bytes, piece * table.blocks() * 48, 48);
    return CommitmentTable.parse(bytes, table.nodes(), table.blocks());
  }

  @Test
  void tables_ofAnotherShape_areRefused() {
    Trial.repeat(
        1,
        trial -> {
          Held nine = held(0, 9, trial);
          Held four = held(0, 4, trial);
          MpcException.Code mismatch = MpcException.Code.SHAPE_MISMATCH;
          Refusals.refused(mismatch, () -> new Held(nine.commitments(), four.share()));
          CommitmentTable three =
              CommitmentTable.parse(Arrays.copyOf(nine.commitments().toBytes(), 9 * 48), 3, 3);
          Refusals.refused(mismatch, () -> new Held(three, nine.share()));
          Refusals.refused(
              mismatch,
              () -> PieceCheck.invalid(Pedersen.ofBlockSize(2), List.of(nine), trial.secure()));
        });
  }

  private static List<Integer> check(List<Held> held, Trial trial) {
    return PieceCheck.invalid(PEDERSEN, held, trial.secure());
  }

  private static Held held(int node, int cells, Trial trial) {
    BlockShape shape = new BlockShape(cells, 4);
    RingVector vector = RingVector.ofIntegers(trial.cells(cells, 120));
    DealtPieces dealt =
        PieceDealer.deal(vector, shape, trial.between(0, 3), PEDERSEN, trial.secure());
    return new Held(dealt.commitments(), dealt.of(node));
  }

  /** One element of one piece off by a power of two. */
  private static Held altered(Held held, Trial trial) {
    List<Integer> pieces = List.copyOf(held.share().pieces().keySet());
    BigInteger error = BigInteger.ONE.shiftLeft(trial.between(0, 126));
    return plus(held, pieces.get(trial.between(0, 2)), trial.between(0, 8), error);
  }

  private static Held plus(Held held, int piece, int cell, BigInteger error) {
    Map<Integer, Piece> pieces = new TreeMap<>(held.share().pieces());
    Piece honest = pieces.get(piece);
    BlockShape shape = honest.shape();
    List<BigInteger> errors = new ArrayList<>(Collections.nCopies(shape.cells(), BigInteger.ZERO));
    errors.set(cell, error);
    RingVector vector = honest.cells();
    vector.addInPlace(RingVector.ofIntegers(errors));
    pieces.put(piece, Piece.ofVector(shape, honest.seed(), vector));
    return new Held(held.commitments(), new ReplicatedShare(held.share().node(), pieces));
  }
}
