package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What one column of a sample looks like, as its values go by. */
final class ColumnProfile {
  private static final int FEW = 60;
  private static final int LONGEST_VALUE = 80;
  private static final Pattern WHOLE = Pattern.compile("[+-]?(0|[1-9][0-9]{0,17})");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{0,18})?([eE][+-]?[0-9]{1,2})?");
  private static final Pattern CODE = Pattern.compile("[+-]?0[0-9].*");
  private static final Pattern FLAG = Pattern.compile("(?i)true|false");

  private final String name;
  private final Map<String, Long> values = new TreeMap<>();
  private boolean few = true;
  private boolean whole = true;
  private boolean number = true;
  private boolean date = true;
  private boolean flag = true;
  private long filled;
  private long blanks;
  private int scale;
  private Optional<BigDecimal> least = Optional.empty();
  private Optional<BigDecimal> most = Optional.empty();

  ColumnProfile(String name) {
    this.name = name;
  }

  void add(String value) {
    if (value.isEmpty()) {
      blanks++;
      return;
    }
    filled++;
    count(value);
    whole = whole && WHOLE.matcher(value).matches();
    number = number && NUMBER.matcher(value).matches() && !CODE.matcher(value).matches();
    date = date && isDate(value);
    flag = flag && FLAG.matcher(value).matches();
    if (number) {
      extremes(new BigDecimal(value));
    }
  }

  private void count(String value) {
    if (!few) {
      return;
    }
    values.merge(value, 1L, Long::sum);
    if (values.size() > FEW || value.length() > LONGEST_VALUE) {
      few = false;
      values.clear();
    }
  }

  private void extremes(BigDecimal value) {
    scale = Math.max(scale, value.signum() == 0 ? 0 : value.stripTrailingZeros().scale());
    least = Optional.of(least.map(value::min).orElse(value));
    most = Optional.of(most.map(value::max).orElse(value));
  }

  private static boolean isDate(String value) {
    try {
      return value.length() == 10 && LocalDate.parse(value).getYear() >= 1;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** Kinds are whole, number, date, bool and text; a column of blanks is text. */
  private String kind() {
    if (filled == 0) {
      return "text";
    }
    if (number) {
      return whole ? "whole" : "number";
    }
    return date ? "date" : flag ? "bool" : "text";
  }

  void describe(ObjectNode node) {
    String kind = kind();
    node.put("name", name).put("kind", kind).put("blanks", blanks).put("filled", filled);
    if (kind.equals("whole") || kind.equals("number")) {
      node.put("least", least.orElseThrow().toPlainString());
      node.put("most", most.orElseThrow().toPlainString());
      node.put("scale", Math.max(0, scale));
    }
    if (few) {
      ArrayNode list = node.putArray("values");
      values.forEach((value, count) -> list.addObject().put("value", value).put("count", count));
    }
  }
}
