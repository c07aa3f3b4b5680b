package io.tributary.protocol.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.job.CellExpression.Call;
import io.tributary.protocol.job.CellExpression.Count;
import io.tributary.protocol.job.CellExpression.DimensionValue;
import io.tributary.protocol.job.CellExpression.DistinctCount;
import io.tributary.protocol.job.CellExpression.GroupingBits;
import io.tributary.protocol.job.CellExpression.Literal;
import io.tributary.protocol.job.CellExpression.Moments;
import io.tributary.protocol.job.CellExpression.Ordered;
import io.tributary.protocol.job.CellExpression.Parameter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@link CellExpression} in {@code compiled.json}: an object with its operator and its type. */
final class ExpressionJson {
  private static final int MOST = 1 << 20;

  private ExpressionJson() {}

  static void write(ObjectNode node, CellExpression expression) {
    node.put("type", expression.type().toString());
    if (expression instanceof Literal literal) {
      node.put("op", "literal");
      literal.value().ifPresent(value -> node.put("value", value));
    } else if (expression instanceof Parameter parameter) {
      node.put("op", "parameter").put("name", parameter.name());
    } else if (expression instanceof DimensionValue value) {
      node.put("op", "dimension").put("dimension", value.dimension());
    } else if (expression instanceof GroupingBits bits) {
      node.put("op", "grouping");
      integers(node.putArray("dimensions"), bits.dimensions());
    } else if (expression instanceof Count count) {
      node.put("op", "count").put("cell", count.cell());
    } else if (expression instanceof DistinctCount count) {
      node.put("op", "distinct").put("cell", count.cell());
    } else if (expression instanceof Moments moments) {
      node.put("op", "moments").put("statistic", lower(moments.statistic()));
      integers(node.putArray("cells"), moments.cells());
    } else if (expression instanceof Ordered ordered) {
      node.put("op", "ordered").put("statistic", lower(ordered.statistic()));
      node.put("section", ordered.section());
      ordered.fraction().ifPresent(f -> node.put("fraction", f.toPlainString()));
    } else if (expression instanceof Call call) {
      node.put("op", lower(call.operator()));
      ArrayNode arguments = node.putArray("arguments");
      call.arguments().forEach(argument -> write(arguments.addObject(), argument));
    }
  }

  static CellExpression read(StrictNode node) {
    SqlType type = node.required("type").type();
    String op = node.required("op").text();
    return switch (op) {
      case "literal" -> new Literal(type, node.optional("value").map(StrictNode::text));
      case "parameter" -> new Parameter(type, node.required("name").text());
      case "dimension" -> new DimensionValue(type, index(node.required("dimension")));
      case "grouping" -> new GroupingBits(type, indices(node.required("dimensions")));
      case "count" -> new Count(index(node.required("cell")));
      case "distinct" -> new DistinctCount(index(node.required("cell")));
      case "moments" ->
          new Moments(
              node.required("statistic").oneOf(Statistic.class),
              type,
              indices(node.required("cells")));
      case "ordered" -> ordered(node, type);
      default ->
          new Call(
              Scalars.constant(Operator.class, op).orElseThrow(() -> node.wrong("unknown op")),
              type,
              arguments(node));
    };
  }

  private static CellExpression ordered(StrictNode node, SqlType type) {
    Optional<BigDecimal> fraction = node.optional("fraction").map(f -> new BigDecimal(f.text()));
    return new Ordered(
        node.required("statistic").oneOf(OrderStatistic.class),
        type,
        index(node.required("section")),
        fraction);
  }

  private static List<CellExpression> arguments(StrictNode node) {
    return node.required("arguments").items().stream()
        .map(item -> item.map(ExpressionJson::read))
        .toList();
  }

  static int index(StrictNode node) {
    return (int) node.integer(0, MOST);
  }

  static List<Integer> indices(StrictNode node) {
    return node.items().stream().map(ExpressionJson::index).toList();
  }

  static void integers(ArrayNode node, List<Integer> values) {
    values.forEach(node::add);
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
