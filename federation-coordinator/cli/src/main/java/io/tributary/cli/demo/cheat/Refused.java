package io.tributary.cli.demo.cheat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the contract would not take of a sink, by that sink's own log.
 *
 * @param function of the contract
 * @param error the contract's own name for the reason
 */
record Refused(String function, String error) {
  private static final Pattern LINE =
      Pattern.compile("the contract will not take (\\w+) \\([^)]*\\): (\\w+)");

  /** All refusals in a log, in order. */
  static List<Refused> in(String log) {
    return LINE.matcher(log).results().map(Refused::of).toList();
  }

  private static Refused of(MatchResult found) {
    return new Refused(found.group(1), found.group(2));
  }
}
