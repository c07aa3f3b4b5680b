package io.tributary.cli.jobs;

import io.tributary.cli.jobs.explain.Prose;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Parameter;
import io.tributary.protocol.job.ParameterRange;
import io.tributary.protocol.job.SqlType;
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
    parameter.range().ifPresent(r -> rules.add(r.words()));
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
      ParameterRange range = parameter.range().get();
      return type.write(range.value(range.size().shiftRight(1)));
    }
    return standard.isEmpty() ? sample(type) : standard;
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
