package io.tributary.cli.jobs;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/** Words as a terminal shows them. */
final class Prose {
  private static final int WIDTH = 92;

  private Prose() {}

  /** Breaks lines between words; every line is indented. */
  static String wrapped(String text, int indent) {
    StringBuilder out = new StringBuilder();
    for (String paragraph : text.split("\n", -1)) {
      int column = 0;
      for (String word : paragraph.strip().split(" +", -1)) {
        if (column > 0 && column + 1 + word.length() > WIDTH) {
          out.append('\n');
          column = 0;
        }
        if (column == 0) {
          out.append(" ".repeat(indent));
          column = indent;
        } else {
          out.append(' ');
          column++;
        }
        out.append(word);
        column += word.length();
      }
      out.append('\n');
    }
    return out.toString();
  }

  /** 1 row, 2 rows. */
  static String count(long number, String thing) {
    return grouped(number) + " " + (number == 1 ? thing : plural(thing));
  }

  static String plural(String thing) {
    return thing.endsWith("y") ? thing.substring(0, thing.length() - 1) + "ies" : thing + "s";
  }

  /** Thousands apart. */
  static String grouped(long number) {
    return grouped(BigInteger.valueOf(number));
  }

  static String grouped(BigInteger number) {
    return format().format(number);
  }

  /** Thousands apart, as many digits after the point as the number has. */
  static String grouped(BigDecimal number) {
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    DecimalFormat format = format();
    format.setMaximumFractionDigits(Math.max(0, plain.scale()));
    return format.format(plain);
  }

  private static DecimalFormat format() {
    return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /** a, b and c. */
  static String list(List<String> words) {
    if (words.size() < 2) {
      return String.join("", words);
    }
    return String.join(", ", words.subList(0, words.size() - 1))
        + " and "
        + words.get(words.size() - 1);
  }

  /** The first of many, and how many more. */
  static String some(List<String> words, int most) {
    if (words.size() <= most) {
      return String.join(", ", words);
    }
    return String.join(", ", words.subList(0, most)) + ", … (" + words.size() + " in all)";
  }

  /** 512 B, 12.3 KiB, 4 MiB. */
  static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    boolean kilo = bytes < 1L << 20;
    return String.format(
        Locale.ROOT, kilo ? "%.1f KiB" : "%.1f MiB", bytes / (kilo ? 1024.0 : 1 << 20));
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
  }
}
