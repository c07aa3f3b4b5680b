package io.tributary.jobspark.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads CSV as RFC 4180 has it: comma, double quotes, quotes doubled inside quotes, any line end,
 * UTF-8. Errors name the record; the header is record 0.
 */
final class CsvReader implements AutoCloseable {
  private static final int MAX_FIELD = 1 << 20;
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int END = -1;
  private static final int NONE = -2;

  private final Reader reader;
  private int pushedBack = NONE;
  private long record;

  CsvReader(Path file) {
    try {
      this.reader =
          new BufferedReader(
              new InputStreamReader(
                  Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()),
              1 << 16);
      int first = read();
      pushedBack = first == BYTE_ORDER_MARK ? NONE : first;
    } catch (IOException e) {
      throw ToolException.usage("the data file cannot be read: " + file);
    }
  }

  /** Number of the record read last. */
  long number() {
    return record - 1;
  }

  /** The next record; empty at the end. A line with nothing on it is skipped. */
  Optional<List<String>> next() {
    int c = read();
    while (c == '\n' || c == '\r') {
      c = read();
    }
    if (c == END) {
      return Optional.empty();
    }
    record++;
    List<String> fields = new ArrayList<>();
    pushedBack = c;
    boolean more = true;
    while (more) {
      more = field(fields);
    }
    return Optional.of(fields);
  }

  /** Reads one field; true if another follows in the record. */
  private boolean field(List<String> fields) {
    StringBuilder field = new StringBuilder();
    int c = read();
    if (c == '"') {
      quoted(field);
      c = read();
      if (c != ',' && c != '\n' && c != '\r' && c != END) {
        throw broken("text follows a closing quote");
      }
    } else {
      while (c != ',' && c != '\n' && c != '\r' && c != END) {
        append(field, c);
        c = read();
      }
    }
    fields.add(field.toString());
    return c == ',';
  }

  private void quoted(StringBuilder field) {
    while (true) {
      int c = read();
      if (c == END) {
        throw broken("a quote is never closed");
      }
      if (c == '"') {
        int next = read();
        if (next != '"') {
          pushedBack = next;
          return;
        }
      }
      append(field, c);
    }
  }

  private void append(StringBuilder field, int c) {
    if (field.length() >= MAX_FIELD) {
      throw broken("a field is longer than a million characters");
    }
    field.append((char) c);
  }

  private int read() {
    if (pushedBack != NONE) {
      int c = pushedBack;
      pushedBack = NONE;
      return c;
    }
    try {
      return reader.read();
    } catch (CharacterCodingException e) {
      throw broken("it is not UTF-8 text; save the file as UTF-8");
    } catch (IOException e) {
      throw broken("the file cannot be read further");
    }
  }

  private ToolException broken(String why) {
    long number = Math.max(0, number());
    return ToolException.data("the CSV is broken at record " + number + ": " + why);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new ToolException(ToolException.Code.FAILED, "the data file does not close", e);
    }
  }
}
