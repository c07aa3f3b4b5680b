package io.tributary.protocol.job;

import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.job.CompiledJob.Answering;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.CompiledJob.Output;
import io.tributary.protocol.job.CompiledJob.SortKey;
import io.tributary.protocol.job.JobDefinition.Limits;
import io.tributary.protocol.job.JobDefinition.Parameter;
import io.tributary.protocol.job.JobDefinition.Repositories;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

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
            node.required("source").items().stream().map(StrictNode::text).toList(),
            list(node, "dimensions", CompiledReader::dimension),
            node.required("sets").items().stream().map(ExpressionJson::indices).toList(),
            node.required("grouped").bool(),
            list(node, "measures", CompiledReader::measure),
            list(node, "sections", SectionJson::read),
            node.required("answering").map(CompiledReader::answering),
            node.optional("release").map(r -> r.map(ReleaseJson::read)),
            node.optional("noise").map(CompiledReader::noise),
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
        SectionJson.values(type, node.required("values")),
        node.optional("range")
            .map(r -> SectionJson.values(type, r))
            .map(r -> ParameterRange.of(type, r.get(0), r.get(1)))
            .map(r -> node.optional("step").map(s -> r.inStepsOf(number(s))).orElse(r)),
        node.optional("default").map(d -> type.read(d.text())),
        node.required("description").text());
  }

  private static Dimension dimension(StrictNode node) {
    SqlType type = node.required("type").type();
    return new Dimension(
        node.required("name").text(),
        node.required("expression").text(),
        SectionJson.domain(node, type),
        node.required("nullable").bool());
  }

  private static Measure measure(StrictNode node) {
    return new Measure(
        node.required("expression").text(),
        node.required("type").type(),
        number(node.required("lower")),
        number(node.required("upper")),
        node.required("nullable").bool(),
        new BigInteger(node.required("centre").text()));
  }

  private static Answering answering(StrictNode node) {
    return new Answering(
        list(node, "outputs", CompiledReader::output),
        node.optional("having").map(h -> h.map(ExpressionJson::read)),
        list(node, "order", CompiledReader::sortKey),
        ExpressionJson.index(node.required("offset")),
        node.optional("limit")
            .map(l -> OptionalInt.of(ExpressionJson.index(l)))
            .orElse(OptionalInt.empty()),
        node.optional("model").map(m -> m.map(ModelJson::read)));
  }

  private static Output output(StrictNode node) {
    return new Output(
        node.required("name").text(), node.required("value").map(ExpressionJson::read));
  }

  private static SortKey sortKey(StrictNode node) {
    return new SortKey(
        node.required("value").map(ExpressionJson::read),
        node.required("descending").bool(),
        node.required("nullsFirst").bool());
  }

  private static CellNoise noise(StrictNode node) {
    return new CellNoise(node.items().stream().map(v -> new BigInteger(v.text())).toList());
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
