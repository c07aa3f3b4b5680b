package io.tributary.cli.jobs;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column of a sample.
 *
 * @param blanks how many records have no value
 * @param least smallest number; 0 if it holds none
 * @param scale digits after the point
 * @param values what it holds and how often, if that is little
 */
record SampleColumn(
    String name,
    Kind kind,
    long blanks,
    BigDecimal least,
    BigDecimal most,
    int scale,
    Optional<List<Value>> values) {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
  private static final Pattern KEY =
      Pattern.compile("(?i)(.*_)?(id|ids|key|code|zip|index|rownames|rownum|number|nr|no)");
  private static final int MOST_SCALE = 6;
  private static final int SPARE_DIGITS = 2;
  private static final int MOST_DIGITS = 38;
  private static final int WIDEST_RANGE = 60;

  /** What its values are. */
  enum Kind {
    whole,
    number,
    date,
    bool,
    text
  }

  /** A value and how many records have it. */
  record Value(String text, long count) {}

  boolean nameable() {
    return IDENTIFIER.matcher(name).matches();
  }

  boolean isNumber() {
    return kind == Kind.whole || kind == Kind.number;
  }

  /** Whether it seems to name records rather than to measure them. */
  boolean isKey(long rows) {
    boolean counts = kind == Kind.whole && most.subtract(least).longValue() == rows - 1;
    return counts || (kind == Kind.whole && KEY.matcher(name).matches());
  }

  int distinct() {
    return values.map(List::size).orElse(Integer.MAX_VALUE);
  }

  /** Whether all whole numbers from the least to the most make a domain of bearable size. */
  boolean hasNarrowRange() {
    return kind == Kind.whole
        && most.subtract(least).compareTo(BigDecimal.valueOf(WIDEST_RANGE)) < 0;
  }

  /** Digits after the point that the type keeps. */
  int keptScale() {
    return Math.min(scale, MOST_SCALE);
  }

  boolean rounds() {
    return kind == Kind.number && scale > MOST_SCALE;
  }

  BigDecimal lower() {
    return Outward.lower(least);
  }

  BigDecimal upper() {
    return Outward.upper(most);
  }

  /** The Spark type that holds the bounds. */
  String type() {
    return switch (kind) {
      case text -> "string";
      case bool -> "boolean";
      case date -> "date";
      case whole -> fitsInt(lower()) && fitsInt(upper()) ? "int" : "bigint";
      case number -> "decimal(" + digits() + "," + keptScale() + ")";
    };
  }

  private static boolean fitsInt(BigDecimal value) {
    return value.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
  }

  private int digits() {
    BigDecimal magnitude = lower().abs().max(upper().abs());
    int whole = Math.max(1, magnitude.precision() - magnitude.scale());
    return Math.min(MOST_DIGITS, whole + keptScale() + SPARE_DIGITS);
  }
}
