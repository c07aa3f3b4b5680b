package io.tributary.cli.jobs.explain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/** Words as a terminal shows them. */
public final class Prose {
  /** A space at which no line is broken; shown as a plain one. */
  static final char HARD = '\u00a0';

  private static final int WIDTH = 92;

  private Prose() {}

  /** Breaks lines between words; every line is indented. */
  public static String wrapped(String text, int indent) {
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
    return out.toString().replace(HARD, ' ');
  }

  /** An item of a list: its further lines stand under the first word after the mark. */
  public static String hanging(String item, int indent) {
    int mark = item.indexOf(' ') + 1;
    String body = wrapped(item.substring(mark), indent + mark).substring(indent + mark);
    return " ".repeat(indent) + item.substring(0, mark) + body;
  }

  /** 1 row, 2 rows. */
  public static String count(long number, String thing) {
    return grouped(number) + " " + (number == 1 ? thing : plural(thing));
  }

  public static String plural(String thing) {
    return thing.endsWith("y") ? thing.substring(0, thing.length() - 1) + "ies" : thing + "s";
  }

  /** Thousands apart. */
  public static String grouped(long number) {
    return grouped(BigInteger.valueOf(number));
  }

  public static String grouped(BigInteger number) {
    return format().format(number);
  }

  /** Thousands apart, as many digits after the point as the number has. */
  public static String grouped(BigDecimal number) {
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    DecimalFormat format = format();
    format.setMaximumFractionDigits(Math.max(0, plain.scale()));
    return format.format(plain);
  }

  private static DecimalFormat format() {
    return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /** a, b and c. */
  public static String list(List<String> words) {
    if (words.size() < 2) {
      return String.join("", words);
    }
    return String.join(", ", words.subList(0, words.size() - 1))
        + " and "
        + words.get(words.size() - 1);
  }

  /** The first of many, and how many more. */
  public static String some(List<String> words, int most) {
    if (words.size() <= most) {
      return String.join(", ", words);
    }
    return String.join(", ", words.subList(0, most)) + ", … (" + words.size() + " in all)";
  }

  /** 512 B, 12.3 KiB, 4 MiB. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    boolean kilo = bytes < 1L << 20;
    return String.format(
        Locale.ROOT, kilo ? "%.1f KiB" : "%.1f MiB", bytes / (kilo ? 1024.0 : 1 << 20));
  }

  /** 20 ms, 1.5 s, 3 min. */
  public static String duration(double seconds) {
    if (seconds < 1) {
      return Math.max(1, Math.round(seconds * 1000)) + " ms";
    }
    return seconds < 120
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : Math.round(seconds / 60) + " min";
  }
}
