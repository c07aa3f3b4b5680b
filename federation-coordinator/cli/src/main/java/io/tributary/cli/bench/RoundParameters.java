package io.tributary.cli.bench;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Parameter;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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
        .filter(parameter -> values(parameter) > 1)
        .max(Comparator.comparingLong(RoundParameters::values));
  }

  /** What is given in a round, counted from 0; the rest have their defaults. */
  static Map<String, String> of(JobDefinition job, int round) {
    return varied(job)
        .map(parameter -> Map.of(parameter.name(), value(parameter, round)))
        .orElse(Map.of());
  }

  private static long values(Parameter parameter) {
    if (parameter.range().isEmpty()) {
      return 0;
    }
    String lower = parameter.range().get().lower().toString();
    String upper = parameter.range().get().upper().toString();
    if (parameter.type().isExact()) {
      return new BigDecimal(upper)
          .subtract(new BigDecimal(lower))
          .movePointRight(parameter.type().scale())
          .add(BigDecimal.ONE)
          .longValue();
    }
    return parameter.type().kind() == SqlType.Kind.DATE
        ? ChronoUnit.DAYS.between(LocalDate.parse(lower), LocalDate.parse(upper)) + 1
        : 0;
  }

  private static String value(Parameter parameter, int round) {
    long step = round % values(parameter);
    String lower = parameter.range().orElseThrow().lower().toString();
    return parameter.type().isExact()
        ? new BigDecimal(lower)
            .add(BigDecimal.valueOf(step, parameter.type().scale()))
            .toPlainString()
        : LocalDate.parse(lower).plusDays(step).toString();
  }
}
