package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.CompileException;
import io.tributary.jobspark.Problem;
import io.tributary.jobspark.Sessions;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.port.CellComputer.ComputeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * The tool's main: {@code SparkTool ARGUMENTS.json RESULT.json}, or {@code SparkTool serve}, see
 * {@link Serving}; {@code serve-cold} opens no session before a step needs one.
 *
 * <p>Arguments: {@code {"master":"local[2]","conf":{…},"steps":[{"kind":"import",…},…]}}. Result:
 * {@code {"ok":true,"results":[…]}}, one object a step, or {@code {"ok":false,"error":{"code":…,
 * "message":…,"step":n,"problems":[…]?},"results":[…]}}. Exit code 0, 1 if a step failed, 2 for
 * wrong usage. One Spark session, opened when first needed, serves all steps.
 */
public final class SparkTool implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int USAGE = 2;

  private final JsonNode arguments;
  private SparkSession session;

  SparkTool(JsonNode arguments) {
    this.arguments = arguments;
  }

  public static void main(String[] args) {
    if (args.length == 1 && (args[0].equals("serve") || args[0].equals("serve-cold"))) {
      System.exit(Serving.standard(args[0].equals("serve")).run());
    }
    if (args.length != 2) {
      System.err.println(
          "usage: SparkTool ARGUMENTS.json RESULT.json | SparkTool serve|serve-cold");
      System.exit(USAGE);
    }
    System.exit(run(Path.of(args[0]), Path.of(args[1])));
  }

  static int run(Path argumentFile, Path resultFile) {
    ObjectNode result = MAPPER.createObjectNode();
    int exit;
    try {
      SparkTool tool = new SparkTool(MAPPER.readTree(argumentFile.toFile()));
      exit = tool.steps(result);
    } catch (IOException e) {
      exit = fail(result, 0, "USAGE", "the argument file is not JSON: " + argumentFile);
    }
    write(resultFile, result);
    return exit;
  }

  private int steps(ObjectNode result) {
    ArrayNode results = result.putArray("results");
    int number = 0;
    try {
      for (JsonNode step : arguments.path("steps")) {
        number++;
        ObjectNode one = MAPPER.createObjectNode().put("kind", step.path("kind").asText());
        run(step, one, what -> System.err.println("· " + what));
        results.add(one);
      }
      result.put("ok", true);
      return 0;
    } catch (Exception | OutOfMemoryError | StackOverflowError e) {
      result.put("ok", false);
      ObjectNode error = failure(e).put("step", number);
      result.set("error", error);
      return error.path("code").asText().equals("USAGE") ? USAGE : 1;
    } finally {
      close();
    }
  }

  /** What a failure may tell: of Spark's only the kind, for its messages may quote values. */
  static ObjectNode failure(Throwable e) {
    ObjectNode error = MAPPER.createObjectNode();
    if (e instanceof ToolException told) {
      return error.put("code", told.code().name()).put("message", told.getMessage());
    }
    if (e instanceof CompileException told) {
      error.put("code", "BAD_JOB").put("message", told.getMessage());
      ArrayNode problems = error.putArray("problems");
      told.problems().forEach(p -> describe(problems.addObject(), p));
      return error;
    }
    if (e instanceof JobException told) {
      return error.put("code", "BAD_JOB").put("message", told.getMessage());
    }
    if (e instanceof ComputeException told) {
      String cause =
          told.getCause() == null ? "" : ": " + told.getCause().getClass().getSimpleName();
      return error.put("code", "FAILED").put("message", told.getMessage() + cause);
    }
    return error
        .put("code", "FAILED")
        .put("message", "Spark failed with " + e.getClass().getSimpleName());
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      session.stop();
    }
  }

  /** Does one step and fills in its result, with the seconds that it took. */
  void run(JsonNode step, ObjectNode result, Progress progress) {
    long start = System.nanoTime();
    String kind = step.path("kind").asText();
    Step action;
    Set<String> known;
    switch (kind) {
      case "import" -> {
        action = new ImportStep(this::session, progress);
        known = ImportStep.ARGUMENTS;
      }
      case "tpch" -> {
        action = new TpchStep(this::session, progress);
        known = TpchStep.ARGUMENTS;
      }
      case "pooled" -> {
        action = new PooledStep(this::session, progress);
        known = PooledStep.ARGUMENTS;
      }
      case "compile" -> {
        action = new CompileStep(progress);
        known = CompileStep.ARGUMENTS;
      }
      case "check-inputs" -> {
        action = new CheckInputsStep(this::session);
        known = CheckInputsStep.ARGUMENTS;
      }
      case "check" -> {
        action = new CheckStep();
        known = CheckStep.ARGUMENTS;
      }
      case "explain" -> {
        action = new ExplainStep();
        known = ExplainStep.ARGUMENTS;
      }
      case "profile" -> {
        action = new ProfileStep(this::session);
        known = ProfileStep.ARGUMENTS;
      }
      case "dry-run" -> {
        action = new DryRunStep(this::session, progress);
        known = DryRunStep.ARGUMENTS;
      }
      case "accuracy" -> {
        action = new AccuracyStep(this::session, progress);
        known = AccuracyStep.ARGUMENTS;
      }
      case "consent" -> {
        action = new ConsentStep(this::session);
        known = ConsentStep.ARGUMENTS;
      }
      case "bench-local" -> {
        action = new LocalBenchStep(this::session, progress);
        known = LocalBenchStep.ARGUMENTS;
      }
      case "write" -> {
        action = new WriteStep(this::session);
        known = WriteStep.ARGUMENTS;
      }
      case "plain" -> {
        action = new PlainStep(this::session);
        known = PlainStep.ARGUMENTS;
      }
      default -> throw ToolException.usage("unknown step '" + kind + "'");
    }
    action.run(new Arguments(step, known), result);
    result.put("took", (System.nanoTime() - start) / 1e9);
  }

  /** The session, opened when first needed. */
  synchronized SparkSession session() {
    if (session == null) {
      Map<String, String> conf =
          new Arguments(arguments, Set.of("master", "conf", "steps")).map("conf");
      session = Sessions.open("tributary tool", arguments.path("master").asText("local[2]"), conf);
    }
    return session;
  }

  private static void describe(ObjectNode node, Problem problem) {
    node.put("line", problem.line()).put("column", problem.column());
    node.put("what", problem.what()).put("why", problem.why()).put("fix", problem.fix());
  }

  private static int fail(ObjectNode result, int step, String code, String message) {
    result.put("ok", false);
    result.putObject("error").put("code", code).put("message", message).put("step", step);
    return code.equals("USAGE") ? USAGE : 1;
  }

  private static void write(Path file, ObjectNode result) {
    try {
      Path draft = file.resolveSibling(file.getFileName() + ".part");
      MAPPER.writeValue(draft.toFile(), result);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      System.err.println("the result cannot be written to " + file);
    }
  }
}
