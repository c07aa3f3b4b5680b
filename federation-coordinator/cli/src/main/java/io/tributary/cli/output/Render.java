package io.tributary.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Tables as text. */
public final class Render {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Render() {}

  /** The table in the form asked for, ending in a line feed. */
  public static String render(Table table, Format format) {
    return switch (format) {
      case table -> aligned(table);
      case csv -> csv(table);
      case json -> json(array(table));
      case parquet, arrow -> throw new IllegalArgumentException(format + " is no text");
    };
  }

  /** Any JSON value, indented, ending in a line feed. */
  public static String json(JsonNode node) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree is always writable", e);
    }
  }

  /** A value as JSON: exact decimals as strings, integers and doubles as numbers. */
  public static JsonNode value(Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value == null) {
      return nodes.nullNode();
    }
    if (value instanceof JsonNode node) {
      return node;
    }
    if (value instanceof Boolean bool) {
      return nodes.booleanNode(bool);
    }
    if (value instanceof Integer || value instanceof Long || value instanceof Short) {
      return nodes.numberNode(((Number) value).longValue());
    }
    if (value instanceof BigInteger whole) {
      return nodes.numberNode(whole);
    }
    if (value instanceof Double real && Double.isFinite(real)) {
      return nodes.numberNode(real);
    }
    return nodes.textNode(text(value));
  }

  /** One object a row. */
  public static ArrayNode array(Table table) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (List<Object> row : table.rows()) {
      ObjectNode object = array.addObject();
      for (int i = 0; i < row.size(); i++) {
        object.set(table.columns().get(i), value(row.get(i)));
      }
    }
    return array;
  }

  private static String csv(Table table) {
    StringBuilder out = new StringBuilder();
    csvLine(out, table.columns());
    for (List<Object> row : table.rows()) {
      csvLine(out, row);
    }
    return out.toString();
  }

  private static void csvLine(StringBuilder out, List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      String text = values.get(i) == null ? "" : text(values.get(i));
      boolean quote =
          text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
              || (values.get(i) != null && text.isEmpty());
      out.append(i == 0 ? "" : ",").append(quote ? "\"" + text.replace("\"", "\"\"") + "\"" : text);
    }
    out.append('\n');
  }

  private static String aligned(Table table) {
    int width = table.columns().size();
    int[] widths = new int[width];
    boolean[] right = new boolean[width];
    for (int i = 0; i < width; i++) {
      widths[i] = table.columns().get(i).length();
      right[i] = !table.rows().isEmpty();
      for (List<Object> row : table.rows()) {
        Object value = row.get(i);
        widths[i] = Math.max(widths[i], shown(value).length());
        right[i] &= value == null || value instanceof Number;
      }
    }
    StringBuilder out = new StringBuilder();
    line(out, table.columns(), widths, right);
    out.append("-".repeat(Math.max(1, java.util.Arrays.stream(widths).sum() + 2 * (width - 1))))
        .append('\n');
    for (List<Object> row : table.rows()) {
      line(out, row.stream().map(Render::shown).toList(), widths, right);
    }
    return out.toString();
  }

  private static void line(StringBuilder out, List<String> cells, int[] widths, boolean[] right) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String pad = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : "  ").append(right[i] ? pad + cells.get(i) : cells.get(i) + pad);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static String shown(Object value) {
    return value == null ? "NULL" : text(value).replaceAll("[\\p{Cntrl}]", " ");
  }

  private static String text(Object value) {
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }
}
