package io.tributary.cli.error;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How this program was called, so that what it tells people to type can be typed as it stands.
 *
 * @param program as the shell found it, such as {@code ./tributary}
 * @param home the words that name the home, with a leading space; empty for the default one
 */
public record Called(String program, String home) {
  /** Where state lives unless somebody says otherwise. */
  public static final String DEFAULT_HOME = ".tributary";

  private static final String NAME = "tributary";
  private static final Pattern COMMAND = Pattern.compile("`" + NAME + "( [^`]*)?`");
  private static final Set<String> WITHOUT_HOME = Set.of("jobs", "version", "help");

  /** By what the launcher says; no home is known yet. */
  public static Called now() {
    return new Called(System.getProperty("tributary.called", NAME), "");
  }

  /** The same with the home that the person gave. */
  public Called at(Path given) {
    String text = given.toString();
    return new Called(program, text.equals(DEFAULT_HOME) ? "" : " --home " + quoted(text));
  }

  /**
   * A command as it is to be typed here.
   *
   * @param words such as {@code tributary audit 0x…}; what is no such command stays as it is
   */
  public String command(String words) {
    if (!words.equals(NAME) && !words.startsWith(NAME + " ")) {
      return words;
    }
    String rest = words.substring(NAME.length());
    String[] each = rest.strip().split(" ", -1);
    boolean plain = rest.contains("--help") || each[0].isEmpty() || WITHOUT_HOME.contains(each[0]);
    return program + rest + (plain || rest.contains(" --home") ? "" : home);
  }

  /** A text whose commands stand between back quotes. */
  public String in(String text) {
    return COMMAND.matcher(text).replaceAll(this::typed);
  }

  private String typed(MatchResult command) {
    String words = command.group();
    String typed = "`" + command(words.substring(1, words.length() - 1)) + "`";
    return java.util.regex.Matcher.quoteReplacement(typed);
  }

  private static String quoted(String path) {
    return path.matches("[\\w@%+=:,./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
