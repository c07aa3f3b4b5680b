package io.tributary.cli.demo;

import io.tributary.cli.error.DataErrors;
import io.tributary.cli.error.Failures;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The column names of a CSV file: enough to refuse a wrong file at once, before anything starts.
 */
final class CsvHeader {
  private static final int MOST = 1 << 20;
  private static final Map<String, String> SEPARATORS =
      Map.of(";", "semicolons", "\t", "tabs", "|", "vertical bars");

  private CsvHeader() {}

  /** Reads the first record; an empty file or a broken header is an error that names the file. */
  static List<String> read(Path file) {
    try (BufferedReader in =
        new BufferedReader(
            new java.io.InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)))) {
      List<String> names = record(in, file);
      if (names.size() == 1 && names.get(0).isBlank()) {
        throw empty(file);
      }
      separators(names, file);
      check(names, file);
      in.mark(2);
      if (in.read() < 0) {
        throw DataErrors.badData(
            file.getFileName() + " has no rows",
            "there is a header and nothing under it",
            "give a file with at least one record");
      }
      return names;
    } catch (IOException e) {
      throw DataErrors.badData(
          file.getFileName() + " cannot be read", Failures.reason(e), "check the file's rights");
    }
  }

  private static List<String> record(BufferedReader in, Path file) throws IOException {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    int read = 0;
    int c = skipMark(in);
    if (c < 0) {
      throw empty(file);
    }
    for (; c >= 0; c = in.read()) {
      if (++read > MOST) {
        throw broken(file, "its first record is longer than 1 MiB");
      }
      if (c == '"') {
        // Two quotes inside quotes are one: the second opens them again.
        if (!quoted && name.length() > 0 && !endsQuoted(name)) {
          throw broken(file, "a quotation mark stands inside a name of its header");
        }
        quoted = !quoted;
        name.append('"');
      } else if (c == ',' && !quoted) {
        names.add(unquote(name));
        name.setLength(0);
      } else if ((c == '\n' || c == '\r') && !quoted) {
        if (c == '\r') {
          in.mark(1);
          if (in.read() != '\n') {
            in.reset();
          }
        }
        names.add(unquote(name));
        return names;
      } else {
        name.append((char) c);
      }
    }
    if (quoted) {
      throw broken(file, "a quotation mark of its header is never closed");
    }
    names.add(unquote(name));
    return names;
  }

  private static int skipMark(BufferedReader in) throws IOException {
    int first = in.read();
    return first == '\ufeff' ? in.read() : first;
  }

  private static boolean endsQuoted(StringBuilder name) {
    return name.charAt(0) == '"';
  }

  private static String unquote(StringBuilder name) {
    String text = name.toString();
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
        : text;
  }

  /** What other programs call CSV: separated by something else, or in another encoding. */
  private static void separators(List<String> names, Path file) {
    if (names.stream().anyMatch(name -> name.indexOf('\0') >= 0 || name.indexOf('\ufffd') >= 0)) {
      throw DataErrors.badData(
          file.getFileName() + " is no UTF-8 text",
          "its first line holds bytes that UTF-8 does not have",
          "save it as UTF-8");
    }
    for (String separator : List.of(";", "\t", "|")) {
      if (names.size() == 1 && names.get(0).contains(separator)) {
        throw broken(file, "its first line is separated by " + SEPARATORS.get(separator));
      }
    }
  }

  private static void check(List<String> names, Path file) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty() && !seen.add(names.get(i))) {
        throw broken(file, "column " + (i + 1) + " has the name of an earlier one");
      }
    }
  }

  private static RuntimeException empty(Path file) {
    return DataErrors.badData(
        file.getFileName() + " is empty",
        "it has no header and no rows",
        "give a CSV file whose first line names its columns");
  }

  private static RuntimeException broken(Path file, String why) {
    return DataErrors.badData(
        file.getFileName() + " is no readable CSV",
        why,
        "separate by commas, quote with \", and name each column once in the first line");
  }
}
