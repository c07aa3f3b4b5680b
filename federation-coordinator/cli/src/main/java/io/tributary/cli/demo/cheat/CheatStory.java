package io.tributary.cli.demo.cheat;

import io.tributary.cli.output.Table;
import java.util.ArrayList;
import java.util.List;

/** What happens in a cheat, in order, and what was promised of it. */
final class CheatStory {
  private static final int WIDTH = 100;

  private final String title;
  private final List<Step> steps = new ArrayList<>();
  private final List<Promise> promises = new ArrayList<>();

  /** Somebody does something, or notices it. */
  record Step(String who, String what) {}

  /** Something that must be so in the end, and whether it is. */
  record Promise(String words, boolean kept) {}

  CheatStory(String title) {
    this.title = title;
  }

  CheatStory tell(String who, String what) {
    steps.add(new Step(who, what));
    return this;
  }

  CheatStory promise(String words, boolean kept) {
    promises.add(new Promise(words, kept));
    return this;
  }

  String title() {
    return title;
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** Promises that were not kept. */
  List<String> broken() {
    return promises.stream().filter(promise -> !promise.kept()).map(Promise::words).toList();
  }

  /** Whether all was as promised; a story without promises proves nothing. */
  boolean good() {
    return !promises.isEmpty() && broken().isEmpty();
  }

  /** The steps, who does each in a column of its own, in lines that fit on a screen. */
  String told() {
    int column = steps.stream().mapToInt(step -> step.who().length()).max().orElse(0) + 2;
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      text.append(step.who()).append(" ".repeat(column - step.who().length()));
      int at = column;
      for (String word : step.what().split(" ", -1)) {
        if (at > column && at + 1 + word.length() > WIDTH) {
          text.append("\n").append(" ".repeat(column));
          at = column;
        } else if (at > column) {
          text.append(' ');
          at++;
        }
        text.append(word);
        at += word.length();
      }
      text.append("\n");
    }
    return text.toString();
  }

  Table kept() {
    Table.Builder table = Table.of("as promised", "what");
    promises.forEach(promise -> table.row(promise.kept() ? "yes" : "NO", promise.words()));
    return table.build();
  }
}
