package io.tributary.jobspark.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
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
  private static final int BUFFER = 1 << 16;
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int END = -1;

  private final InputStream file;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
  private final char[] buffer = new char[BUFFER];
  private final StringBuilder pieces = new StringBuilder();
  private int next;
  private int limit;
  private boolean ended;
  private long record;

  CsvReader(Path file) {
    try {
      this.file = Files.newInputStream(file);
    } catch (IOException e) {
      throw ToolException.usage("the data file cannot be read: " + file);
    }
    if (peek() == BYTE_ORDER_MARK) {
      next++;
    }
  }

  /** Number of the record read last. */
  long number() {
    return record - 1;
  }

  /** The next record; empty at the end. A line with nothing on it is skipped. */
  Optional<List<String>> next() {
    record++;
    while (peek() == '\n' || peek() == '\r') {
      next++;
    }
    if (peek() == END) {
      record--;
      return Optional.empty();
    }
    List<String> fields = new ArrayList<>();
    do {
      fields.add(peek() == '"' ? quoted() : plain());
    } while (separator());
    return Optional.of(fields);
  }

  /** Takes what ends a field; true if another field follows in the record. */
  private boolean separator() {
    int end = peek();
    next++;
    return end == ',';
  }

  private String plain() {
    int start = next;
    while (true) {
      while (next < limit && !ends(buffer[next])) {
        next++;
      }
      if (next < limit) {
        return text(start);
      }
      // The field goes on behind what has been read so far.
      keep(start);
      if (peek() == END) {
        return text(next);
      }
      start = next;
    }
  }

  private static boolean ends(char c) {
    return c == ',' || c == '\n' || c == '\r';
  }

  /** Text between quotes, in which two quotes are one. */
  private String quoted() {
    next++;
    int start = next;
    while (true) {
      if (next >= limit) {
        keep(start);
        if (peek() == END) {
          throw broken("a quote is never closed");
        }
        start = next;
      }
      if (buffer[next] != '"') {
        next++;
        continue;
      }
      keep(start);
      next++;
      int c = peek();
      if (c != '"') {
        if (c != END && !ends((char) c)) {
          throw broken("text follows a closing quote");
        }
        return text(next);
      }
      // The second of two: it starts what follows.
      start = next;
      next++;
    }
  }

  /** Puts aside what has been scanned of a field that goes on. */
  private void keep(int start) {
    pieces.append(buffer, start, next - start);
    if (pieces.length() > MAX_FIELD) {
      throw broken("a field is longer than a million characters");
    }
  }

  /** The field that ends here. */
  private String text(int start) {
    if (pieces.isEmpty()) {
      return new String(buffer, start, next - start);
    }
    keep(start);
    String text = pieces.toString();
    pieces.setLength(0);
    return text;
  }

  /** The next character, which stays the next, or {@link #END}. */
  private int peek() {
    if (next < limit) {
      return buffer[next];
    }
    try {
      limit = fill();
      next = 0;
      return limit == 0 ? END : buffer[0];
    } catch (IOException e) {
      throw broken("the file cannot be read further");
    }
  }

  /** Decodes some characters, of which there are none at the end of the file. */
  private int fill() throws IOException {
    CharBuffer chars = CharBuffer.wrap(buffer);
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (chars.position() > 0 || (ended && result.isUnderflow())) {
        return chars.position();
      }
      if (result.isError()) {
        throw broken("it is not UTF-8 text; save the file as UTF-8");
      }
      bytes.compact();
      int read = file.read(bytes.array(), bytes.position(), bytes.remaining());
      ended = read < 0;
      bytes.position(bytes.position() + Math.max(0, read)).flip();
    }
  }

  private ToolException broken(String why) {
    long number = Math.max(0, number());
    return ToolException.data("the CSV is broken at record " + number + ": " + why);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new ToolException(ToolException.Code.FAILED, "the data file does not close", e);
    }
  }
}
