package io.tributary.protocol.job;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Spark SQL type that jobs may use, written as Spark writes it.
 *
 * <p>Values in Java: {@link Boolean}, {@link Long} for the integer types, {@link BigDecimal} with
 * exactly the declared scale, {@link Double}, {@link String}, {@link LocalDate}, {@link Instant}
 * (timestamp, read and written in UTC) and {@link LocalDateTime} (timestamp_ntz), both to the
 * microsecond.
 *
 * @param kind which type
 * @param precision digits of a decimal, else 0
 * @param scale digits after the point of a decimal, else 0
 */
public record SqlType(Kind kind, int precision, int scale) {
  /** The types. */
  public enum Kind {
    STRING,
    BOOLEAN,
    TINYINT,
    SMALLINT,
    INT,
    BIGINT,
    DECIMAL,
    FLOAT,
    DOUBLE,
    DATE,
    TIMESTAMP,
    TIMESTAMP_NTZ
  }

  public static final SqlType STRING = new SqlType(Kind.STRING, 0, 0);
  public static final SqlType BOOLEAN = new SqlType(Kind.BOOLEAN, 0, 0);
  public static final SqlType INT = new SqlType(Kind.INT, 0, 0);
  public static final SqlType BIGINT = new SqlType(Kind.BIGINT, 0, 0);
  public static final SqlType DOUBLE = new SqlType(Kind.DOUBLE, 0, 0);
  public static final SqlType DATE = new SqlType(Kind.DATE, 0, 0);
  public static final SqlType TIMESTAMP = new SqlType(Kind.TIMESTAMP, 0, 0);
  public static final SqlType TIMESTAMP_NTZ = new SqlType(Kind.TIMESTAMP_NTZ, 0, 0);

  static final int MAX_PRECISION = 38;
  private static final int MAX_TEXT = 256;
  private static final Pattern DECIMAL_FORM =
      Pattern.compile("decimal\\(\\s*([0-9]{1,2})\\s*,\\s*([0-9]{1,2})\\s*\\)");
  private static final Pattern NUMBER_FORM = Pattern.compile("[+-]?[0-9]{1,60}(\\.[0-9]{1,60})?");

  public SqlType {
    boolean decimal = kind == Kind.DECIMAL;
    boolean fits = precision >= 1 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision;
    if (decimal ? !fits : (precision != 0 || scale != 0)) {
      throw new IllegalArgumentException(
          "not a type: " + kind + "(" + precision + "," + scale + ")");
    }
  }

  public static SqlType decimal(int precision, int scale) {
    return new SqlType(Kind.DECIMAL, precision, scale);
  }

  /** Reads {@code decimal(12,2)}, {@code int} and the like; case does not matter. */
  public static SqlType parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    Matcher decimal = DECIMAL_FORM.matcher(lower);
    if (decimal.matches()) {
      return decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.DECIMAL && kind.name().toLowerCase(Locale.ROOT).equals(lower)) {
        return new SqlType(kind, 0, 0);
      }
    }
    throw new IllegalArgumentException(
        "unknown type; use string, boolean, tinyint, smallint, int, bigint, decimal(p,s), float,"
            + " double, date, timestamp or timestamp_ntz");
  }

  public boolean isInteger() {
    return switch (kind) {
      case TINYINT, SMALLINT, INT, BIGINT -> true;
      default -> false;
    };
  }

  public boolean isDecimal() {
    return kind == Kind.DECIMAL;
  }

  /** Integers and decimals: values that become integers at {@link #scale()}. */
  public boolean isExact() {
    return isInteger() || isDecimal();
  }

  public boolean isNumeric() {
    return isExact() || isFloating();
  }

  public boolean isFloating() {
    return kind == Kind.FLOAT || kind == Kind.DOUBLE;
  }

  /** Dates and timestamps. */
  public boolean isTemporal() {
    return kind == Kind.DATE || kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMP_NTZ;
  }

  /** A value as Java has it at this width: integers shorter than BIGINT in their own classes. */
  public Object boxed(Object value) {
    return switch (kind) {
      case TINYINT -> (Object) ((Long) value).byteValue();
      case SMALLINT -> ((Long) value).shortValue();
      case INT -> ((Long) value).intValue();
      default -> value;
    };
  }

  /** The largest absolute value of an exact type, or for integers the largest magnitude. */
  public BigDecimal limit() {
    return switch (kind) {
      case TINYINT -> BigDecimal.valueOf(1L << 7);
      case SMALLINT -> BigDecimal.valueOf(1L << 15);
      case INT -> BigDecimal.valueOf(1L << 31);
      case BIGINT -> new BigDecimal(BigInteger.TWO.pow(63));
      case DECIMAL -> new BigDecimal(BigInteger.TEN.pow(precision).subtract(BigInteger.ONE), scale);
      default -> throw new IllegalStateException("no limit for " + this);
    };
  }

  /** Whether an exact number can be held: range and, for decimals, digits after the point. */
  public boolean holds(BigDecimal value) {
    if (!isExact() || value.stripTrailingZeros().scale() > scale) {
      return false;
    }
    boolean belowPowerOfTwo = isInteger() && value.signum() > 0;
    int compared = value.abs().compareTo(limit());
    return belowPowerOfTwo ? compared < 0 : compared <= 0;
  }

  /**
   * Reads a value strictly from text.
   *
   * @throws IllegalArgumentException if it is not of this type; the message never repeats the text
   */
  public Object read(String text) {
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("longer than " + MAX_TEXT + " characters");
    }
    return switch (kind) {
      case STRING -> text;
      case BOOLEAN -> readBoolean(text);
      case DATE -> DateTimes.date(text);
      case TIMESTAMP -> DateTimes.instant(text);
      case TIMESTAMP_NTZ -> DateTimes.dateTime(text);
      case FLOAT, DOUBLE ->
          throw new IllegalArgumentException("float and double are not exact; use decimal(p,s)");
      default -> readExact(text);
    };
  }

  private static Boolean readBoolean(String text) {
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw new IllegalArgumentException("not true or false");
    };
  }

  private Object readExact(String text) {
    if (!NUMBER_FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a plain number");
    }
    BigDecimal value = new BigDecimal(text);
    if (!holds(value)) {
      throw new IllegalArgumentException("does not fit " + this);
    }
    return isInteger() ? (Object) value.longValueExact() : value.setScale(scale);
  }

  /** Writes a value of this type so that {@link #read} gives it back. */
  public String write(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return isTemporal() ? DateTimes.write(value) : value.toString();
  }

  /**
   * Where a number, a date (days since 1970-01-01) or a timestamp (microseconds since then) lies on
   * the number line, as Spark holds it.
   */
  public BigDecimal position(Object value) {
    return isTemporal()
        ? BigDecimal.valueOf(DateTimes.position(value))
        : new BigDecimal(value.toString());
  }

  /** The value at a {@link #position}. */
  public Object at(BigDecimal position) {
    if (isTemporal()) {
      return DateTimes.at(kind, position.longValueExact());
    }
    return isInteger() ? (Object) position.longValueExact() : position.setScale(scale);
  }

  @Override
  public String toString() {
    return isDecimal()
        ? "decimal(" + precision + "," + scale + ")"
        : kind.name().toLowerCase(Locale.ROOT);
  }
}
