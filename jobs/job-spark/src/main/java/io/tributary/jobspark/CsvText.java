package io.tributary.jobspark;

import java.util.ArrayList;
import java.util.List;

/** CSV as RFC 4180 has it, in a text that is held whole: comma, double quotes, any line end. */
final class CsvText {
  private final String text;
  private final List<List<String>> records = new ArrayList<>();
  private int at;

  private CsvText(String text) {
    this.text = text;
    this.at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  /** A text that is no CSV. */
  static final class Broken extends RuntimeException {
    private final int record;

    Broken(int record, String why) {
      super(why);
      this.record = record;
    }

    /** Where: the header is 0. */
    int record() {
      return record;
    }
  }

  /** All records, the header first; lines with nothing on them are skipped. */
  static List<List<String>> records(String text) {
    CsvText reader = new CsvText(text);
    while (reader.at < text.length()) {
      if (reader.isLineEnd()) {
        reader.at++;
      } else {
        reader.record();
      }
    }
    return reader.records;
  }

  private boolean isLineEnd() {
    return at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r');
  }

  private void record() {
    List<String> fields = new ArrayList<>();
    boolean more = true;
    while (more) {
      boolean quoted = at < text.length() && text.charAt(at) == '"';
      fields.add(quoted ? quoted() : plain());
      more = at < text.length() && text.charAt(at) == ',';
      if (!more && at < text.length() && !isLineEnd()) {
        throw new Broken(records.size(), "text follows a closing quote");
      }
      at++;
    }
    records.add(fields);
  }

  private String plain() {
    int start = at;
    while (at < text.length() && text.charAt(at) != ',' && !isLineEnd()) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    at++;
    while (true) {
      int end = text.indexOf('"', at);
      if (end < 0) {
        throw new Broken(records.size(), "a quote is never closed");
      }
      field.append(text, at, end);
      at = end + 1;
      if (at == text.length() || text.charAt(at) != '"') {
        return field.toString();
      }
      field.append('"');
      at++;
    }
  }
}
