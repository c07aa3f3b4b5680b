package io.tributary.cli.jobs.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expressions as Spark writes them, made easier on the eye: without the casts between decimals that
 * change no value, and without outer parentheses. The exact text is in compiled.json.
 */
final class Sql {
  private static final Pattern CAST =
      Pattern.compile("CAST\\((?:([\\w.:']+) AS DECIMAL\\([0-9]+,[0-9]+\\)|([0-9]+) AS BIGINT)\\)");
  private static final Pattern DECIMAL = Pattern.compile("([0-9])BD\\b");

  private static final String AND = " AND ";
  private static final Pattern INDICATOR =
      Pattern.compile("CASE WHEN (.+) THEN 1(?: ELSE (?:0|NULL))? END");
  private static final Pattern LONG = Pattern.compile("\\b([0-9]+)L\\b");
  private static final Pattern NULL = Pattern.compile("CAST\\(NULL AS \\w+(?:\\([0-9,]+\\))?\\)");
  private static final Pattern FILTERED =
      Pattern.compile("CASE WHEN ((?:(?! WHEN ).)+) THEN (\\w+)(?: ELSE NULL)? END");

  private Sql() {}

  /** The condition whose rows an expression counts, if it is such a one. */
  static Optional<String> counted(String readable) {
    Matcher indicator = INDICATOR.matcher(readable);
    return indicator.matches() && !indicator.group(1).contains(" WHEN ")
        ? Optional.of(bare(indicator.group(1)))
        : Optional.empty();
  }

  static String readable(String expression) {
    String text = expression.replace("`", "");
    String before;
    do {
      before = text;
      text = CAST.matcher(text).replaceAll("$1$2");
    } while (!text.equals(before));
    text = DECIMAL.matcher(text).replaceAll("$1");
    text = LONG.matcher(text).replaceAll("$1");
    text = NULL.matcher(text).replaceAll("NULL");
    return filtered(bare(text.strip()));
  }

  /** FILTER (WHERE …), which the compiler writes as CASE WHEN … THEN x END. */
  private static String filtered(String text) {
    Matcher only = FILTERED.matcher(text);
    return only.matches() && !only.group(2).equals("1")
        ? only.group(2) + " where " + bare(only.group(1))
        : text;
  }

  /** The conditions that must all hold, each without outer parentheses. */
  static List<String> conjuncts(String condition) {
    List<String> parts = new ArrayList<>();
    String text = bare(condition.strip());
    int depth = 0;
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '\'';
      depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0 && !quoted && text.startsWith(AND, i)) {
        parts.add(text.substring(start, i));
        start = i + AND.length();
      }
    }
    parts.add(text.substring(start));
    return parts.size() == 1
        ? List.of(text)
        : parts.stream().flatMap(part -> conjuncts(part).stream()).toList();
  }

  private static String bare(String text) {
    String inner = text;
    while (inner.startsWith("(") && closes(inner)) {
      inner = inner.substring(1, inner.length() - 1);
    }
    return inner;
  }

  /** Whether the first parenthesis is closed by the last character. */
  private static boolean closes(String text) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '\'';
      if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')') {
        depth--;
        if (depth == 0) {
          return i == text.length() - 1;
        }
      }
    }
    return false;
  }
}
