package io.tributary.mpc.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.Seed;
import io.tributary.mpc.Trial;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZcdpTest {
  @Test
  void losses_addUpExactly_andRoundAgainstTheSpender() {
    assertEquals(new Zcdp(500_000_001), Zcdp.ofGaussian(1, 1));
    assertTrue(Zcdp.atLeast(1e-15).nanoRho() >= 1);
    assertEquals(new Zcdp(7), new Zcdp(3).plus(new Zcdp(4)));
    assertEquals(new Zcdp(30), new Zcdp(3).times(10));
    assertEquals(Zcdp.NONE, Zcdp.atLeast(0));
    assertThrows(ArithmeticException.class, () -> new Zcdp(Long.MAX_VALUE).plus(new Zcdp(1)));
    assertThrows(IllegalArgumentException.class, () -> new Zcdp(-1));
    assertThrows(IllegalArgumentException.class, () -> Zcdp.atLeast(Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.05, 0.5, 2, 10})
  void delta_isTheLeastOverAllOrders(double rho) {
    Zcdp loss = Zcdp.atLeast(rho);
    for (double epsilon : new double[] {0.1, 1, 3, 10}) {
      double least = 1;
      for (double logOrder = -15; logOrder < 12; logOrder += 0.0005) {
        double above = Math.exp(logOrder);
        double alpha = 1 + above;
        double each =
            Math.exp(above * (alpha * loss.rho() - epsilon) + alpha * Math.log1p(-1 / alpha))
                / above;
        least = Math.min(least, each);
      }
      assertTrue(loss.delta(epsilon) <= least * 1.00001 + 1e-300, rho + ", " + epsilon);
      assertTrue(loss.delta(epsilon) >= least * 0.999 - 1e-300, rho + ", " + epsilon);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.05, 0.5, 2, 10})
  void epsilon_isBelowTheClassicBound_andHoldsItsDelta(double rho) {
    Zcdp loss = Zcdp.atLeast(rho);
    for (double delta : new double[] {1e-3, 1e-6, 1e-10}) {
      double epsilon = loss.epsilon(delta);
      assertTrue(epsilon <= rho * 1.001 + 2 * Math.sqrt(rho * 1.001 * Math.log(1 / delta)));
      assertTrue(loss.delta(epsilon) <= delta);
      assertTrue(loss.delta(epsilon * 0.999) > delta * 0.99);
    }
  }

  @Test
  void greatestLossWithinEpsilonAndDelta_isWithin_andHardlyMoreIsNot() {
    for (double epsilon : new double[] {0.1, 1, 3, 10}) {
      for (double delta : new double[] {1e-3, 1e-6, 1e-10}) {
        Zcdp loss = Zcdp.within(epsilon, delta);
        assertTrue(loss.delta(epsilon) <= delta);
        assertTrue(Zcdp.atLeast(loss.rho() * 1.002).delta(epsilon) > delta);
      }
    }
  }

  @Test
  void ratioOfUnequalNoise_keepsTheLoss_withTauOfEveryInteger() {
    for (int repositories : new int[] {1, 2, 5, 50}) {
      for (int integers : new int[] {1, 100, 10_000}) {
        Zcdp loss = new Zcdp(100_000_000);
        double ratio = loss.squaredRatio(repositories, integers);
        double tau = Zcdp.tau(2, repositories);
        assertTrue(Math.pow(Math.sqrt(ratio) + tau * Math.sqrt(integers), 2) / 2 <= loss.rho());
        assertTrue(ratio > 0.19 && ratio < 0.2, "ratio " + ratio);
      }
    }
    assertEquals(0, new Zcdp(1).squaredRatio(50, 100_000_000));
  }

  @Test
  void distributedNoise_costsAtLeastWhatItsSumWould() {
    for (int repositories : new int[] {1, 2, 5, 50}) {
      for (double v : new double[] {2, 3, 10, 1000}) {
        Zcdp sum = Zcdp.ofSum(4, v, repositories, 100);
        Zcdp ideal = Zcdp.ofGaussian(4, v * repositories);
        assertTrue(sum.compareTo(ideal) >= 0);
        assertTrue(v < 10 || sum.nanoRho() <= ideal.nanoRho() * 1.001 + 2);
      }
    }
    assertThrows(IllegalArgumentException.class, () -> Zcdp.ofSum(1, 1.9, 3, 1));
  }

  /**
   * For two inputs that differ by the sensitivity, the chance of any set of answers under the one
   * is at most e^epsilon times that under the other, plus delta: looked for in samples, in the set
   * where it is most likely to break.
   */
  @Test
  @Tag("threat-44")
  void tester_ofNeighbouringInputs_doesNotRefuteTheGuarantee_butRefutesAWeakerOne() {
    Trial.repeat(
        1,
        trial -> {
          Zcdp loss = Zcdp.ofGaussian(1, 4);
          for (double epsilon : new double[] {0.2, 0.5, 1}) {
            assertTrue(excess(trial, 4, 1, epsilon) <= loss.delta(epsilon) + 0.006);
          }
          // Half the noise at the same promise.
          assertTrue(excess(trial, 1, 1, 0.5) > loss.delta(0.5) + 0.006);
        });
  }

  @Test
  @Tag("threat-44")
  void tester_ofLaplace_doesNotRefutePurePrivacy() {
    Trial.repeat(
        1,
        trial -> {
          Seed seed = Seed.random(trial.secure());
          DiscreteLaplace a = new DiscreteLaplace(2, 1, new UniformIntegers(seed, 0));
          DiscreteLaplace b = new DiscreteLaplace(2, 1, new UniformIntegers(seed, 1));
          assertTrue(excess(a::next, () -> 1 + b.next(), 0.5) < 0.006);
          assertTrue(excess(a::next, () -> 1 + b.next(), 0.3) > 0.006);
        });
  }

  private static double excess(Trial trial, long a, long b, double epsilon) {
    Seed seed = Seed.random(trial.secure());
    DiscreteGaussian one = new DiscreteGaussian(a, b, new UniformIntegers(seed, 0));
    DiscreteGaussian two = new DiscreteGaussian(a, b, new UniformIntegers(seed, 1));
    return excess(one::next, () -> 1 + two.next(), epsilon);
  }

  private static double excess(
      java.util.function.LongSupplier one, java.util.function.LongSupplier two, double epsilon) {
    int samples = 300_000;
    TreeMap<Long, double[]> seen = new TreeMap<>();
    for (int i = 0; i < samples; i++) {
      seen.computeIfAbsent(one.getAsLong(), y -> new double[2])[0] += 1.0 / samples;
      seen.computeIfAbsent(two.getAsLong(), y -> new double[2])[1] += 1.0 / samples;
    }
    return seen.values().stream()
        .mapToDouble(p -> Math.max(0, p[0] - Math.exp(epsilon) * p[1]))
        .sum();
  }

  @Test
  void interval_holdsTheExactAnswerAtLeastAsOftenAsItSays() {
    Trial.repeat(
        1,
        trial -> {
          Seed seed = Seed.random(trial.secure());
          DiscreteGaussian gaussian = new DiscreteGaussian(10, 1, new UniformIntegers(seed, 0));
          long half = NoiseInterval.halfWidth(30, 0.95);
          int held = 0;
          for (int i = 0; i < 20_000; i++) {
            held += Math.abs(gaussian.next() + gaussian.next() + gaussian.next()) <= half ? 1 : 0;
          }
          assertTrue(held >= 19_000, "held " + held);
          assertTrue(half < 2 * 1.96 * Math.sqrt(30));
        });
  }
}
