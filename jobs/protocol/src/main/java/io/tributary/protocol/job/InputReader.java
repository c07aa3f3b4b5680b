package io.tributary.protocol.job;

import io.tributary.protocol.job.JobDefinition.Bounds;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.JobDefinition.Rounding;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads the inputs of {@code job.yaml}: tables of the repositories and public ones. */
final class InputReader {
  private static final String PUBLIC_RULE = "a public table is a file of the job folder";

  private InputReader() {}

  static List<Input> inputs(StrictNode node) {
    List<Input> inputs =
        DefinitionReader.distinct(node.entries(InputReader::input), Input::name, node);
    List<String> files = inputs.stream().flatMap(i -> i.file().stream()).toList();
    if (!inputs.isEmpty() && files.size() == inputs.size()) {
      node.note(
          node.wrong(
              "all inputs are public",
              "there is nothing that the repositories could answer",
              "declare a table of theirs, without 'table'"));
    }
    if (new HashSet<>(files).size() != files.size()) {
      node.note(
          node.wrong(
              "two public tables have the same file", "", "declare it once, with all columns"));
    }
    return inputs;
  }

  private static Input input(String name, StrictNode node) {
    DefinitionReader.checkIdentifier(name, node);
    return node.map(
        n -> {
          List<Column> columns =
              n.required(
                  "columns",
                  c -> DefinitionReader.distinct(c.entries(InputReader::column), Column::name, c),
                  List.of());
          Optional<String> file = n.optional("table", InputReader::file);
          return new Input(
              name, columns, n.optional("subject", s -> subject(s, columns, file)), file);
        });
  }

  private static String file(StrictNode node) {
    if (!JobPackage.TABLE.matcher(node.text()).matches()) {
      throw node.wrong(
          "this is no name for a public table",
          PUBLIC_RULE,
          "use a-z, 0-9, '_' and '-', then .csv: regions.csv");
    }
    return node.text();
  }

  private static String subject(StrictNode node, List<Column> columns, Optional<String> file) {
    if (file.isPresent()) {
      throw node.wrong("a public table has no subjects", PUBLIC_RULE, "leave 'subject' out");
    }
    String subject = node.text();
    boolean known =
        columns.stream().anyMatch(c -> c.name().equals(subject) && !c.type().isFloating());
    if (!known) {
      throw node.wrong(
          "the subject is not one of this input's columns",
          "it says whose row a row is, so it cannot be a float or double either",
          "name the column that identifies a person or thing");
    }
    return subject;
  }

  private static Column column(String name, StrictNode node) {
    DefinitionReader.checkIdentifier(name, node);
    return node.map(
        n -> {
          Optional<SqlType> type =
              n.required("type", t -> Optional.of(t.type()), Optional.<SqlType>empty());
          Optional<Integer> scale =
              n.optional("scale", s -> scale(type, s)).filter(s -> floating(type));
          Optional<SqlType> read =
              scale.map(s -> SqlType.decimal(SqlType.MAX_PRECISION, s)).or(() -> type);
          Optional<Bounds> bounds = n.optional("bounds", b -> bounds(read, b)).flatMap(b -> b);
          boolean exact = !floating(type) || (scale.isPresent() && bounds.isPresent());
          if (!exact) {
            n.note(inexact(n, type.orElseThrow()));
          }
          return new Column(
              name,
              exact ? type.orElse(SqlType.STRING) : SqlType.STRING,
              n.optional("nullable", StrictNode::bool).orElse(true),
              exact ? bounds : Optional.empty(),
              n.optional("rounding", r -> r.oneOf(Rounding.class)).orElse(Rounding.NONE),
              exact ? scale : Optional.empty());
        });
  }

  private static boolean floating(Optional<SqlType> type) {
    return type.filter(SqlType::isFloating).isPresent();
  }

  private static JobException inexact(StrictNode node, SqlType type) {
    return node.wrong(
        type + " columns are not exact",
        "sums of " + type + "s depend on the order of rows",
        "add scale: (digits after the point that are read) and bounds:, or declare"
            + " decimal(precision, scale)");
  }

  private static int scale(Optional<SqlType> type, StrictNode node) {
    if (type.isPresent() && !floating(type)) {
      throw node.wrong(
          "only float and double have a scale of their own",
          "a decimal's is in its type",
          "remove it, or write decimal(precision, scale)");
    }
    return (int) node.integer(0, SqlType.MAX_PRECISION / 2);
  }

  /** Without a type the bounds cannot be judged, and its own mistake has been noted. */
  private static Optional<Bounds> bounds(Optional<SqlType> declared, StrictNode node) {
    if (declared.isEmpty() || declared.get().isFloating()) {
      return Optional.empty();
    }
    SqlType type = declared.get();
    if (!type.isExact() && !type.isTemporal()) {
      throw node.wrong(
          "only numbers, dates and timestamps have bounds",
          "the column is a " + type,
          "remove the bounds");
    }
    List<StrictNode> both = node.items();
    if (both.size() != 2) {
      throw node.wrong("bounds are a list of two values", "", "write [lowest, highest]");
    }
    BigDecimal lower = bound(type, both.get(0));
    BigDecimal upper = bound(type, both.get(1));
    if (lower.compareTo(upper) > 0) {
      throw node.wrong("the first bound is the lower one", "", "exchange the two");
    }
    return Optional.of(new Bounds(lower, upper));
  }

  private static BigDecimal bound(SqlType type, StrictNode node) {
    if (type.isTemporal()) {
      return type.position(node.typed(type));
    }
    BigDecimal bound = node.number();
    if (!type.holds(bound)) {
      throw node.wrong(
          "both bounds must fit " + type,
          "values are moved to a bound, so a bound is a value of the column",
          "use fewer digits, or a wider type");
    }
    return bound.setScale(type.scale());
  }
}
