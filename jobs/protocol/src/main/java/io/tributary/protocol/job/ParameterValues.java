package io.tributary.protocol.job;

import io.tributary.protocol.job.JobDefinition.Parameter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks parameters against their declaration. The result has every parameter, defaults filled in,
 * each in one text form, so that equal questions have equal parameters.
 */
public final class ParameterValues {
  private ParameterValues() {}

  /**
   * Checks the asker's texts.
   *
   * @throws JobException naming parameter and type, never the value
   */
  public static SortedMap<String, String> check(JobDefinition job, Map<String, String> given) {
    for (String name : given.keySet()) {
      if (job.parameters().stream().noneMatch(p -> p.name().equals(name))) {
        List<String> known = job.parameters().stream().map(Parameter::name).toList();
        throw wrong("job " + job.name() + " has no such parameter; it has " + known);
      }
    }
    SortedMap<String, String> checked = new TreeMap<>();
    for (Parameter parameter : job.parameters()) {
      Object value = value(job, parameter, given.get(parameter.name()));
      checked.put(parameter.name(), parameter.type().write(value));
    }
    return checked;
  }

  /** The values of {@link #check} as Java values of their types. */
  public static SortedMap<String, Object> typed(JobDefinition job, Map<String, String> given) {
    SortedMap<String, String> checked = check(job, given);
    SortedMap<String, Object> values = new TreeMap<>();
    for (Parameter parameter : job.parameters()) {
      values.put(parameter.name(), parameter.type().read(checked.get(parameter.name())));
    }
    return values;
  }

  private static Object value(JobDefinition job, Parameter parameter, String text) {
    String name = "parameter " + parameter.name() + " of job " + job.name();
    if (text == null) {
      return parameter
          .defaultValue()
          .orElseThrow(() -> wrong(name + " is missing; give a " + parameter.type()));
    }
    Object value;
    try {
      value = parameter.type().read(text);
    } catch (IllegalArgumentException e) {
      throw wrong(name + " must be a " + parameter.type() + ": " + e.getMessage());
    }
    if (!allowed(parameter, value)) {
      throw wrong(name + " is outside its domain: " + domain(parameter));
    }
    return value;
  }

  private static String domain(Parameter parameter) {
    return parameter
        .range()
        .map(r -> "from " + r.words())
        .orElseGet(
            () ->
                "one of "
                    + parameter.values().stream().map(v -> parameter.type().write(v)).toList());
  }

  static boolean allowed(Parameter parameter, Object value) {
    boolean listed = parameter.values().isEmpty() || parameter.values().contains(value);
    boolean inRange = parameter.range().map(r -> r.holds(value)).orElse(true);
    return listed && inRange;
  }

  static int compare(Object a, Object b) {
    if (a instanceof LocalDate x && b instanceof LocalDate y) {
      return x.compareTo(y);
    }
    if (a instanceof Instant x && b instanceof Instant y) {
      return x.compareTo(y);
    }
    if (a instanceof LocalDateTime x && b instanceof LocalDateTime y) {
      return x.compareTo(y);
    }
    return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
  }

  private static JobException wrong(String message) {
    return new JobException(JobException.Kind.BAD_PARAMETER, message);
  }
}
