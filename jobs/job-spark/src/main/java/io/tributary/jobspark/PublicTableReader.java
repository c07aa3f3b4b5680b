package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.JobDefinition.Rounding;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the CSV file of a public table: a header with exactly the declared columns in any order,
 * then records, counted from 1; blank is NULL. Errors name file, record and column.
 */
final class PublicTableReader {
  private static final int MAX_ERRORS = 10;
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,60}(\\.[0-9]{1,60})?");

  private final Input input;
  private final Problems problems;
  private int errors;

  PublicTableReader(Input input, Problems problems) {
    this.input = input;
    this.problems = problems;
  }

  /** Rows of typed values in the order of the declared columns; empty after a problem. */
  List<List<Object>> read(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      List<List<String>> records = CsvText.records(text);
      if (records.isEmpty()) {
        wrong("has no header", "the first line names the columns", "write the columns' names");
        return List.of();
      }
      return rows(records);
    } catch (CharacterCodingException e) {
      wrong("is not UTF-8 text", "every repository must read the same", "save it as UTF-8");
    } catch (CsvText.Broken e) {
      wrong("is broken at record " + e.record(), e.getMessage(), "write it as RFC 4180 has it");
    }
    return List.of();
  }

  private List<List<Object>> rows(List<List<String>> records) {
    List<Integer> places = new ArrayList<>();
    List<String> header = records.get(0);
    for (Column column : input.columns()) {
      places.add(header.indexOf(column.name()));
    }
    if (places.contains(-1) || header.size() != places.size()) {
      wrong(
          "has other columns than job.yaml declares",
          "the header must name exactly " + input.columns().stream().map(Column::name).toList(),
          "correct the header or the declaration");
      return List.of();
    }
    List<List<Object>> rows = new ArrayList<>();
    for (int record = 1; record < records.size() && errors < MAX_ERRORS; record++) {
      List<String> fields = records.get(record);
      if (fields.size() != header.size()) {
        errors++;
        wrong(
            "is broken at record " + record,
            "it has " + fields.size() + " fields, the header has " + header.size(),
            "quote fields that contain commas");
      } else {
        rows.add(row(record, fields, places));
      }
    }
    return rows;
  }

  private List<Object> row(int record, List<String> fields, List<Integer> places) {
    List<Object> row = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      row.add(value(record, input.columns().get(i), fields.get(places.get(i))));
    }
    return row;
  }

  private Object value(int record, Column column, String field) {
    String why;
    if (field.isEmpty()) {
      why = column.nullable() ? "" : "is blank, but the column is declared not nullable";
      Optional<Object> none = Optional.empty();
      return why.isEmpty() ? none.orElse(null) : bad(record, column, why);
    }
    try {
      Object value = typed(column, field);
      Optional<String> outside =
          column.type().isExact() || column.type().isTemporal()
              ? PublicTables.outside(column, value)
              : Optional.empty();
      return outside.isPresent() ? bad(record, column, outside.get()) : value;
    } catch (IllegalArgumentException e) {
      return bad(record, column, "is not a " + column.type());
    }
  }

  private static Object typed(Column column, String field) {
    SqlType type = column.type();
    if (!type.isDecimal() || column.rounding() == Rounding.NONE) {
      return type.read(field);
    }
    if (!NUMBER.matcher(field).matches()) {
      throw new IllegalArgumentException("not a plain number");
    }
    BigDecimal value = new BigDecimal(field).setScale(type.scale(), RoundingMode.HALF_UP);
    return type.read(value.toPlainString());
  }

  private Object bad(int record, Column column, String why) {
    errors++;
    wrong(
        "cannot be read at record " + record + ", column " + column.name(),
        "the value " + why,
        "correct it, or declare the column otherwise");
    return null;
  }

  private void wrong(String what, String why, String fix) {
    problems.general("public table " + input.file().orElseThrow() + " " + what, why, fix);
  }
}
