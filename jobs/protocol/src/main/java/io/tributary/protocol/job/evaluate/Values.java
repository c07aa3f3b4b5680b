package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.exact.Rational;
import io.tributary.protocol.job.CompiledJob.SortKey;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Values while an answer is computed: numbers are {@link Rational}, everything else is as {@link
 * SqlType} says. Empty stands for NULL.
 */
final class Values {
  private Values() {}

  /** A value of an answer as one to compute with. */
  static Object exact(Object value) {
    if (value instanceof BigDecimal decimal) {
      return Rational.of(decimal);
    }
    return value instanceof Long integer ? Rational.of(BigInteger.valueOf(integer)) : value;
  }

  /** A value in its Spark type. */
  static Object of(SqlType type, Object value) {
    if (!(value instanceof Rational number)) {
      return value;
    }
    if (type.kind() == SqlType.Kind.DOUBLE) {
      return number.toDouble();
    }
    BigDecimal exact = number.toDecimal(type.scale(), RoundingMode.UNNECESSARY);
    return type.isInteger() ? (Object) exact.longValueExact() : exact;
  }

  /** As Spark compares two values of one type: text by its UTF-8 bytes. */
  @SuppressWarnings("unchecked") // both are of the same Comparable class
  static int compare(Object a, Object b) {
    if (a instanceof String x && b instanceof String y) {
      return Arrays.compareUnsigned(
          x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8));
    }
    return ((Comparable<Object>) a).compareTo(b);
  }

  /** As Spark compares two values of a type: doubles as they would be written. */
  static int compare(SqlType type, Object a, Object b) {
    return type.kind() == SqlType.Kind.DOUBLE
        ? Double.compare(((Rational) a).toDouble(), ((Rational) b).toDouble())
        : compare(a, b);
  }

  /** The order of a sort key. */
  static Comparator<Optional<Object>> order(SortKey key) {
    SqlType type = key.value().type();
    Comparator<Object> direction =
        key.descending() ? (a, b) -> compare(type, b, a) : (a, b) -> compare(type, a, b);
    int nulls = key.nullsFirst() ? -1 : 1;
    return (a, b) -> {
      if (a.isEmpty() || b.isEmpty()) {
        return a.isEmpty() && b.isEmpty() ? 0 : a.isEmpty() ? nulls : -nulls;
      }
      return direction.compare(a.get(), b.get());
    };
  }
}
