package io.tributary.cli.query;

import java.util.function.Consumer;

/** What there is to say about an answer that may not show all. */
public final class HiddenGroups {
  private HiddenGroups() {}

  /** Says how many groups are hidden, and which nodes lied; nothing if none. */
  public static void say(Consumer<String> console, Results.Opened opened) {
    if (opened.hidden() > 0) {
      console.accept(
          opened.hidden()
              + " groups are not shown: the job's release rules hide them, or they are empty;"
              + " nobody can tell which");
    }
    if (!opened.liars().isEmpty()) {
      console.accept(
          "nodes " + opened.liars() + " sent something false and were outvoted; the answer stands");
    }
  }
}
