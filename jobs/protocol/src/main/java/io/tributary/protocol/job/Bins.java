package io.tributary.protocol.job;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;

/**
 * The public bins of an order statistic: every value counts as its bin's value, which is what the
 * answer is computed from.
 */
public sealed interface Bins {
  /** Number of bins. */
  int count();

  /** The type of the bins' values. */
  SqlType type();

  /** What a bin stands for. */
  Object value(int bin);

  /**
   * Bins of one width; a value counts as the lower edge of its bin, a value outside as the first or
   * the last.
   *
   * @param type exact, or a date
   * @param lower lower edge of the first bin as the type's integer: unscaled, or days since 1970
   * @param width of a bin in the same unit, positive
   */
  record Range(SqlType type, BigInteger lower, BigInteger width, int count) implements Bins {
    @Override
    public Object value(int bin) {
      BigInteger integer = lower.add(width.multiply(BigInteger.valueOf(bin)));
      return switch (type.kind()) {
        case DATE -> LocalDate.ofEpochDay(integer.longValueExact());
        case DECIMAL -> new BigDecimal(integer, type.scale());
        default -> integer.longValueExact();
      };
    }
  }

  /** One bin a value; values outside count as the domain's {@code other}. */
  record Values(Domain domain) implements Bins {
    @Override
    public int count() {
      return domain.slots();
    }

    @Override
    public SqlType type() {
      return domain.type();
    }

    @Override
    public Object value(int bin) {
      return domain.value(bin);
    }
  }
}
