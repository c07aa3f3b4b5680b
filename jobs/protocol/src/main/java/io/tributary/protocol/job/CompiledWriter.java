package io.tributary.protocol.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.job.CompiledJob.Answering;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.JobDefinition.Parameter;
import java.util.List;

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
    ArrayNode source = node.putArray("source");
    job.source().forEach(source::add);
    ArrayNode dimensions = node.putArray("dimensions");
    job.dimensions().forEach(d -> dimension(dimensions.addObject(), d));
    ArrayNode sets = node.putArray("sets");
    job.sets().forEach(set -> ExpressionJson.integers(sets.addArray(), set));
    node.put("grouped", job.grouped());
    ArrayNode measures = node.putArray("measures");
    job.measures().forEach(m -> measure(measures.addObject(), m));
    ArrayNode sections = node.putArray("sections");
    job.sections().forEach(s -> SectionJson.write(sections.addObject(), s));
    answering(node.putObject("answering"), job.answering());
    job.release().ifPresent(r -> ReleaseJson.write(node.putObject("release"), r));
    job.noise()
        .ifPresent(
            n -> {
              ArrayNode variances = node.putArray("noise");
              n.variances().forEach(v -> variances.add(v.toString()));
            });
    node.putObject("repositories")
        .put("rule", ExpressionJson.lower(job.repositories().rule()))
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
    parameter
        .range()
        .filter(ParameterRange::stated)
        .ifPresent(r -> node.put("step", r.units().toPlainString()));
    parameter.defaultValue().ifPresent(value -> node.put("default", type.write(value)));
  }

  private static void dimension(ObjectNode node, Dimension dimension) {
    node.put("name", dimension.name()).put("type", dimension.type().toString());
    node.put("expression", dimension.expression()).put("nullable", dimension.nullable());
    SectionJson.domain(node, dimension.domain());
  }

  private static void measure(ObjectNode node, Measure measure) {
    node.put("expression", measure.expression()).put("type", measure.type().toString());
    node.put("lower", measure.lower().toPlainString());
    node.put("upper", measure.upper().toPlainString());
    node.put("nullable", measure.nullable()).put("centre", measure.centre().toString());
  }

  private static void values(ArrayNode node, SqlType type, List<Object> values) {
    values.forEach(value -> node.add(type.write(value)));
  }

  private static void answering(ObjectNode node, Answering answering) {
    ArrayNode outputs = node.putArray("outputs");
    for (CompiledJob.Output output : answering.outputs()) {
      ObjectNode one = outputs.addObject().put("name", output.name());
      ExpressionJson.write(one.putObject("value"), output.value());
    }
    answering.having().ifPresent(h -> ExpressionJson.write(node.putObject("having"), h));
    ArrayNode order = node.putArray("order");
    for (CompiledJob.SortKey key : answering.order()) {
      ObjectNode one = order.addObject().put("descending", key.descending());
      one.put("nullsFirst", key.nullsFirst());
      ExpressionJson.write(one.putObject("value"), key.value());
    }
    node.put("offset", answering.offset());
    answering.limit().ifPresent(limit -> node.put("limit", limit));
    answering.model().ifPresent(model -> ModelJson.write(node.putObject("model"), model));
  }
}
