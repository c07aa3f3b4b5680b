package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.model.Formula.Factor;
import io.tributary.protocol.job.model.ModelDefinition;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;

/**
 * Mistakes in a model: every piece of SQL in it must be one expression, and what the compiler finds
 * in the SQL made of them is told with the piece it is in.
 */
final class ModelProblems {
  private ModelProblems() {}

  static Compilation naming(JobDefinition job, String sql, Supplier<Compilation> compilation) {
    ModelDefinition model = job.model().orElseThrow();
    Problems problems = new Problems(job.name());
    for (Factor factor : model.formula().factors()) {
      expression(factor.sql(), problems);
    }
    model.where().ifPresent(where -> expression(where, problems));
    if (job.inputs().stream().noneMatch(input -> input.name().equals(model.input()))) {
      problems.general(
          "the model reads an input that is not declared",
          "a job reads only the inputs declared in job.yaml",
          "use one of " + job.inputs().stream().map(JobDefinition.Input::name).toList());
    }
    problems.check();
    try {
      return compilation.get();
    } catch (CompileException e) {
      List<String> lines = sql.lines().toList();
      e.problems().forEach(p -> problems.add(named(p, lines)));
      throw problems.exception();
    }
  }

  private static void expression(String sql, Problems problems) {
    try {
      Object unused = CatalystSqlParser$.MODULE$.parseExpression(sql);
    } catch (Exception | StackOverflowError e) {
      // Scala does not declare what it throws; the parser has several ways to say no.
      problems.general(
          "model: '" + sql + "' is not one SQL expression",
          "it does not parse",
          "write a column, or arithmetic on columns");
    }
  }

  /** The SQL has one piece of the model on each line. */
  private static Problem named(Problem problem, List<String> lines) {
    if (problem.line() < 1 || problem.line() > lines.size()) {
      return problem;
    }
    String piece = lines.get(problem.line() - 1).strip();
    String mark = " ".repeat(Math.max(0, problem.column() - 1 - 2)) + "^";
    return new Problem(
        0,
        0,
        "model, " + problem.what(),
        problem.why() + "\n    " + piece + "\n    " + mark,
        problem.fix());
  }
}
