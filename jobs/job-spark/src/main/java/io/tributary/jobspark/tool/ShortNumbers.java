package io.tributary.jobspark.tool;

import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The way through for the numbers that files are full of: up to 18 digits, no exponent, nothing to
 * round. Whatever else there is, wrong numbers too, is left to {@link FieldParser}.
 */
final class ShortNumbers {
  private static final int DIGITS = 18;
  private static final int LENGTH = 32;
  private static final long[] POWERS = new long[DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i <= DIGITS; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private ShortNumbers() {}

  /** What {@link SqlType#read} gives for the number; empty if it must be looked at closely. */
  static Optional<Object> read(SqlType type, String text) {
    int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    if (text.length() > LENGTH) {
      return Optional.empty();
    }
    long value = 0;
    int digits = 0;
    // Digits behind the point; below 0 before it. No more of them than the type has are taken.
    int after = -1;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && after < 0) {
        after = 0;
      } else if (c < '0' || c > '9') {
        return Optional.empty();
      } else if (after != type.scale()) {
        value = 10 * value + (c - '0');
        digits++;
        after += after < 0 ? 0 : 1;
      } else if (c != '0') {
        return Optional.empty();
      }
    }
    int padding = type.scale() - Math.max(0, after);
    if (digits == 0 || digits + padding > DIGITS) {
      return Optional.empty();
    }
    return held(type, (text.charAt(0) == '-' ? -value : value) * POWERS[padding]);
  }

  private static Optional<Object> held(SqlType type, long value) {
    boolean holds =
        switch (type.kind()) {
          case TINYINT -> (byte) value == value;
          case SMALLINT -> (short) value == value;
          case INT -> (int) value == value;
          case BIGINT -> true;
          case DECIMAL -> type.precision() >= DIGITS || Math.abs(value) < POWERS[type.precision()];
          default -> false;
        };
    if (!holds) {
      return Optional.empty();
    }
    return Optional.of(type.isDecimal() ? BigDecimal.valueOf(value, type.scale()) : (Object) value);
  }
}
