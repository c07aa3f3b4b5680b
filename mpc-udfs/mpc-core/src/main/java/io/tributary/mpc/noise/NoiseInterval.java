package io.tributary.mpc.noise;

import java.math.BigDecimal;
import java.math.BigInteger;

/** How far noise moves an answer. */
public final class NoiseInterval {
  private NoiseInterval() {}

  /**
   * Half the width of an interval around a noisy integer that holds the exact one with at least the
   * given confidence: discrete Gaussians have tails no heavier than the Gaussian bound 2 exp(-w^2 /
   * (2 v)) (Canonne, Kamath, Steinke 2020), and so have sums of them. It holds for one integer; for
   * several at once divide 1 - confidence by their number.
   *
   * @param sigmaSquared of the sum: that of each repository times their number
   */
  public static long halfWidth(double sigmaSquared, double confidence) {
    if (!(sigmaSquared > 0) || !(confidence > 0) || confidence >= 1) {
      throw new IllegalArgumentException("interval: need sigma squared > 0, confidence in (0, 1)");
    }
    return (long) Math.ceil(Math.sqrt(2 * sigmaSquared * Math.log(2 / (1 - confidence))));
  }

  /**
   * The same by the chance that the interval does not hold the exact integer, for sums of any size.
   */
  public static BigInteger halfWidth(BigInteger sigmaSquared, double chance) {
    if (sigmaSquared.signum() < 1 || !(chance > 0) || chance >= 1) {
      throw new IllegalArgumentException("interval: need sigma squared > 0, a chance in (0, 1)");
    }
    double factor = 2 * Math.log(2 / chance);
    BigDecimal square = new BigDecimal(sigmaSquared).multiply(new BigDecimal(factor * (1 + 1e-9)));
    return square.toBigInteger().sqrt().add(BigInteger.ONE);
  }
}
