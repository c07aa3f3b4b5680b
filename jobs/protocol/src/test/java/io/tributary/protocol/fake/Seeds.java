package io.tributary.protocol.fake;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Seeds for random tests; set {@code -Dtributary.seed=N} to repeat one. */
public final class Seeds {
  private Seeds() {}

  /** A seed, printed so that a failure can be repeated. */
  public static long next(String test) {
    Long fixed = Long.getLong("tributary.seed");
    long seed = fixed != null ? fixed : new SecureRandom().nextLong();
    System.err.println("seed of " + test + ": -Dtributary.seed=" + seed);
    return seed;
  }

  /** A generator with the interface that keys need, and a reproducible stream. */
  public static SecureRandom random(long seed) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(seed);
      return random;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA1PRNG", e);
    }
  }
}
