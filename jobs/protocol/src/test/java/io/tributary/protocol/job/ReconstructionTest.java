package io.tributary.protocol.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.Seed;
import io.tributary.mpc.noise.Zcdp;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reconstruction by least squares from many overlapping counts (Dinur, Nissim, Revealing
 * information while preserving privacy, 2003): the asker knows who is in which group and solves for
 * one secret bit of each person.
 */
@Tag("threat-42")
class ReconstructionTest {
  private static final long SEED = Long.getLong("tributary.seed", System.nanoTime());
  private static final int PEOPLE = 16;
  private static final int QUESTIONS = 128;
  private static final int TRIALS = 40;

  /** Of all questions together. */
  private static final Zcdp BUDGET = new Zcdp(100_000_000);

  /** No attack does better by more than this, but for five deviations of 640 guesses. */
  private static final double MOST =
      (1 + Math.sqrt(BUDGET.rho() / 2)) / 2 + 5 * 0.5 / Math.sqrt(TRIALS * PEOPLE);

  private static CellNoise noise(Zcdp loss) {
    Release.Noised rules = new Release.Noised(5, 3, Optional.empty(), loss, 1, 1, 1);
    Cell count = new Cell(Cell.Kind.SUM, List.of(), List.of(), BigInteger.TEN.pow(6));
    return CellNoise.of(rules, List.of(), List.of(count), 1).orElseThrow();
  }

  private static double answer(long exact, Optional<CellNoise> noise, SplittableRandom random) {
    List<BigInteger> cells = List.of(BigInteger.valueOf(exact));
    if (noise.isPresent()) {
      for (int repository = 0; repository < 3; repository++) {
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        cells = noise.get().added(cells, Seed.of(seed));
      }
    }
    return cells.get(0).doubleValue();
  }

  /** The part of all bits that the asker gets right. */
  private static double guessed(Optional<CellNoise> noise) {
    System.out.println("ReconstructionTest: seed " + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    int right = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      int[] secret = random.ints(PEOPLE, 0, 2).toArray();
      double[][] equations = new double[PEOPLE][PEOPLE + 1];
      for (int question = 0; question < QUESTIONS; question++) {
        int[] group = random.ints(PEOPLE, 0, 2).toArray();
        long exact = 0;
        for (int person = 0; person < PEOPLE; person++) {
          exact += (long) group[person] * secret[person];
        }
        add(equations, group, answer(exact, noise, random));
      }
      double[] solved = solve(equations);
      for (int person = 0; person < PEOPLE; person++) {
        right += (solved[person] > 0.5 ? 1 : 0) == secret[person] ? 1 : 0;
      }
    }
    return (double) right / (TRIALS * PEOPLE);
  }

  /** Adds one question to the normal equations. */
  private static void add(double[][] equations, int[] group, double answer) {
    for (int row = 0; row < PEOPLE; row++) {
      for (int column = 0; column < PEOPLE; column++) {
        equations[row][column] += group[row] * group[column];
      }
      equations[row][PEOPLE] += group[row] * answer;
    }
  }

  /** Gauss and Jordan; the matrix is positive definite. */
  private static double[] solve(double[][] equations) {
    for (int pivot = 0; pivot < PEOPLE; pivot++) {
      for (int row = 0; row < PEOPLE; row++) {
        double factor = equations[row][pivot] / equations[pivot][pivot];
        for (int column = pivot; row != pivot && column <= PEOPLE; column++) {
          equations[row][column] -= factor * equations[pivot][column];
        }
      }
    }
    double[] solved = new double[PEOPLE];
    for (int row = 0; row < PEOPLE; row++) {
      solved[row] = equations[row][PEOPLE] / equations[row][row];
    }
    return solved;
  }

  /** So jobs with exact answers have few questions, or none of this kind. */
  @Test
  void exactCounts_giveEverybodyAway() {
    assertEquals(1, guessed(Optional.empty()));
  }

  @Test
  void noisyCountsWithinOneBudget_giveNobodyAway() {
    double part = guessed(Optional.of(noise(new Zcdp(BUDGET.nanoRho() / QUESTIONS))));
    assertTrue(part <= MOST, part + " of the bits; at most " + MOST);
  }

  /** Were the loss of each question not taken from one budget, noise alone would not help. */
  @Test
  void noisyCountsWithoutABudget_giveManyAway() {
    double part = guessed(Optional.of(noise(BUDGET)));
    assertTrue(part > MOST, part + " of the bits, as with a budget");
  }
}
