package io.tributary.mpc.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.Seed;
import io.tributary.mpc.Trial;
import io.tributary.mpc.Vectors;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {
  private static final int SAMPLES = 200_000;

  private static UniformIntegers uniform(Trial trial) {
    return new UniformIntegers(Seed.random(trial.secure()), trial.between(0, 100));
  }

  /**
   * Beyond this many deviations lies less than 1 of 10^9 honest trials, for any distribution used.
   */
  private static double limit(int degrees) {
    return degrees + 9 * Math.sqrt(2.0 * degrees) + 25;
  }

  /** Chi-square against probabilities proportional to the weights; rare values go together. */
  private static double statistic(LongSupplier sampler, int reach, IntToDoubleFunction weight) {
    double total = 0;
    for (int y = -60 * reach; y <= 60 * reach; y++) {
      total += weight.applyAsDouble(y);
    }
    long[] seen = new long[2 * reach + 2];
    for (int i = 0; i < SAMPLES; i++) {
      long y = sampler.getAsLong();
      seen[Math.abs(y) <= reach ? (int) y + reach : 2 * reach + 1]++;
    }
    double statistic = 0;
    double rest = SAMPLES;
    for (int y = -reach; y <= reach; y++) {
      double expected = SAMPLES * weight.applyAsDouble(y) / total;
      rest -= expected;
      statistic += Math.pow(seen[y + reach] - expected, 2) / expected;
    }
    return statistic + Math.pow(seen[2 * reach + 1] - rest, 2) / Math.max(rest, 1);
  }

  @ParameterizedTest
  @CsvSource({"1,4,2", "1,2,2", "1,1,3", "2,1,5", "9,4,6", "10,1,10", "100,1,32", "12345,67,45"})
  @Tag("threat-44")
  void gaussian_ofKnownTable_fitsIt(long a, long b, int reach) {
    Trial.repeat(
        1,
        trial -> {
          DiscreteGaussian gaussian = new DiscreteGaussian(a, b, uniform(trial));
          double v = (double) a / b;
          double found = statistic(gaussian::next, reach, y -> Math.exp(-y * (double) y / (2 * v)));
          assertTrue(found < limit(2 * reach + 1), "chi-square " + found);
        });
  }

  @ParameterizedTest
  @CsvSource({"1,1,6", "1,3,2", "2,3,4", "5,1,25", "7,2,18"})
  @Tag("threat-44")
  void laplace_ofKnownTable_fitsIt(long t, long s, int reach) {
    Trial.repeat(
        1,
        trial -> {
          DiscreteLaplace laplace = new DiscreteLaplace(t, s, uniform(trial));
          double found =
              statistic(laplace::next, reach, y -> Math.exp(-Math.abs(y) * (double) s / t));
          assertTrue(found < limit(2 * reach + 1), "chi-square " + found);
        });
  }

  @Test
  void nearlyRightSampler_wouldBeSeenByTheStatistic() {
    Trial.repeat(
        1,
        trial -> {
          DiscreteGaussian gaussian = new DiscreteGaussian(10, 1, uniform(trial));
          double found = statistic(gaussian::next, 10, y -> Math.exp(-y * (double) y / 21));
          assertTrue(found > limit(21), "chi-square " + found);
        });
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,3", "1,1", "7,2", "1000000007,1000000009", "5,1"})
  void coin_ofExponential_fallsWithItsChance(String n, String d) {
    Trial.repeat(
        1,
        trial -> {
          Coins coins = new Coins(uniform(trial));
          // The second form goes through large integers.
          for (BigInteger factor :
              new BigInteger[] {BigInteger.ONE, BigInteger.ONE.shiftLeft(80)}) {
            int heads = 0;
            for (int i = 0; i < SAMPLES / 4; i++) {
              heads +=
                  coins.exp(new BigInteger(n).multiply(factor), new BigInteger(d).multiply(factor))
                      ? 1
                      : 0;
            }
            double chance = Math.exp(-Double.parseDouble(n) / Double.parseDouble(d));
            double deviation = Math.sqrt(SAMPLES / 4.0 * chance * (1 - chance));
            assertEquals(SAMPLES / 4.0 * chance, heads, 6.5 * deviation + 1e-9);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "10", "64", "100"})
  void uniformIntegers_belowABound_areUniform(int bound) {
    Trial.repeat(
        1,
        trial -> {
          UniformIntegers uniform = uniform(trial);
          BigInteger wide = BigInteger.valueOf(bound).shiftLeft(70);
          long[] small = new long[bound];
          long[] large = new long[bound];
          for (int i = 0; i < SAMPLES; i++) {
            small[(int) uniform.below(bound)]++;
            large[uniform.below(wide).shiftRight(70).intValueExact()]++;
          }
          for (long[] seen : new long[][] {small, large}) {
            double expected = SAMPLES / (double) bound;
            double statistic =
                Arrays.stream(seen)
                    .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                    .sum();
            assertTrue(statistic < limit(bound), "chi-square " + statistic);
          }
        });
  }

  /** The second implementation counts in fractions: src/test/resources/vectors/noise.py. */
  @Test
  void samples_ofGivenSeeds_equalVectors() {
    for (Vectors vector : Vectors.read("noise")) {
      UniformIntegers uniform =
          new UniformIntegers(Seed.of(vector.bytes("seed")), vector.number("number"));
      long a = Long.parseLong(vector.text("a"));
      long b = Long.parseLong(vector.text("b"));
      long[] samples =
          vector.text("name").equals("gaussian")
              ? new DiscreteGaussian(a, b, uniform).next(25)
              : new DiscreteLaplace(a, b, uniform).next(25);
      assertEquals(
          vector.text("samples"),
          Arrays.stream(samples).mapToObj(Long::toString).collect(Collectors.joining(" ")));
    }
  }

  @Test
  void noise_ofOneSeed_isAlwaysTheSame_andOfAnotherNumberIsNot() {
    Trial.repeat(
        3,
        trial -> {
          Seed seed = Seed.random(trial.secure());
          long[] first = new DiscreteGaussian(50, 1, new UniformIntegers(seed, 1)).next(1000);
          assertArrayEquals(
              first, new DiscreteGaussian(50, 1, new UniformIntegers(seed, 1)).next(1000));
          assertFalse(
              Arrays.equals(
                  first, new DiscreteGaussian(50, 1, new UniformIntegers(seed, 2)).next(1000)));
        });
  }

  @Test
  void wideGaussian_hasItsMomentsAndNoGaps() {
    Trial.repeat(
        1,
        trial -> {
          long variance = 1_000_000_000_000L;
          long[] samples = new DiscreteGaussian(variance, 1, uniform(trial)).next(20_000);
          double squares = Arrays.stream(samples).mapToDouble(y -> (double) y * y).sum();
          assertEquals(1, squares / samples.length / variance, 0.08);
          assertEquals(0, Arrays.stream(samples).average().orElseThrow() / 1e6, 0.05);
          assertEquals(
              0.5, Arrays.stream(samples).filter(y -> y % 2 == 0).count() / 20_000.0, 0.03);
        });
  }

  @Test
  void gaussianBeyondLongs_hasItsMomentsAndNoGaps() {
    Trial.repeat(
        1,
        trial -> {
          BigInteger variance = BigInteger.TEN.pow(50);
          DiscreteGaussian gaussian = new DiscreteGaussian(variance, uniform(trial));
          double squares = 0;
          int even = 0;
          for (int i = 0; i < 20_000; i++) {
            BigInteger y = gaussian.sample();
            squares += y.doubleValue() / 1e25 * (y.doubleValue() / 1e25);
            even += y.testBit(0) ? 0 : 1;
          }
          assertEquals(1, squares / 20_000, 0.08);
          assertEquals(0.5, even / 20_000.0, 0.03);
        });
  }

  @Test
  void scalesOutOfRange_areRefused() {
    Trial.repeat(
        1,
        trial -> {
          UniformIntegers uniform = uniform(trial);
          assertThrows(IllegalArgumentException.class, () -> new DiscreteGaussian(0, 1, uniform));
          assertThrows(IllegalArgumentException.class, () -> new DiscreteGaussian(1, 0, uniform));
          assertThrows(IllegalArgumentException.class, () -> new DiscreteLaplace(1, -1, uniform));
        });
  }
}
