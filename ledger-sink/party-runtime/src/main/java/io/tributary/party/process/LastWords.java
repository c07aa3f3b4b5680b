package io.tributary.party.process;

import java.util.Arrays;

/**
 * Says what went wrong without saying more than it may: exceptions of this project are written to
 * be read; the message of any other (a parser's, Spark's) may quote a row, so only its type and
 * place are given.
 */
public final class LastWords {
  private static final int FRAMES = 12;

  private LastWords() {}

  /** One or more lines. */
  public static String of(Throwable e) {
    return isOurs(e) ? e.getMessage() : e.getClass().getName() + " " + place(e);
  }

  private static boolean isOurs(Throwable e) {
    return e.getClass().getName().startsWith("io.tributary.");
  }

  private static String place(Throwable e) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = e; t != null; t = t.getCause()) {
      text.append(t == e ? "" : "\n  because of " + t.getClass().getName());
      Arrays.stream(t.getStackTrace())
          .limit(FRAMES)
          .forEach(frame -> text.append("\n    at ").append(frame));
    }
    return text.toString();
  }
}
