package io.tributary.protocol.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Answers as JSON. Doubles are written in their shortest form that reads back the same. */
final class AnswerJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private AnswerJson() {}

  static String write(Answer answer) {
    ObjectNode node = MAPPER.createObjectNode();
    ArrayNode columns = node.putArray("columns");
    for (Answer.Column column : answer.columns()) {
      columns.addObject().put("name", column.name()).put("type", column.type().toString());
    }
    ArrayNode rows = node.putArray("rows");
    for (List<Object> row : answer.rows()) {
      ArrayNode values = rows.addArray();
      row.forEach(value -> add(values, value));
    }
    return node.toString();
  }

  private static void add(ArrayNode values, Object value) {
    if (value == null) {
      values.addNull();
    } else if (value instanceof Long integer) {
      values.add(integer);
    } else if (value instanceof Double number) {
      values.add(number);
    } else if (value instanceof Boolean flag) {
      values.add(flag);
    } else if (value instanceof BigDecimal decimal) {
      values.add(decimal.toPlainString());
    } else {
      values.add(value.toString());
    }
  }

  static Answer read(String json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      List<Answer.Column> columns = new ArrayList<>();
      for (JsonNode column : node.required("columns")) {
        columns.add(
            new Answer.Column(
                column.required("name").textValue(),
                SqlType.parse(column.required("type").textValue())));
      }
      List<List<Object>> rows = new ArrayList<>();
      for (JsonNode row : node.required("rows")) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
          values.add(value(columns.get(i).type(), row.required(i)));
        }
        rows.add(values);
      }
      return new Answer(columns, rows);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not the JSON of an answer", e);
    }
  }

  private static Object value(SqlType type, JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    return type.kind() == SqlType.Kind.DOUBLE
        ? (Object) node.doubleValue()
        : type.read(node.asText());
  }
}
