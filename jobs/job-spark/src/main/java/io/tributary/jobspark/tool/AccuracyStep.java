package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.Compiler;
import io.tributary.mpc.noise.Zcdp;
import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.job.Release;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * What noise and hidden groups cost a job in accuracy, on a sample dealt to repositories: the cells
 * are computed once, noise is drawn many times for each epsilon, and the release rules are worked
 * out for each k. Each row is a subject.
 */
final class AccuracyStep implements Step {
  static final Set<String> ARGUMENTS =
      Set.of(
          "kind", "job", "data", "splitBy", "repositories", "epsilons", "sizes", "draws", "into");
  private static final double DELTA = 1e-6;
  private static final int ORGANISATIONS = 3;
  private static final int USUAL_DRAWS = 100;

  private final Supplier<SparkSession> sessions;
  private final Progress progress;

  AccuracyStep(Supplier<SparkSession> sessions, Progress progress) {
    this.sessions = sessions;
    this.progress = progress;
  }

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    DryJob job = DryJob.read(arguments.path("job"));
    SampleTables sample = new SampleTables(sessions, arguments, ORGANISATIONS);
    progress.say("reading the sample and dealing its rows to repositories");
    sample.deal(job.definition(), arguments.map("data"));
    List<List<BigInteger>> parts = parts(job, sample);
    Accuracy accuracy = new Accuracy(job.compiled(), parts);
    result.put("job", job.definition().name()).put("repositories", parts.size());
    result.put("rows", sample.parts().stream().mapToLong(Split.Part::rows).sum());
    result.put("groups", accuracy.groups()).put("measured", accuracy.large());
    ArrayNode noise = result.putArray("noise");
    int draws = arguments.integer("draws", USUAL_DRAWS);
    for (JsonNode epsilon : arguments.list("epsilons")) {
      progress.say("drawing noise for epsilon " + epsilon.asText());
      noised(job, parts, epsilon.asDouble(), draws, noise.addObject());
    }
    ArrayNode hidden = result.putArray("hidden");
    for (JsonNode size : arguments.list("sizes")) {
      accuracy.hidden(guarded(job.compiled(), size.asInt()), size.asInt(), hidden.addObject());
    }
  }

  private List<List<BigInteger>> parts(DryJob job, SampleTables sample) {
    SortedMap<String, String> parameters = ParameterValues.check(job.definition(), Map.of());
    List<List<BigInteger>> parts = new ArrayList<>();
    for (int i = 0; i < sample.parts().size(); i++) {
      parts.add(sample.compute(i, job, parameters).cells());
    }
    return parts;
  }

  private static void noised(
      DryJob job, List<List<BigInteger>> parts, double epsilon, int draws, ObjectNode result) {
    Zcdp loss = Zcdp.within(epsilon, DELTA);
    CompiledJob noised = compiled(job, noise(loss));
    int[] places = places(job.compiled(), noised);
    List<List<BigInteger>> cells =
        parts.stream().map(part -> inLayout(part, job.compiled(), noised, places)).toList();
    result.put("epsilon", epsilon).put("delta", DELTA);
    result.put("rho", loss.decimalRho().toPlainString());
    new Accuracy(noised, cells).noised(draws, result);
  }

  /** Where a group's cells are in the job as it is, whose rules may count more than noise needs. */
  private static int[] places(CompiledJob job, CompiledJob noised) {
    List<String> known =
        job.sections().get(0).cells().stream().map(cell -> describe(job, cell)).toList();
    int[] places =
        noised.sections().get(0).cells().stream()
            .mapToInt(cell -> known.indexOf(describe(noised, cell)))
            .toArray();
    if (noised.sections().size() > 1 || Arrays.stream(places).anyMatch(place -> place < 0)) {
      throw ToolException.usage(
          "job " + job.name() + " counts subjects; here each row is taken for one");
    }
    return places;
  }

  private static String describe(CompiledJob job, Cell cell) {
    Function<List<Integer>, List<String>> named =
        indices -> indices.stream().map(i -> job.measures().get(i).expression()).toList();
    return cell.kind() + " " + named.apply(cell.factors()) + " " + named.apply(cell.present());
  }

  private static List<BigInteger> inLayout(
      List<BigInteger> cells, CompiledJob job, CompiledJob noised, int[] places) {
    int width = job.width(0);
    return IntStream.range(0, noised.cellCount())
        .mapToObj(i -> cells.get(i / places.length * width + places[i % places.length]))
        .toList();
  }

  private static Release noise(Zcdp loss) {
    return new Release.Noised(2, ORGANISATIONS, Optional.empty(), loss, 1, 1, 0);
  }

  private static CompiledJob guarded(CompiledJob job, int size) {
    return job.under(
        new Release.Guarded(
            size, ORGANISATIONS, Optional.empty(), Optional.empty(), OptionalInt.empty()));
  }

  private static CompiledJob compiled(DryJob job, Release rules) {
    JobDefinition definition = job.definition().under(rules);
    return Compiler.compile(definition, job.source().sql(), job.source().tables());
  }
}
