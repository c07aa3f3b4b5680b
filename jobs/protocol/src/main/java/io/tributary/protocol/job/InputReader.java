package io.tributary.protocol.job;

import io.tributary.protocol.job.JobDefinition.Bounds;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.JobDefinition.Rounding;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads the inputs of {@code job.yaml}: tables and their columns. */
final class InputReader {
  private InputReader() {}

  static Input input(String name, StrictNode node) {
    DefinitionReader.checkIdentifier(name, node);
    return node.map(
        n ->
            new Input(
                name,
                n.required(
                    "columns",
                    c -> DefinitionReader.distinct(c.entries(InputReader::column), Column::name, c),
                    List.of())));
  }

  private static Column column(String name, StrictNode node) {
    DefinitionReader.checkIdentifier(name, node);
    return node.map(
        n -> {
          Optional<SqlType> type = n.required("type", t -> Optional.of(type(t)), Optional.empty());
          return new Column(
              name,
              type.orElse(SqlType.STRING),
              n.optional("nullable", StrictNode::bool).orElse(true),
              n.optional("bounds", b -> bounds(type, b)).flatMap(b -> b),
              n.optional("rounding", r -> r.oneOf(Rounding.class)).orElse(Rounding.NONE));
        });
  }

  private static SqlType type(StrictNode node) {
    SqlType type = node.type();
    if (type.kind() == SqlType.Kind.DOUBLE) {
      throw node.wrong(
          "double columns are not exact",
          "sums of doubles depend on the order of rows",
          "declare decimal(precision, scale), say decimal(12,2)");
    }
    return type;
  }

  /** Without a type the bounds cannot be judged, and its own mistake has been noted. */
  private static Optional<Bounds> bounds(Optional<SqlType> declared, StrictNode node) {
    if (declared.isEmpty()) {
      return Optional.empty();
    }
    SqlType type = declared.get();
    if (!type.isExact()) {
      throw node.wrong("only numbers have bounds", "the column is a " + type, "remove the bounds");
    }
    List<StrictNode> both = node.items();
    if (both.size() != 2) {
      throw node.wrong("bounds are a list of two numbers", "", "write [lowest, highest]");
    }
    BigDecimal lower = bound(type, both.get(0));
    BigDecimal upper = bound(type, both.get(1));
    if (lower.compareTo(upper) > 0) {
      throw node.wrong("the first bound is the lower one", "", "exchange the two");
    }
    return Optional.of(new Bounds(lower.setScale(type.scale()), upper.setScale(type.scale())));
  }

  private static BigDecimal bound(SqlType type, StrictNode node) {
    BigDecimal bound = node.number();
    if (!type.holds(bound)) {
      throw node.wrong(
          "both bounds must fit " + type,
          "values are moved to a bound, so a bound is a value of the column",
          "use fewer digits, or a wider type");
    }
    return bound;
  }
}
