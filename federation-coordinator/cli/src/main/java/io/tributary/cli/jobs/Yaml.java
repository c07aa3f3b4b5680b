package io.tributary.cli.jobs;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Text as YAML reads it back. */
final class Yaml {
  private static final Pattern PLAIN =
      Pattern.compile("\\p{L}([\\p{L}\\p{N} _./+-]*[\\p{L}\\p{N}_./+-])?");
  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

  private Yaml() {}

  /** Bare where that is safe, else in double quotes. */
  static String text(String value) {
    if (PLAIN.matcher(value).matches() && !WORDS.contains(value.toLowerCase(Locale.ROOT))) {
      return value;
    }
    StringBuilder quoted = new StringBuilder("\"");
    value
        .chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (Character.isISOControl(c)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }
}
