package io.tributary.protocol.job.model;

import io.tributary.protocol.job.model.Formula.Factor;
import io.tributary.protocol.job.model.Formula.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads formulas:
 *
 * <pre>
 * formula := [factor] "~" [sign] item { ("+" | "-") item }
 * item    := "1" | "0" | factor { (":" | "*") factor }
 * factor  := column | "C(" sql ")" | "I(" sql ")" | "Pair(" sql "," sql ")"
 * sql     := a Spark SQL expression [ AS name ]
 * </pre>
 */
final class FormulaParser {
  private static final int MAX_LENGTH = 10_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern NAMED =
      Pattern.compile("(?is)(.*\\S)\\s+as\\s+([a-z_][a-z0-9_]*)\\s*");

  private final String text;
  private int place;
  private boolean intercept = true;
  private final List<List<Factor>> terms = new ArrayList<>();

  FormulaParser(String text) {
    this.text = text;
  }

  Formula parse() {
    if (text.length() > MAX_LENGTH) {
      throw wrong("the formula is longer than " + MAX_LENGTH + " characters", "use fewer terms");
    }
    Optional<Factor> response = peek() == '~' ? Optional.empty() : Optional.of(factor());
    if (response.filter(Factor::isCategory).isPresent()) {
      throw wrongAt(1, "a category cannot be explained", "put a number left of '~'");
    }
    expect('~');
    boolean added = !take('-');
    if (added) {
      take('+');
    }
    item(added);
    while (peek() != 0) {
      if (take('+')) {
        item(true);
      } else if (take('-')) {
        item(false);
      } else {
        throw unexpected();
      }
    }
    return new Formula(response, intercept, terms);
  }

  private void item(boolean added) {
    int start = place;
    if (take('1')) {
      intercept = added;
    } else if (take('0') && added) {
      intercept = false;
    } else if (!added) {
      throw wrongAt(start + 1, "only the constant can be taken away", "write '- 1', or leave it");
    } else {
      product();
    }
  }

  /** Factors joined by ':' are one term; '*' adds every combination. */
  private void product() {
    List<List<Factor>> crossed = new ArrayList<>(List.of(List.of(factor())));
    while (peek() == ':' || peek() == '*') {
      boolean star = text.charAt(place++) == '*';
      Factor next = factor();
      List<List<Factor>> joined = crossed.stream().map(t -> with(t, next)).toList();
      if (star) {
        crossed.add(List.of(next));
        crossed.addAll(joined);
      } else {
        crossed = new ArrayList<>(joined);
      }
    }
    terms.addAll(crossed);
  }

  private static List<Factor> with(List<Factor> term, Factor factor) {
    List<Factor> all = new ArrayList<>(term);
    all.add(factor);
    return all;
  }

  private Factor factor() {
    skipSpace();
    int start = place;
    Matcher name = NAME.matcher(text).region(place, text.length());
    if (!name.lookingAt()) {
      throw unexpected();
    }
    place = name.end();
    String word = name.group();
    if (peek() != '(') {
      return new Factor(Kind.NUMBER, word, word);
    }
    List<String> arguments = arguments();
    return switch (word) {
      case "C" -> category(start, only(start, arguments));
      case "I" -> number(only(start, arguments));
      case "Pair" -> pair(start, arguments);
      default ->
          throw wrongAt(
              start + 1,
              "'" + word + "(' is not known in a formula",
              "write I(" + word + "(…)) for a computed number, C(…) for categories");
    };
  }

  private String only(int start, List<String> arguments) {
    if (arguments.size() != 1) {
      throw wrongAt(start + 1, "one expression is needed here", "remove the comma");
    }
    return arguments.get(0);
  }

  private Factor category(int start, String sql) {
    Matcher named = NAMED.matcher(sql);
    if (named.matches()) {
      return new Factor(Kind.CATEGORY, named.group(2), named.group(1).strip());
    }
    if (!NAME.matcher(sql).matches()) {
      throw wrongAt(
          start + 1,
          "these categories have no name",
          "their domain is declared by name: write C(expression AS name)");
    }
    return new Factor(Kind.CATEGORY, sql, sql);
  }

  private static Factor number(String sql) {
    Matcher named = NAMED.matcher(sql);
    return named.matches()
        ? new Factor(Kind.NUMBER, named.group(2), named.group(1).strip())
        : new Factor(Kind.NUMBER, sql.replaceAll("\\s+", " "), sql);
  }

  private Factor pair(int start, List<String> arguments) {
    if (arguments.size() != 2) {
      throw wrongAt(start + 1, "a pair has two numbers", "write Pair(after, before)");
    }
    String name = number(arguments.get(0)).name() + " - " + number(arguments.get(1)).name();
    return new Factor(
        Kind.PAIR,
        name,
        "(" + number(arguments.get(0)).sql() + ") - (" + number(arguments.get(1)).sql() + ")");
  }

  /** What is between a parenthesis and its partner, split at its commas; quotes are minded. */
  private List<String> arguments() {
    int open = place;
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int start = place + 1;
    while (place < text.length()) {
      char c = text.charAt(place);
      if (c == '\'' || c == '"' || c == '`') {
        quoted(c);
      } else if (c == '(') {
        depth++;
      } else if (c == ')' || (c == ',' && depth == 1)) {
        depth -= c == ')' ? 1 : 0;
        if (depth == 0 || c == ',') {
          arguments.add(argument(start));
          start = place + 1;
        }
        if (depth == 0) {
          place++;
          return arguments;
        }
      }
      place++;
    }
    throw wrongAt(open + 1, "this parenthesis is not closed", "add a ')'");
  }

  private String argument(int start) {
    String argument = text.substring(start, place).strip();
    if (argument.isEmpty()) {
      throw wrongAt(start + 1, "an expression is missing", "write a column");
    }
    return argument;
  }

  private void quoted(char quote) {
    int open = place++;
    while (place < text.length() && text.charAt(place) != quote) {
      place += text.charAt(place) == '\\' ? 2 : 1;
    }
    if (place >= text.length()) {
      throw wrongAt(open + 1, "this quote is not closed", "add a " + quote);
    }
  }

  private void expect(char symbol) {
    if (!take(symbol)) {
      throw unexpected();
    }
  }

  private boolean take(char symbol) {
    boolean there = peek() == symbol;
    place += there ? 1 : 0;
    return there;
  }

  private char peek() {
    skipSpace();
    return place < text.length() ? text.charAt(place) : 0;
  }

  private void skipSpace() {
    while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
      place++;
    }
  }

  private FormulaException unexpected() {
    skipSpace();
    if (place >= text.length()) {
      return wrong("the formula ends too early", "write y ~ x1 + C(x2), or ~ x1 + x2");
    }
    String advice =
        switch (text.charAt(place)) {
          case '^' -> "write I(x * x) for a square";
          case '(' -> "write the terms out; parentheses are for C(…), I(…) and Pair(…)";
          case '/', '%', '>', '<', '=' -> "put computed numbers in I(…)";
          default -> "write y ~ x1 + C(x2), with + - : * between terms";
        };
    return wrong("'" + text.charAt(place) + "' does not belong here", advice);
  }

  private FormulaException wrong(String what, String fix) {
    return wrongAt(place + 1, what, fix);
  }

  private FormulaException wrongAt(int column, String what, String fix) {
    return new FormulaException(text, column, what, fix);
  }
}
