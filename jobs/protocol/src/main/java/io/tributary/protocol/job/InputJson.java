package io.tributary.protocol.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.job.JobDefinition.Bounds;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.JobDefinition.Rounding;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Inputs in {@code compiled.json}. Bounds are texts of the published type. */
final class InputJson {
  private InputJson() {}

  static void write(ObjectNode node, Input input) {
    node.put("name", input.name());
    input.subject().ifPresent(subject -> node.put("subject", subject));
    input.file().ifPresent(file -> node.put("table", file));
    ArrayNode columns = node.putArray("columns");
    input.columns().forEach(column -> write(columns.addObject(), column));
  }

  private static void write(ObjectNode node, Column column) {
    node.put("name", column.name()).put("type", column.type().toString());
    node.put("nullable", column.nullable());
    node.put("rounding", column.rounding().name().toLowerCase(Locale.ROOT));
    column.scale().ifPresent(scale -> node.put("scale", scale));
    if (column.bounds().isPresent()) {
      Bounds bounds = column.bounds().get();
      SqlType type = column.published();
      node.put("lower", type.write(type.at(bounds.lower())));
      node.put("upper", type.write(type.at(bounds.upper())));
    }
  }

  static Input read(StrictNode node) {
    List<Column> columns =
        node.required("columns").items().stream().map(c -> c.map(InputJson::column)).toList();
    return new Input(
        node.required("name").text(),
        columns,
        node.optional("subject").map(StrictNode::text),
        node.optional("table").map(StrictNode::text));
  }

  private static Column column(StrictNode node) {
    SqlType type = node.required("type").type();
    Optional<Integer> scale =
        node.optional("scale").map(s -> (int) s.integer(0, SqlType.MAX_PRECISION));
    if (type.isFloating() != scale.isPresent()) {
      throw node.wrong("a float or double has a scale, and nothing else has");
    }
    Optional<StrictNode> upper = node.optional("upper");
    return new Column(
        node.required("name").text(),
        type,
        node.required("nullable").bool(),
        node.optional("lower")
            .map(l -> bounds(type, scale, l, upper.orElseThrow(() -> l.wrong("no upper")))),
        node.required("rounding").oneOf(Rounding.class),
        scale);
  }

  private static Bounds bounds(
      SqlType type, Optional<Integer> scale, StrictNode lower, StrictNode upper) {
    SqlType read = scale.map(s -> SqlType.decimal(SqlType.MAX_PRECISION, s)).orElse(type);
    return new Bounds(position(read, lower), position(read, upper));
  }

  private static BigDecimal position(SqlType type, StrictNode node) {
    return type.position(type.read(node.text()));
  }
}
