package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.Compiler;
import io.tributary.mpc.noise.Zcdp;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.job.Release;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
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
      noised(job, accuracy, epsilon.asDouble(), draws, noise.addObject());
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
      DryJob job, Accuracy accuracy, double epsilon, int draws, ObjectNode result) {
    Zcdp loss = Zcdp.within(epsilon, DELTA);
    CompiledJob noised = compiled(job, noise(loss));
    if (noised.cellCount() != job.compiled().cellCount()) {
      throw ToolException.usage(
          "job " + job.definition().name() + " counts subjects; here each row is taken for one");
    }
    result.put("epsilon", epsilon).put("delta", DELTA);
    result.put("rho", loss.decimalRho().toPlainString());
    accuracy.noised(noised, draws, result);
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
