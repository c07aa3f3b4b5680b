package io.tributary.jobspark.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.PooledQuery;
import io.tributary.mpc.Seed;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.job.evaluate.Evaluation;
import io.tributary.protocol.job.evaluate.Precision;
import io.tributary.protocol.job.evaluate.RoundingWords;
import io.tributary.protocol.port.CellComputer.Computed;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A federation of one process on an author's sample: repositories compute their cells with the real
 * local plan over real Delta tables, nodes add up real shares, and the answer is compared with
 * plain Spark over the pooled rows. Only Kafka, the ledger and other machines are missing.
 */
final class DryRunStep implements Step {
  static final Set<String> ARGUMENTS =
      Set.of("kind", "job", "data", "splitBy", "repositories", "nodes", "parameters", "into");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int USUAL = 3;

  private final Supplier<SparkSession> sessions;
  private final Progress progress;
  private final SecureRandom random = new SecureRandom();

  DryRunStep(Supplier<SparkSession> sessions, Progress progress) {
    this.sessions = sessions;
    this.progress = progress;
  }

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    Stages stages = new Stages(result.putObject("seconds"));
    DryJob job = stages.time("compile", () -> DryJob.read(arguments.path("job")));
    SortedMap<String, String> parameters =
        ParameterValues.check(job.definition(), arguments.map("parameters"));
    SampleTables sample = new SampleTables(sessions, arguments, USUAL);
    say("reading the sample and dealing its rows to repositories");
    stages.time("import", () -> sample.deal(job.definition(), arguments.map("data")));
    int nodes = arguments.integer("nodes", USUAL);
    ReleasedRows answer = federated(job, parameters, sample, nodes, stages, result);
    say("asking plain Spark over the pooled rows");
    Answer pooled = stages.time("pooled", () -> pooled(job, parameters, sample));
    Optional<String> difference = Evaluation.difference(job.compiled(), answer.all(), pooled);
    result.set("answer", json(answer.shown()));
    RoundingWords.of(job.compiled()).ifPresent(words -> result.put("rounding", words));
    result.put("hidden", Math.max(0, answer.all().rows().size() - answer.shown().rows().size()));
    result.set("pooled", json(pooled));
    result.put("equal", difference.isEmpty());
    difference.ifPresent(d -> result.put("difference", d));
    result.put("job", job.definition().name()).put("nodes", nodes);
    result.put("groups", job.compiled().groups()).put("cells", job.compiled().cellCount());
  }

  private void say(String what) {
    progress.known(JsonNodeFactory.instance.objectNode().put("doing", what));
  }

  private ReleasedRows federated(
      DryJob job,
      SortedMap<String, String> parameters,
      SampleTables sample,
      int nodes,
      Stages stages,
      ObjectNode result) {
    CompiledJob compiled = job.compiled();
    ArrayNode described = result.putArray("repositories");
    List<List<BigInteger>> contributions = new ArrayList<>();
    try (SharedSum sum = new SharedSum(compiled.shape(), nodes)) {
      for (int i = 0; i < sample.parts().size(); i++) {
        int repository = i;
        Split.Part part = sample.parts().get(i);
        say("repository " + part.id() + ": " + part.rows() + " rows to cells to shares");
        Computed computed =
            stages.time("compute", () -> sample.compute(repository, job, parameters));
        stages.time("share", () -> sum.deal(noised(compiled, computed.cells())));
        contributions.add(computed.cells());
        describe(part, computed, described.addObject());
      }
      say(nodes + " nodes add up their shares and open the sums");
      List<BigInteger> opened = stages.time("combine", sum::open);
      CompiledJob asked = compiled.given(parameters);
      if (asked.noise().isPresent()) {
        return stages.time("evaluate", () -> noisy(asked, opened, contributions, result));
      }
      return stages.time("evaluate", () -> ReleasedRows.of(asked, opened, contributions));
    }
  }

  private List<BigInteger> noised(CompiledJob job, List<BigInteger> cells) {
    if (job.noise().isEmpty()) {
      return cells;
    }
    try (Seed seed = Seed.random(random)) {
      return job.noise().get().added(cells, seed);
    }
  }

  /** What plain Spark would answer is compared with the cells before noise. */
  private static ReleasedRows noisy(
      CompiledJob asked,
      List<BigInteger> opened,
      List<List<BigInteger>> contributions,
      ObjectNode result) {
    ArrayNode words = result.putArray("noise");
    Precision.of(asked, contributions.size(), Precision.USUAL_CHANCE)
        .orElseThrow()
        .words(asked)
        .forEach(words::add);
    List<BigInteger> exact = contributions.stream().reduce(Accuracy::plus).orElseThrow();
    return new ReleasedRows(
        Evaluation.evaluate(asked.exact(), exact), Evaluation.evaluate(asked, opened));
  }

  private static void describe(Split.Part part, Computed computed, ObjectNode node) {
    node.put("id", part.id()).put("label", part.label()).put("rows", part.rows());
    node.put("counted", computed.rows());
    node.put("clamped", computed.clamped()).put("other", computed.other());
  }

  private Answer pooled(DryJob job, Map<String, String> parameters, SampleTables sample) {
    List<Map<String, Dataset<Row>>> repositories = new ArrayList<>();
    for (int i = 0; i < sample.parts().size(); i++) {
      repositories.add(RepositoryTables.of(sessions.get(), job.definition(), sample.tables(i)));
    }
    return new PooledQuery(
            sessions.get(), job.definition(), job.source().sql(), job.source().tables())
        .answer(repositories, parameters);
  }

  private static JsonNode json(Answer answer) {
    try {
      return MAPPER.readTree(answer.toJson());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer writes JSON", e);
    }
  }
}
