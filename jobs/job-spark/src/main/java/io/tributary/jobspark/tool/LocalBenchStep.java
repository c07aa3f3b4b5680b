package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.SparkCells;
import io.tributary.jobspark.Tables;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.port.CellComputer.Consent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.SparkSession;

/**
 * Times what a repository computes for a job against the author's SQL run by plain Spark, over the
 * same Delta table in the same session, by turns. Neither clamps nor domains are put into plain
 * Spark's query: the ratio is the whole price of the local plan, compilation and table pinning
 * included.
 */
final class LocalBenchStep implements Step {
  static final Set<String> ARGUMENTS = Set.of("kind", "jobs", "into", "repository", "rounds");
  private static final int WARM_UP = 2;
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Supplier<SparkSession> sessions;
  private final Progress progress;

  LocalBenchStep(Supplier<SparkSession> sessions, Progress progress) {
    this.sessions = sessions;
    this.progress = progress;
  }

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    Path tables = Tree.tables(arguments.text("into"), arguments.text("repository"));
    int rounds = arguments.integer("rounds", 5);
    ArrayNode jobs = result.putArray("jobs");
    for (Path folder : arguments.paths("jobs")) {
      bench(JobPackage.read(folder), tables, rounds, jobs.addObject());
    }
  }

  private void bench(JobPackage job, Path tables, int rounds, ObjectNode result) {
    CompiledJob compiled = job.compiled();
    JobDefinition definition = job.definition();
    SparkCells cells = new SparkCells(sessions, Tables.in(tables));
    for (JobDefinition.Input input : definition.inputs()) {
      sessions
          .get()
          .read()
          .format("delta")
          .load(tables.resolve(input.name()).toString())
          .createOrReplaceTempView(input.name());
    }
    SortedMap<String, String> parameters =
        new TreeMap<>(ParameterValues.check(definition, Map.of()));
    Map<String, Object> typed = PlainSql.parameters(definition, parameters);
    List<Spent> plain = new ArrayList<>();
    List<Spent> local = new ArrayList<>();
    for (int round = 0; round < WARM_UP + rounds; round++) {
      Spent first = Spent.on(() -> sessions.get().sql(job.sql(), typed).collectAsList());
      Spent second =
          Spent.on(
              () ->
                  cells
                      .compute(compiled, job, parameters, Consent.NONE, Instant.now().plus(LONGEST))
                      .cells());
      if (round >= WARM_UP) {
        plain.add(first);
        local.add(second);
        tell(
            String.format(
                Locale.ROOT,
                "%s, round %d: plain %.2f s, local plan %.2f s (of processors: %.2f, %.2f)",
                compiled.name(),
                round - WARM_UP + 1,
                first.wall(),
                second.wall(),
                first.processor(),
                second.processor()));
      }
    }
    describe(compiled, plain, local, result);
  }

  private void tell(String what) {
    progress.known(JsonNodeFactory.instance.objectNode().put("doing", what));
  }

  private static void describe(
      CompiledJob job, List<Spent> plain, List<Spent> local, ObjectNode result) {
    result.put("job", job.name()).put("cells", job.cellCount());
    compare(plain, local, Spent::wall, result.putObject("wall"));
    compare(plain, local, Spent::processor, result.putObject("processor"));
  }

  private static void compare(
      List<Spent> plain, List<Spent> local, ToDoubleFunction<Spent> seconds, ObjectNode result) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      ratios.add(seconds.applyAsDouble(local.get(i)) / seconds.applyAsDouble(plain.get(i)));
    }
    result.put("plain", median(plain.stream().map(seconds::applyAsDouble).toList()));
    result.put("local", median(local.stream().map(seconds::applyAsDouble).toList()));
    result.put("ratio", median(ratios));
    ArrayNode all = result.putArray("ratios");
    ratios.forEach(all::add);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
