package io.tributary.party.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Guesses which known key a mistyped one stands for. */
final class Suggestion {
  private Suggestion() {}

  /** The end of an error message: a near name, or all of them. */
  static String of(String given, List<String> known) {
    int tolerance = Math.max(1, given.length() / 3);
    return known.stream()
        .filter(k -> distance(fold(given), fold(k)) <= tolerance)
        .min(Comparator.comparingInt(k -> distance(fold(given), fold(k))))
        .map(k -> "; did you mean '" + k + "'?")
        .orElse("; known here: " + String.join(", ", known));
  }

  private static String fold(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
