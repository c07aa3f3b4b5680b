package io.tributary.jobspark;

import static java.util.stream.Collectors.toSet;

import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.Domain;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.Scalars;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.Literal;

/** Matches grouping expressions with the domains that job.yaml declares. */
final class Domains {
  private static final String OTHER = "other";

  private final JobDefinition job;
  private final Ranges ranges;
  private final Problems problems;

  Domains(JobDefinition job, Ranges ranges, Problems problems) {
    this.job = job;
    this.ranges = ranges;
    this.problems = problems;
  }

  /** The dimension of a grouping expression; empty after a problem. */
  Optional<Dimension> of(Expression grouping, String name) {
    Optional<JobDefinition.Dimension> declared =
        job.dimensions().stream().filter(d -> d.name().equals(name)).findFirst();
    Optional<SqlType> type =
        Types.ours(grouping.dataType()).filter(t -> t.kind() != SqlType.Kind.DOUBLE);
    if (declared.isEmpty() || type.isEmpty()) {
      problems.at(
          grouping,
          "dimension " + name + " has no domain",
          "which groups exist must be public, so that the answer's shape tells nothing",
          "declare " + name + " under dimensions in job.yaml, with values or a range");
      return Optional.empty();
    }
    List<Object> values = values(declared.get(), type.get());
    return values.isEmpty()
        ? Optional.empty()
        : outside(grouping, declared.get(), type.get(), values)
            .map(
                outside ->
                    new Dimension(
                        name,
                        Text.of(grouping),
                        new Domain(type.get(), values, outside.value()),
                        grouping.nullable()));
  }

  private List<Object> values(JobDefinition.Dimension declared, SqlType type) {
    List<Object> values = new ArrayList<>();
    for (Object value : declared.values()) {
      typed(declared, type, value).ifPresent(values::add);
    }
    if (new HashSet<>(values).size() != values.size()) {
      wrong(declared, "has a value twice", "each group has one place", "remove the repetition");
    }
    return values;
  }

  private Optional<Object> typed(JobDefinition.Dimension declared, SqlType type, Object value) {
    try {
      return Optional.of(Scalars.typed(type, value));
    } catch (IllegalArgumentException e) {
      wrong(
          declared, "has a value of another type", e.getMessage(), "write values of type " + type);
      return Optional.empty();
    }
  }

  /** Where values outside the domain go; empty if there can be none. */
  private record Outside(Optional<Object> value) {}

  private Optional<Outside> outside(
      Expression grouping, JobDefinition.Dimension declared, SqlType type, List<Object> values) {
    if (declared.other().isPresent()) {
      return typed(declared, type, declared.other().get()).map(o -> new Outside(Optional.of(o)));
    }
    if (closed(grouping, type, values)) {
      return Optional.of(new Outside(Optional.empty()));
    }
    if (type.kind() == SqlType.Kind.STRING) {
      return Optional.of(new Outside(Optional.of(OTHER)));
    }
    wrong(
        declared,
        "does not say where other values go",
        "a value outside the domain must go somewhere",
        "add other: with a value of type " + type);
    return Optional.empty();
  }

  /** Whether no value can be outside the domain. */
  private boolean closed(Expression grouping, SqlType type, List<Object> values) {
    if (grouping instanceof CaseWhen || grouping instanceof If) {
      return branches(grouping).stream().allMatch(b -> inDomain(b, values));
    }
    if (type.kind() == SqlType.Kind.BOOLEAN) {
      return values.size() == 2;
    }
    boolean whole = type.isExact() && type.scale() == 0;
    Optional<Interval> interval = whole ? ranges.of(grouping) : Optional.empty();
    return interval.filter(i -> covers(i, values)).isPresent();
  }

  private static List<Expression> branches(Expression grouping) {
    List<Expression> branches = new ArrayList<>();
    if (grouping instanceof CaseWhen when) {
      Trees.list(when.branches()).forEach(b -> branches.add(b._2()));
      Trees.optional(when.elseValue()).ifPresent(branches::add);
    } else if (grouping instanceof If choice) {
      branches.addAll(List.of(choice.trueValue(), choice.falseValue()));
    }
    return branches;
  }

  private static boolean inDomain(Expression branch, List<Object> values) {
    if (!(branch instanceof Literal literal)) {
      return false;
    }
    return literal.value() == null
        || values.stream().anyMatch(v -> v.toString().equals(literal.value().toString()));
  }

  private static boolean covers(Interval interval, List<Object> values) {
    BigInteger first = interval.lower().toBigIntegerExact();
    BigInteger last = interval.upper().toBigIntegerExact();
    if (last.subtract(first).compareTo(BigInteger.valueOf(values.size())) >= 0) {
      return false;
    }
    Set<BigInteger> known =
        values.stream().map(v -> new BigDecimal(v.toString()).toBigInteger()).collect(toSet());
    for (BigInteger value = first; value.compareTo(last) <= 0; value = value.add(BigInteger.ONE)) {
      if (!known.contains(value)) {
        return false;
      }
    }
    return true;
  }

  private void wrong(JobDefinition.Dimension declared, String what, String why, String fix) {
    problems.general("dimension " + declared.name() + " " + what, why, fix);
  }
}
