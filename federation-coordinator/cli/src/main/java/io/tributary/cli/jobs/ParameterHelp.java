package io.tributary.cli.jobs;

import io.tributary.cli.jobs.explain.Prose;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Parameter;
import io.tributary.protocol.job.JobDefinition.Range;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What an asker has to know of one parameter.
 *
 * @param allowed its domain in words
 * @param standard its default; empty if it must be given
 * @param example as it is typed
 */
record ParameterHelp(
    String name, String type, String allowed, String standard, String example, String meaning) {
  private static final int FEW_VALUES = 12;

  static ParameterHelp of(Parameter parameter) {
    SqlType type = parameter.type();
    return new ParameterHelp(
        parameter.name(),
        type.toString(),
        allowed(parameter),
        parameter.defaultValue().map(type::write).orElse(""),
        "--param " + parameter.name() + "=" + shell(example(parameter)),
        parameter.description());
  }

  static List<ParameterHelp> of(JobDefinition job) {
    return job.parameters().stream().map(ParameterHelp::of).toList();
  }

  private static String allowed(Parameter parameter) {
    SqlType type = parameter.type();
    List<String> rules = new ArrayList<>();
    parameter
        .range()
        .ifPresent(r -> rules.add(type.write(r.lower()) + " to " + type.write(r.upper())));
    if (!parameter.values().isEmpty()) {
      List<String> values = parameter.values().stream().map(type::write).toList();
      rules.add("one of " + Prose.some(values, FEW_VALUES));
    }
    return rules.isEmpty() ? "any " + type : String.join(", ", rules);
  }

  /** A value that is allowed and, if there is a choice, not the default. */
  private static String example(Parameter parameter) {
    SqlType type = parameter.type();
    String standard = parameter.defaultValue().map(type::write).orElse("");
    List<String> values = parameter.values().stream().map(type::write).toList();
    if (!values.isEmpty()) {
      return values.stream().filter(v -> !v.equals(standard)).findFirst().orElse(values.get(0));
    }
    if (parameter.range().isPresent()) {
      return type.write(middle(type, parameter.range().get()));
    }
    return standard.isEmpty() ? sample(type) : standard;
  }

  private static Object middle(SqlType type, Range range) {
    if (range.lower() instanceof LocalDate first && range.upper() instanceof LocalDate last) {
      return first.plusDays(ChronoUnit.DAYS.between(first, last) / 2);
    }
    if (!type.isExact()) {
      return range.lower();
    }
    BigDecimal sum =
        new BigDecimal(range.lower().toString()).add(new BigDecimal(range.upper().toString()));
    return sum.divide(BigDecimal.valueOf(2), type.scale(), RoundingMode.DOWN);
  }

  private static String sample(SqlType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "true";
      case DATE -> "2024-01-31";
      case STRING -> "text";
      default -> "1";
    };
  }

  private static String shell(String text) {
    return text.matches("[\\w@%+=:,./-]*") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
