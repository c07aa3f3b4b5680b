package io.tributary.protocol.job;

import io.tributary.protocol.job.JobDefinition.Parameter;
import java.util.List;
import java.util.Optional;

/** Reads the parameters of {@code job.yaml}. */
final class ParameterReader {
  private ParameterReader() {}

  /**
   * Reads one.
   *
   * @param counted whether its values must be few enough to be listed, or lie in stated steps: the
   *     answers of jobs that hide small groups must not lie arbitrarily near each other
   */
  static Parameter parameter(String name, StrictNode node, boolean counted) {
    DefinitionReader.checkIdentifier(name, node);
    return node.map(
        n -> {
          Optional<SqlType> type = n.required("type", t -> Optional.of(type(t)), Optional.empty());
          Parameter parameter = of(name, type, n);
          if (counted && !isCounted(parameter)) {
            throw n.wrong(
                "parameter " + name + " can be set as finely as anybody likes",
                "two answers to nearly the same question differ by the few rows between",
                "add values: [...], or range: with step: the smallest difference that the question"
                    + " needs");
          }
          return parameter;
        });
  }

  private static boolean isCounted(Parameter parameter) {
    return parameter.type().kind() == SqlType.Kind.BOOLEAN
        || !parameter.values().isEmpty()
        || parameter.range().filter(ParameterRange::stated).isPresent();
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
            type.flatMap(t -> range(t, node)),
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
          "the default is not one of the parameter's own values or range",
          "it stands in when the asker gives none",
          "choose another default, or widen the domain");
    }
    return true;
  }

  private static Optional<ParameterRange> range(SqlType type, StrictNode node) {
    Optional<ParameterRange> range = node.optional("range", r -> read(type, r));
    return node.optional("step", s -> stepped(range, s)).or(() -> range);
  }

  private static ParameterRange stepped(Optional<ParameterRange> range, StrictNode node) {
    if (range.isEmpty()) {
      throw node.wrong("only a range has steps", "", "add range: [lowest, highest], or drop step");
    }
    try {
      return range.get().inStepsOf(node.number());
    } catch (IllegalArgumentException e) {
      throw node.wrong(
          "this is no step of the range",
          "a step is positive, and no finer than the type; dates have steps of days, timestamps of"
              + " seconds",
          "write a number");
    }
  }

  private static ParameterRange read(SqlType type, StrictNode node) {
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
    ParameterRange range =
        ParameterRange.of(type, both.get(0).typed(type), both.get(1).typed(type));
    if (ParameterValues.compare(range.lower(), range.upper()) > 0) {
      throw node.wrong("the first value of a range is the lower one", "", "exchange the two");
    }
    return range;
  }
}
