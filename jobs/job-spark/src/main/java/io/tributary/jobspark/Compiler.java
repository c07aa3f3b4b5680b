package io.tributary.jobspark;

import io.tributary.mpc.BlockShape;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Output;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.SqlType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;

/**
 * Compiles a job's SQL into its local plan, its cells and what follows from them. Needs no session
 * and reads no data.
 */
public final class Compiler {
  private final JobDefinition job;
  private final String sql;
  private final Problems problems;

  private Compiler(JobDefinition job, String sql) {
    this.job = job;
    this.sql = sql;
    this.problems = new Problems(job.name());
  }

  /**
   * Compiles.
   *
   * @throws CompileException with everything found wrong
   */
  public static CompiledJob compile(JobDefinition job, String sql) {
    return compilation(job, sql).job();
  }

  static Compilation compilation(JobDefinition job, String sql) {
    return new Compiler(job, sql).run();
  }

  private Compilation run() {
    Query query = Query.read(job, sql, problems);
    Ranges ranges = new Ranges(job, query.input(), problems);
    Exactness exactness = new Exactness(ranges, problems);
    query.filter().ifPresent(exactness::check);
    List<Dimension> dimensions = dimensions(query, ranges, exactness);
    Measures measures = new Measures(job, query.input(), ranges, problems);
    List<Output> outputs = outputs(query, measures);
    checkUse(query);
    problems.check();
    Order.check(query.order(), dimensions, outputs, problems);
    checkSize(dimensions, measures);
    problems.check();
    CompiledJob compiled =
        new CompiledJob(
            job.name(),
            sha256(sql),
            job.inputs(),
            job.parameters(),
            query.filter().map(Text::of),
            dimensions,
            measures.measures(),
            measures.cells(),
            outputs,
            !query.grouping().isEmpty(),
            job.repositories(),
            job.limits(),
            BlockShape.STANDARD_BLOCK);
    return new Compilation(compiled, query, measures.expressions());
  }

  private List<Dimension> dimensions(Query query, Ranges ranges, Exactness exactness) {
    Domains domains = new Domains(job, ranges, problems);
    List<Dimension> dimensions = new ArrayList<>();
    for (Expression grouping : query.grouping()) {
      exactness.check(grouping);
      Optional<String> name = name(query, grouping);
      if (name.isEmpty()) {
        problems.at(
            grouping,
            "a grouping expression has no name",
            "its domain is declared under its name",
            "select it with an alias: SELECT expression AS name … GROUP BY name");
      } else {
        domains.of(grouping, name.get()).ifPresent(dimensions::add);
      }
    }
    return dimensions;
  }

  private static Optional<String> name(Query query, Expression grouping) {
    for (NamedExpression output : query.outputs()) {
      if (bare(output).semanticEquals(grouping)) {
        return Optional.of(output.name());
      }
    }
    return grouping instanceof AttributeReference attribute
        ? Optional.of(attribute.name())
        : Optional.empty();
  }

  private static Expression bare(NamedExpression output) {
    return output instanceof Alias alias ? alias.child() : (Expression) output;
  }

  private List<Output> outputs(Query query, Measures measures) {
    Outputs split = new Outputs(measures, problems);
    List<Output> outputs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (NamedExpression named : query.outputs()) {
      if (!names.add(named.name().toLowerCase(Locale.ROOT))) {
        problems.at(
            (Expression) named,
            "two columns are called " + named.name(),
            "the answer's columns are told apart by name",
            "give one of them another alias");
      }
      output(query, split, named).ifPresent(outputs::add);
    }
    return outputs;
  }

  private Optional<Output> output(Query query, Outputs split, NamedExpression named) {
    Expression expression = bare(named);
    Optional<SqlType> type = Types.ours(expression.dataType());
    for (int i = 0; i < query.grouping().size(); i++) {
      if (query.grouping().get(i).semanticEquals(expression) && type.isPresent()) {
        return Optional.of(new Output(named.name(), type.get(), i, Optional.empty()));
      }
    }
    Optional<CellExpression> value = split.of(expression);
    return value.map(v -> new Output(named.name(), v.type(), -1, value));
  }

  /** Nothing that is declared may be without effect. */
  private void checkUse(Query query) {
    Set<String> used = new HashSet<>();
    query.grouping().forEach(g -> name(query, g).ifPresent(used::add));
    for (JobDefinition.Dimension dimension : job.dimensions()) {
      if (!used.contains(dimension.name())) {
        unused("dimension " + dimension.name());
      }
    }
    Set<String> parameters = new HashSet<>();
    query.filter().ifPresent(f -> collect(f, parameters));
    query.grouping().forEach(g -> collect(g, parameters));
    query.outputs().forEach(o -> collect((Expression) o, parameters));
    for (JobDefinition.Parameter parameter : job.parameters()) {
      if (!parameters.contains(Resolver.PARAMETER_PREFIX + parameter.name())) {
        unused("parameter " + parameter.name());
      }
    }
  }

  private void unused(String what) {
    problems.general(
        what + " is declared but not used",
        "what is declared must have an effect",
        "use it in query.sql or remove it from job.yaml");
  }

  private static void collect(Expression expression, Set<String> names) {
    if (expression instanceof AttributeReference attribute) {
      names.add(attribute.name());
    }
    Trees.children(expression).forEach(child -> collect(child, names));
  }

  private void checkSize(List<Dimension> dimensions, Measures measures) {
    BigInteger cells = BigInteger.valueOf(measures.cells().size());
    for (Dimension dimension : dimensions) {
      cells = cells.multiply(BigInteger.valueOf(dimension.slots()));
    }
    if (cells.compareTo(BigInteger.valueOf(job.limits().cells())) > 0) {
      problems.general(
          "the answer needs " + cells + " cells",
          "the job allows " + job.limits().cells(),
          "shorten the domains, or raise limits.cells");
    }
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
