package io.tributary.protocol.job;

import io.tributary.protocol.job.JobDefinition.Parameter;
import io.tributary.protocol.job.JobDefinition.Range;
import java.util.List;
import java.util.Optional;

/** Reads the parameters of {@code job.yaml}. */
final class ParameterReader {
  private ParameterReader() {}

  static Parameter parameter(String name, StrictNode node) {
    DefinitionReader.checkIdentifier(name, node);
    return node.map(
        n -> {
          Optional<SqlType> type = n.required("type", t -> Optional.of(type(t)), Optional.empty());
          return of(name, type, n);
        });
  }

  private static SqlType type(StrictNode node) {
    SqlType type = node.type();
    if (type.isFloating()) {
      throw node.wrong(
          "a parameter is not a " + type, "it is not exact", "use decimal(precision, scale)");
    }
    return type;
  }

  /** Without a type its values cannot be judged, and its own mistake has been noted. */
  private static Parameter of(String name, Optional<SqlType> type, StrictNode node) {
    Parameter parameter =
        new Parameter(
            name,
            type.orElse(SqlType.STRING),
            node.optional("values", v -> type.map(t -> values(t, v)))
                .flatMap(v -> v)
                .orElse(List.of()),
            node.optional("range", r -> type.map(t -> range(t, r))).flatMap(r -> r),
            node.optional("default", d -> type.map(t -> d.typed(t))).flatMap(d -> d),
            node.optional("description", StrictNode::text).orElse(""));
    if (type.isPresent()) {
      node.optional("default", d -> checkDefault(parameter, d));
    }
    return parameter;
  }

  private static List<Object> values(SqlType type, StrictNode node) {
    return node.items(item -> item.typed(type));
  }

  private static boolean checkDefault(Parameter parameter, StrictNode node) {
    if (parameter.defaultValue().isPresent()
        && !ParameterValues.allowed(parameter, parameter.defaultValue().get())) {
      throw node.wrong(
          "the default is outside the parameter's own values or range",
          "it stands in when the asker gives none",
          "choose another default, or widen the domain");
    }
    return true;
  }

  private static Range range(SqlType type, StrictNode node) {
    if (type.kind() == SqlType.Kind.STRING || type.kind() == SqlType.Kind.BOOLEAN) {
      throw node.wrong(
          "only numbers, dates and timestamps have a range",
          "the parameter is a " + type,
          "use values");
    }
    List<StrictNode> both = node.items();
    if (both.size() != 2) {
      throw node.wrong("a range is a list of two values", "", "write [lowest, highest]");
    }
    Range range = new Range(both.get(0).typed(type), both.get(1).typed(type));
    if (ParameterValues.compare(range.lower(), range.upper()) > 0) {
      throw node.wrong("the first value of a range is the lower one", "", "exchange the two");
    }
    return range;
  }
}
