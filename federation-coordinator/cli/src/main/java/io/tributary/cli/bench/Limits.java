package io.tributary.cli.bench;

import io.tributary.cli.error.UsageErrors;

/** What can be measured on one machine. */
final class Limits {
  private static final double LARGEST_SCALE = 10;
  private static final int MOST_ROUNDS = 100;

  private Limits() {}

  static void check(double scale, int rounds) {
    if (!(scale > 0 && scale <= LARGEST_SCALE)) {
      throw UsageErrors.usage(
          "--scale " + scale + " is not possible",
          "a machine of this size makes up to 60 million rows",
          "give a number above 0, up to 10");
    }
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw UsageErrors.usage(
          "--rounds " + rounds + " is not possible",
          "a median needs a round, and each takes seconds",
          "give a number from 1 to " + MOST_ROUNDS);
    }
  }
}
