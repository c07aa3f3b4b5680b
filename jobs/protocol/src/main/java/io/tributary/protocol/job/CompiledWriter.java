package io.tributary.protocol.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.job.CellExpression.Binary;
import io.tributary.protocol.job.CellExpression.Cast;
import io.tributary.protocol.job.CellExpression.Count;
import io.tributary.protocol.job.CellExpression.Literal;
import io.tributary.protocol.job.CellExpression.Moment;
import io.tributary.protocol.job.CellExpression.Negate;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.JobDefinition.Parameter;
import java.util.List;
import java.util.Locale;

/** Writes {@code compiled.json}. Numbers that may pass 2^53 are strings. */
final class CompiledWriter {
  static final int VERSION = 1;

  private CompiledWriter() {}

  static byte[] write(CompiledJob job) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("version", VERSION).put("name", job.name()).put("query", job.query());
    ArrayNode inputs = node.putArray("inputs");
    job.inputs().forEach(i -> InputJson.write(inputs.addObject(), i));
    ArrayNode parameters = node.putArray("parameters");
    job.parameters().forEach(p -> parameter(parameters.addObject(), p));
    job.filter().ifPresent(f -> node.put("filter", f));
    ArrayNode dimensions = node.putArray("dimensions");
    job.dimensions().forEach(d -> dimension(dimensions.addObject(), d));
    ArrayNode measures = node.putArray("measures");
    job.measures()
        .forEach(
            m ->
                measures
                    .addObject()
                    .put("expression", m.expression())
                    .put("type", m.type().toString())
                    .put("lower", m.lower().toPlainString())
                    .put("upper", m.upper().toPlainString())
                    .put("nullable", m.nullable()));
    ArrayNode cells = node.putArray("cells");
    for (CompiledJob.Cell cell : job.cells()) {
      ObjectNode one = cells.addObject().put("kind", lower(cell.kind()));
      one.put("bound", cell.bound().toString());
      if (cell.measure() >= 0) {
        one.put("measure", cell.measure());
      }
    }
    ArrayNode outputs = node.putArray("outputs");
    job.outputs().forEach(o -> output(outputs.addObject(), o));
    node.put("grouped", job.grouped());
    node.putObject("repositories")
        .put("rule", lower(job.repositories().rule()))
        .put("minimum", job.repositories().minimum())
        .put("maximum", job.repositories().maximum());
    node.putObject("limits")
        .put("rows", job.limits().rows())
        .put("seconds", job.limits().seconds())
        .put("cells", job.limits().cells());
    node.putObject("shape")
        .put("groups", job.groups())
        .put("cells", job.cellCount())
        .put("blockSize", job.blockSize());
    return CanonicalJson.write(node);
  }

  private static void parameter(ObjectNode node, Parameter parameter) {
    SqlType type = parameter.type();
    node.put("name", parameter.name()).put("type", type.toString());
    node.put("description", parameter.description());
    values(node.putArray("values"), type, parameter.values());
    parameter
        .range()
        .ifPresent(r -> values(node.putArray("range"), type, List.of(r.lower(), r.upper())));
    parameter.defaultValue().ifPresent(value -> node.put("default", type.write(value)));
  }

  private static void dimension(ObjectNode node, Dimension dimension) {
    node.put("name", dimension.name()).put("type", dimension.type().toString());
    node.put("expression", dimension.expression()).put("nullable", dimension.nullable());
    values(node.putArray("values"), dimension.type(), dimension.values());
    dimension.other().ifPresent(other -> node.put("other", dimension.type().write(other)));
  }

  private static void values(ArrayNode node, SqlType type, List<Object> values) {
    values.forEach(value -> node.add(type.write(value)));
  }

  private static void output(ObjectNode node, CompiledJob.Output output) {
    node.put("name", output.name()).put("type", output.type().toString());
    if (output.dimension() >= 0) {
      node.put("dimension", output.dimension());
    }
    output.value().ifPresent(value -> expression(node.putObject("value"), value));
  }

  private static void expression(ObjectNode node, CellExpression expression) {
    node.put("type", expression.type().toString());
    if (expression instanceof Count count) {
      node.put("op", "count").put("cell", count.cell());
    } else if (expression instanceof Moment moment) {
      node.put("op", lower(moment.kind())).put("scale", moment.scale());
      node.put("count", moment.count()).put("sum", moment.sum());
      if (moment.squares() >= 0) {
        node.put("squares", moment.squares());
      }
    } else if (expression instanceof Literal literal) {
      node.put("op", "literal").put("value", literal.value());
    } else if (expression instanceof Binary binary) {
      node.put("op", lower(binary.operator()));
      expression(node.putObject("left"), binary.left());
      expression(node.putObject("right"), binary.right());
    } else if (expression instanceof Negate negate) {
      node.put("op", "negate");
      expression(node.putObject("child"), negate.child());
    } else if (expression instanceof Cast cast) {
      node.put("op", "cast");
      expression(node.putObject("child"), cast.child());
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
