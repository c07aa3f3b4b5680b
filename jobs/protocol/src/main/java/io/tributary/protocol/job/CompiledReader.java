package io.tributary.protocol.job;

import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.job.CellExpression.Binary;
import io.tributary.protocol.job.CellExpression.Cast;
import io.tributary.protocol.job.CellExpression.Count;
import io.tributary.protocol.job.CellExpression.Literal;
import io.tributary.protocol.job.CellExpression.Moment;
import io.tributary.protocol.job.CellExpression.Negate;
import io.tributary.protocol.job.CompiledJob.Cell;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.CompiledJob.Output;
import io.tributary.protocol.job.JobDefinition.Limits;
import io.tributary.protocol.job.JobDefinition.Parameter;
import io.tributary.protocol.job.JobDefinition.Range;
import io.tributary.protocol.job.JobDefinition.Repositories;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Reads {@code compiled.json}. What it reads must write back to the same bytes, so there is one
 * encoding of every compiled job.
 */
final class CompiledReader {
  private static final long MOST = 1L << 50;

  private CompiledReader() {}

  static CompiledJob read(byte[] json) {
    CompiledJob job;
    try {
      job =
          new StrictNode(CanonicalJson.parseObject(json), "", JobException.Kind.BAD_COMPILED)
              .map(CompiledReader::job);
    } catch (ProtocolException e) {
      throw new JobException(
          JobException.Kind.BAD_COMPILED,
          "compiled.json is not canonical JSON; compile the job again",
          e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new JobException(
          JobException.Kind.BAD_COMPILED,
          "compiled.json holds a value outside its type; compile the job again",
          e);
    }
    if (!Arrays.equals(job.write(), json)) {
      throw bad("compiled.json is not in canonical form; compile the job again");
    }
    return job;
  }

  private static CompiledJob job(StrictNode node) {
    if (node.required("version").integer(0, MOST) != CompiledWriter.VERSION) {
      throw bad("compiled.json is of another version of the compiler; compile the job again");
    }
    CompiledJob job =
        new CompiledJob(
            node.required("name").text(),
            node.required("query").text(),
            list(node, "inputs", InputJson::read),
            list(node, "parameters", CompiledReader::parameter),
            node.optional("filter").map(StrictNode::text),
            list(node, "dimensions", CompiledReader::dimension),
            list(node, "measures", CompiledReader::measure),
            list(node, "cells", CompiledReader::cell),
            list(node, "outputs", CompiledReader::output),
            node.required("grouped").bool(),
            node.required("repositories").map(CompiledReader::repositories),
            node.required("limits").map(CompiledReader::limits),
            node.required("shape").map(CompiledReader::blockSize));
    if (job.groups() < 1 || job.cellCount() < 1) {
      throw bad("compiled.json has no cells");
    }
    return job;
  }

  /** Groups and cells follow from the rest; writing back shows whether they are right. */
  private static int blockSize(StrictNode node) {
    node.required("groups").integer(1, MOST);
    node.required("cells").integer(1, MOST);
    return (int) node.required("blockSize").integer(1, 1 << 20);
  }

  private static <T> List<T> list(
      StrictNode node, String key, java.util.function.Function<StrictNode, T> reader) {
    return node.required(key).items().stream().map(item -> item.map(reader)).toList();
  }

  private static BigDecimal number(StrictNode node) {
    return new BigDecimal(node.text());
  }

  private static Parameter parameter(StrictNode node) {
    SqlType type = node.required("type").type();
    return new Parameter(
        node.required("name").text(),
        type,
        values(type, node.required("values")),
        node.optional("range").map(r -> values(type, r)).map(r -> new Range(r.get(0), r.get(1))),
        node.optional("default").map(d -> type.read(d.text())),
        node.required("description").text());
  }

  private static List<Object> values(SqlType type, StrictNode node) {
    return node.items().stream().map(item -> type.read(item.text())).toList();
  }

  private static Dimension dimension(StrictNode node) {
    SqlType type = node.required("type").type();
    return new Dimension(
        node.required("name").text(),
        type,
        node.required("expression").text(),
        values(type, node.required("values")),
        node.optional("other").map(o -> type.read(o.text())),
        node.required("nullable").bool());
  }

  private static Measure measure(StrictNode node) {
    return new Measure(
        node.required("expression").text(),
        node.required("type").type(),
        number(node.required("lower")),
        number(node.required("upper")),
        node.required("nullable").bool());
  }

  private static Cell cell(StrictNode node) {
    return new Cell(
        node.required("kind").oneOf(Cell.Kind.class),
        node.optional("measure").map(CompiledReader::index).orElse(-1),
        new BigInteger(node.required("bound").text()));
  }

  private static int index(StrictNode node) {
    return (int) node.integer(0, 1 << 20);
  }

  private static Output output(StrictNode node) {
    return new Output(
        node.required("name").text(),
        node.required("type").type(),
        node.optional("dimension").map(CompiledReader::index).orElse(-1),
        node.optional("value").map(v -> v.map(CompiledReader::expression)));
  }

  private static CellExpression expression(StrictNode node) {
    SqlType type = node.required("type").type();
    String operator = node.required("op").text();
    return switch (operator) {
      case "count" -> new Count(index(node.required("cell")));
      case "literal" -> new Literal(type, node.required("value").text());
      case "negate" -> new Negate(type, child(node, "child"));
      case "cast" -> new Cast(type, child(node, "child"));
      default ->
          Scalars.constant(Binary.Operator.class, operator)
              .<CellExpression>map(
                  o -> new Binary(o, type, child(node, "left"), child(node, "right")))
              .orElseGet(() -> moment(node, type));
    };
  }

  private static CellExpression child(StrictNode node, String key) {
    return node.required(key).map(CompiledReader::expression);
  }

  private static CellExpression moment(StrictNode node, SqlType type) {
    return new Moment(
        node.required("op").oneOf(Moment.Kind.class),
        type,
        index(node.required("count")),
        index(node.required("sum")),
        node.optional("squares").map(CompiledReader::index).orElse(-1),
        index(node.required("scale")));
  }

  private static Repositories repositories(StrictNode node) {
    return new Repositories(
        node.required("rule").oneOf(Repositories.Rule.class),
        (int) node.required("minimum").integer(2, Short.MAX_VALUE),
        (int) node.required("maximum").integer(2, Short.MAX_VALUE));
  }

  private static Limits limits(StrictNode node) {
    return new Limits(
        node.required("rows").integer(1, MOST),
        (int) node.required("seconds").integer(1, Integer.MAX_VALUE),
        (int) node.required("cells").integer(1, Integer.MAX_VALUE));
  }

  private static JobException bad(String message) {
    return new JobException(JobException.Kind.BAD_COMPILED, message);
  }
}
