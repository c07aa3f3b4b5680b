package io.tributary.party.policy;

import java.math.BigDecimal;

/**
 * What answers with noise may cost the people of a table, as zero-concentrated differential
 * privacy.
 *
 * @param rho over all askers
 * @param organisation of it, by one asker's organisation
 * @param per the period that ends now
 */
public record Budget(BigDecimal rho, BigDecimal organisation, Span per) {
  private static final BigDecimal MOST = BigDecimal.valueOf(1000);

  /** What losses are added up over. */
  public enum Span {
    DAY(24 * 3600L),
    WEEK(7 * 24 * 3600L),
    MONTH(30 * 24 * 3600L),
    YEAR(365 * 24 * 3600L),
    EVER(Long.MAX_VALUE);

    private final long seconds;

    Span(long seconds) {
      this.seconds = seconds;
    }

    /** Whether a time is within the period that ends now, both in Unix seconds. */
    public boolean holds(long time, long now) {
      return this == EVER || time > now - seconds;
    }
  }

  public Budget {
    if (rho.signum() <= 0 || rho.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "rho: write a number above 0 and at most 1000; to allow none, leave the budget out");
    }
    if (organisation.signum() <= 0 || organisation.compareTo(rho) > 0) {
      throw new IllegalArgumentException(
          "organisation: write a number above 0 and at most rho: one asker's part of it");
    }
  }

  /** Over all askers, in whole billionths of rho. */
  public long nanoOfAll() {
    return rho.movePointRight(9).longValue();
  }

  /** By one organisation, in whole billionths of rho. */
  public long nanoOfOne() {
    return organisation.movePointRight(9).longValue();
  }
}
