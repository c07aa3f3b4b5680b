package io.tributary.mpc.four;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.DealtPieces;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.PieceDealer;
import io.tributary.mpc.RingVector;
import io.tributary.mpc.Trial;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class PiecesTest {
  private static final int CELLS = 5;
  private static final BlockShape SHAPE = new BlockShape(CELLS, 2);

  /** Contributions dealt under commitments go through the engine: it squares their sum. */
  @Test
  void contributionsOfRepositories_takenByTheEngine_areAddedUp() {
    for (Committee committee : List.of(Committee.four(), Committee.without(2))) {
      Circuit c = new Circuit(committee);
      Num x = c.input("x", Ring.Z128, CELLS);
      c.open("square", c.multiply(x, x));
      Program program = c.build();
      Trial.repeat(
          3,
          trial -> {
            List<BigInteger> a = trial.cells(CELLS, 61);
            List<BigInteger> b = trial.cells(CELLS, 61);
            DealtPieces first = deal(a, trial);
            DealtPieces second = deal(b, trial);
            Rehearsal rehearsal =
                new Rehearsal(
                    program,
                    (int party) -> {
                      Pieces held = Pieces.of(first.of(party));
                      held.add(Pieces.of(second.of(party)));
                      return List.of(held);
                    },
                    trial.secure());
            List<BigInteger> sum = Oracle.zip(a, b, BigInteger::add);
            List<BigInteger> square = Oracle.zip(sum, sum, BigInteger::multiply);
            assertEquals(square, Clear.numbers(rehearsal.play().words("square"), Ring.Z128));
          });
    }
  }

  private static DealtPieces deal(List<BigInteger> cells, Trial trial) {
    RingVector vector = RingVector.ofIntegers(cells);
    return PieceDealer.deal(
        vector, SHAPE, trial.between(0, 3), Pedersen.ofBlockSize(2), trial.secure());
  }
}
