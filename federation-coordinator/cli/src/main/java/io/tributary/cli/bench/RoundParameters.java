package io.tributary.cli.bench;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Parameter;
import io.tributary.protocol.job.ParameterRange;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Gives every round a question of its own, so that no stored answer is ever what is timed: one
 * parameter takes the next value of its range.
 */
final class RoundParameters {
  private RoundParameters() {}

  /** The parameter that varies, the one with the most values; empty if the job has none to vary. */
  static Optional<Parameter> varied(JobDefinition job) {
    return job.parameters().stream()
        .filter(parameter -> values(parameter).compareTo(BigInteger.ONE) > 0)
        .max(Comparator.comparing(RoundParameters::values));
  }

  /** What is given in a round, counted from 0; the rest have their defaults. */
  static Map<String, String> of(JobDefinition job, int round) {
    return varied(job)
        .map(parameter -> Map.of(parameter.name(), value(parameter, round)))
        .orElse(Map.of());
  }

  private static BigInteger values(Parameter parameter) {
    return parameter.range().map(ParameterRange::size).orElse(BigInteger.ZERO);
  }

  private static String value(Parameter parameter, int round) {
    BigInteger index = BigInteger.valueOf(round).mod(values(parameter));
    return parameter.type().write(parameter.range().orElseThrow().value(index));
  }
}
