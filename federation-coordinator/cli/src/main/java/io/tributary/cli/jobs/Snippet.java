package io.tributary.cli.jobs;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The place of a problem: file, line, column, the line itself and a caret under the words. */
final class Snippet {
  private static final int WIDEST = 96;
  private static final int LEAD = 40;
  private static final String ENDS = " \t,:;()[]{}#=<>+-*/'\"";

  private Snippet() {}

  /**
   * Several lines, ending in a line feed.
   *
   * @param line from 1; 0 for the file as a whole
   * @param column from 1
   */
  static String of(Path folder, String file, int line, int column) {
    Path path = folder.resolve(file);
    if (line < 1) {
      return "  --> " + path + "\n";
    }
    String head = "  --> " + path + ":" + line + ":" + column + "\n";
    List<String> lines = lines(path);
    if (line > lines.size()) {
      return head;
    }
    String number = Integer.toString(line);
    String gutter = " ".repeat(number.length() + 1) + "|";
    String source = lines.get(line - 1).replace('\t', ' ').stripTrailing();
    int at = Math.min(Math.max(column - 1, 0), source.length());
    int length = length(source, at);
    int cut = at > WIDEST - LEAD ? at - LEAD : 0;
    String shown = (cut > 0 ? "…" : "") + clipped(source.substring(cut));
    String indent = " ".repeat(at - cut + (cut > 0 ? 1 : 0));
    return head
        + (" " + gutter + "\n")
        + (" " + number + " | " + shown + "\n")
        + (" " + gutter + " " + indent + "^".repeat(length) + "\n");
  }

  private static String clipped(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }

  /** How many characters the thing at a place has: a quoted text, a list in brackets, or a word. */
  private static int length(String line, int at) {
    if (at >= line.length()) {
      return 1;
    }
    char first = line.charAt(at);
    int close =
        switch (first) {
          case '\'', '"', '`' -> line.indexOf(first, at + 1);
          case '[' -> line.indexOf(']', at + 1);
          case '{' -> line.indexOf('}', at + 1);
          default -> -1;
        };
    if (close > 0) {
      return Math.min(close + 1 - at, WIDEST);
    }
    int end = at + 1;
    while (end < line.length() && ENDS.indexOf(line.charAt(end)) < 0) {
      end++;
    }
    return Math.min(end - at, WIDEST);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readString(file).lines().toList();
    } catch (MalformedInputException e) {
      return List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
