package io.tributary.mpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SeedTest {
  @Test
  void expansion_acrossDomainsAndBlocks_neverRepeatsAScalar() {
    Trial.repeat(
        3,
        trial -> {
          BlockShape shape = new BlockShape(3000, 7);
          Seed seed = Seed.random(trial.secure());
          Set<BigInteger> seen = new HashSet<>();
          ScalarVector shares = seed.shares(shape);
          ScalarVector blindings = seed.blindings(shape);
          for (int i = 0; i < shares.length(); i++) {
            assertTrue(seen.add(shares.get(i)));
          }
          for (int i = 0; i < blindings.length(); i++) {
            assertTrue(seen.add(blindings.get(i)));
          }
        });
  }

  @Test
  void block_expandedAlone_equalsItsPartOfTheWhole() {
    Trial.repeat(
        20,
        trial -> {
          BlockShape shape = new BlockShape(trial.between(1, 900), trial.between(1, 400));
          Seed seed = Seed.random(trial.secure());
          ScalarVector shares = seed.shares(shape);
          ScalarVector blindings = seed.blindings(shape);
          for (int block = 0; block < shape.blocks(); block++) {
            int start = shape.start(block);
            assertEquals(shares.slice(start, start + shape.size(block)), seed.shares(shape, block));
            assertEquals(blindings.slice(block, block + 1), seed.blinding(block));
          }
        });
  }

  @Test
  void shorterVector_ofTheSameSeed_isAPrefix() {
    Trial.repeat(
        5,
        trial -> {
          Seed seed = Seed.random(trial.secure());
          ScalarVector longer = seed.shares(new BlockShape(700, 700));
          assertEquals(longer.slice(0, 33), seed.shares(new BlockShape(33, 700)));
        });
  }

  @Test
  @Tag("threat-35")
  void expansion_ofOneSeed_isUniformBelowTheOrder() {
    Trial.repeat(
        1,
        trial -> {
          ScalarVector shares = Seed.random(trial.secure()).shares(BlockShape.standard(40_000));
          for (int place = -1; place < 30; place++) {
            double statistic = ChiSquare.fromUniform(ChiSquare.histogram(shares, place));
            assertTrue(statistic < ChiSquare.LIMIT, "place " + place + ": " + statistic);
          }
        });
  }

  @Test
  @Tag("threat-35")
  void reductionInsteadOfRejection_wouldBeSeenByTheStatistic() {
    Trial.repeat(
        1,
        trial -> {
          ScalarVector biased = ScalarVector.zeros(40_000);
          for (int i = 0; i < biased.length(); i++) {
            BigInteger draw = new BigInteger(1, trial.bytes(32)).clearBit(255);
            ScalarField.ofInteger(draw.mod(ScalarField.ORDER), biased.limbs(), 4 * i);
          }
          assertTrue(ChiSquare.fromUniform(ChiSquare.histogram(biased, -1)) > ChiSquare.LIMIT);
        });
  }

  @Test
  void seeds_comparedAndCopied_dependOnTheirBytesAlone() {
    byte[] bytes = new byte[32];
    Seed seed = Seed.of(bytes);
    assertEquals(seed, Seed.of(new byte[32]));
    bytes[31] = 1;
    assertNotEquals(seed, Seed.of(bytes));
    seed.copyBytes()[0] = 1;
    assertEquals(seed, Seed.of(new byte[32]));
    Refusals.refused(MpcException.Code.BAD_LENGTH, () -> Seed.of(new byte[31]));
    Refusals.refused(MpcException.Code.BAD_LENGTH, () -> Seed.of(new byte[33]));
  }
}
