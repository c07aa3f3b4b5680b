package io.tributary.protocol.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.job.Section.Axis;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** {@link Section} and {@link Domain} in {@code compiled.json}. */
final class SectionJson {
  private SectionJson() {}

  static void write(ObjectNode node, Section section) {
    ExpressionJson.integers(node.putArray("dimensions"), section.dimensions());
    section.axis().ifPresent(axis -> axis(node.putObject("axis"), axis));
    ArrayNode cells = node.putArray("cells");
    section.cells().forEach(cell -> cell(cells.addObject(), cell));
  }

  private static void axis(ObjectNode node, Axis axis) {
    node.put("expression", axis.expression()).put("type", axis.bins().type().toString());
    if (axis.bins() instanceof Bins.Range range) {
      node.put("lower", range.lower().toString()).put("width", range.width().toString());
      node.put("count", range.count());
    } else if (axis.bins() instanceof Bins.Values values) {
      domain(node, values.domain());
    }
  }

  static void domain(ObjectNode node, Domain domain) {
    ArrayNode values = node.putArray("values");
    domain.values().forEach(value -> values.add(domain.type().write(value)));
    domain.other().ifPresent(other -> node.put("other", domain.type().write(other)));
  }

  private static void cell(ObjectNode node, Cell cell) {
    node.put("kind", ExpressionJson.lower(cell.kind())).put("bound", cell.bound().toString());
    ExpressionJson.integers(node.putArray("factors"), cell.factors());
    ExpressionJson.integers(node.putArray("present"), cell.present());
    if (cell.support()) {
      node.put("support", true);
    }
  }

  static Section read(StrictNode node) {
    return new Section(
        ExpressionJson.indices(node.required("dimensions")),
        node.optional("axis").map(axis -> axis.map(SectionJson::axis)),
        node.required("cells").items().stream().map(c -> c.map(SectionJson::cell)).toList());
  }

  private static Axis axis(StrictNode node) {
    SqlType type = node.required("type").type();
    Optional<StrictNode> width = node.optional("width");
    Bins bins =
        width.isPresent()
            ? new Bins.Range(
                type,
                new BigInteger(node.required("lower").text()),
                new BigInteger(width.get().text()),
                ExpressionJson.index(node.required("count")))
            : new Bins.Values(domain(node, type));
    return new Axis(node.required("expression").text(), bins);
  }

  static Domain domain(StrictNode node, SqlType type) {
    return new Domain(
        type,
        values(type, node.required("values")),
        node.optional("other").map(o -> type.read(o.text())));
  }

  static List<Object> values(SqlType type, StrictNode node) {
    return node.items().stream().map(item -> type.read(item.text())).toList();
  }

  private static Cell cell(StrictNode node) {
    return new Cell(
        node.required("kind").oneOf(Cell.Kind.class),
        ExpressionJson.indices(node.required("factors")),
        ExpressionJson.indices(node.required("present")),
        new BigInteger(node.required("bound").text()),
        node.optional("support").isPresent());
  }
}
