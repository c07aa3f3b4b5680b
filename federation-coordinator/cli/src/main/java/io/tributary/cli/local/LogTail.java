package io.tributary.cli.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of a log, fit to show: our own messages, which never hold a row's value, and of everyone
 * else's only the names of exceptions and their places in the code.
 */
final class LogTail {
  private static final int BYTES = 64 * 1024;
  private static final int LINES = 8;
  private static final Pattern OURS =
      Pattern.compile(
          "^(?:\\S+ )?\\[?(?:WARN|ERROR)]? io\\.tributary\\S* .*|^[a-z-]+: stopped: .*");
  private static final Pattern EXCEPTION =
      Pattern.compile(
          "((?:Caused by: |Exception in thread \"[\\w-]+\""
              + " )?(?:[a-z][\\w]*\\.)+[A-Z][\\w$]*(?:Exception|Error))\\b(.*)");
  private static final Pattern FRAME = Pattern.compile("^\\s+at io\\.tributary\\.[\\w.$]+\\(.*");
  private static final Pattern START =
      Pattern.compile("^(?:Error: |java\\.net\\.BindException|Address already in use).*");

  private LogTail() {}

  /** At most eight lines; empty if the log says nothing that may be shown. */
  static List<String> safe(Path log) {
    Deque<String> kept = new ArrayDeque<>();
    for (String line : tail(log)) {
      String shown = safe(line);
      if (!shown.isEmpty() && !shown.equals(kept.peekLast())) {
        kept.addLast(shown);
        if (kept.size() > LINES) {
          kept.removeFirst();
        }
      }
    }
    return List.copyOf(kept);
  }

  static String safe(String line) {
    if (OURS.matcher(line).matches() || START.matcher(line).matches()) {
      return line.strip();
    }
    if (FRAME.matcher(line).matches()) {
      return "  " + line.strip();
    }
    Matcher exception = EXCEPTION.matcher(line);
    if (exception.find()) {
      boolean ours = exception.group(1).contains("io.tributary.");
      return exception.group(1) + (ours ? exception.group(2) : "");
    }
    return "";
  }

  private static List<String> tail(Path log) {
    if (!Files.isReadable(log)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - BYTES);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).lines().skip(from > 0 ? 1 : 0).toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
