package io.tributary.protocol.job;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Small helpers for reading single values. */
public final class Scalars {
  private Scalars() {}

  /**
   * A scalar of a document (String, BigDecimal or Boolean) as a value of a type.
   *
   * @throws IllegalArgumentException without the value in its message
   */
  public static Object typed(SqlType type, Object scalar) {
    if (scalar instanceof Boolean flag) {
      if (type.kind() != SqlType.Kind.BOOLEAN) {
        throw new IllegalArgumentException("must be a " + type + ", not true or false");
      }
      return flag;
    }
    if (scalar instanceof BigDecimal number) {
      if (!type.isExact()) {
        throw new IllegalArgumentException("must be a " + type + "; put it in quotes");
      }
      return type.read(number.toPlainString());
    }
    if (type.kind() == SqlType.Kind.BOOLEAN || type.isInteger()) {
      throw new IllegalArgumentException("must be " + type + ", without quotes");
    }
    return type.read((String) scalar);
  }

  static <E extends Enum<E>> Optional<E> constant(Class<E> constants, String text) {
    return Arrays.stream(constants.getEnumConstants())
        .filter(c -> c.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }

  static <E extends Enum<E>> String names(Class<E> constants) {
    List<String> names =
        Arrays.stream(constants.getEnumConstants())
            .map(c -> c.name().toLowerCase(Locale.ROOT))
            .toList();
    return String.join(", ", names);
  }

  /** Levenshtein distance, for suggestions. */
  public static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
