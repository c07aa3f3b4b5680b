package io.tributary.protocol.job;

import io.tributary.protocol.job.model.ModelDefinition;
import io.tributary.protocol.job.model.ModelSql;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a person writes in {@code job.yaml}: inputs, typed parameters, dimensions with their public
 * domain, bounds, limits. Read strictly: unknown keys are refused.
 *
 * @param name of the job: {@code a-z 0-9 -}
 * @param title one line for people
 * @param inputs the tables it reads
 * @param disjointSubjects whether the same subject never appears at two repositories
 * @param parameters what the asker may choose
 * @param dimensions domains of the grouping columns, by output name
 * @param bins resolution of order statistics, by column or by output name
 * @param release which groups anybody may read; a job without is not checked, vetted or answered
 * @param repositories which repositories take part
 * @param limits what a run may cost
 * @param plot how to draw the answer, if at all
 * @param model what is fitted or tested instead of a query, if anything
 */
public record JobDefinition(
    String name,
    String title,
    List<Input> inputs,
    boolean disjointSubjects,
    List<Parameter> parameters,
    List<Dimension> dimensions,
    List<Bins> bins,
    Optional<Release> release,
    Repositories repositories,
    Limits limits,
    Optional<Plot> plot,
    Optional<ModelDefinition> model) {
  public JobDefinition {
    inputs = List.copyOf(inputs);
    parameters = List.copyOf(parameters);
    dimensions = List.copyOf(dimensions);
    bins = List.copyOf(bins);
  }

  /**
   * A table and the columns the job may read. Other columns do not exist for it.
   *
   * @param subject the column that identifies the subject of a row, if one does
   * @param file the CSV file of the job that holds a public table; empty for a table of the
   *     repositories
   */
  public record Input(
      String name, List<Column> columns, Optional<String> subject, Optional<String> file) {
    public Input {
      columns = List.copyOf(columns);
    }

    public Optional<Column> column(String column) {
      return columns.stream().filter(c -> c.name().equals(column)).findFirst();
    }

    /** Whether the rows are part of the job, the same for everyone. */
    public boolean isPublic() {
      return file.isPresent();
    }
  }

  /**
   * A column.
   *
   * @param type in the table
   * @param bounds values outside are moved to the nearest bound before anything is computed
   * @param rounding what an import may do to values with more digits than the type's scale
   * @param scale digits after the point to which a float or double is read; empty for other types
   */
  public record Column(
      String name,
      SqlType type,
      boolean nullable,
      Optional<Bounds> bounds,
      Rounding rounding,
      Optional<Integer> scale) {

    /**
     * The type the job's SQL sees: the declared one, and for floats and doubles the shortest
     * decimal of the declared scale that holds both bounds.
     */
    public SqlType published() {
      if (scale.isEmpty()) {
        return type;
      }
      int digits =
          bounds
              .map(b -> b.lower().abs().max(b.upper().abs()).setScale(scale.get()).precision())
              .orElseThrow();
      return SqlType.decimal(Math.max(Math.max(1, digits), scale.get()), scale.get());
    }

    /** Whether the SQL can see NULL: a double's NaN is read as NULL. */
    public boolean publishedNullable() {
      return nullable || type.isFloating();
    }
  }

  /**
   * Inclusive bounds, as {@link SqlType#position positions} of the {@link Column#published} type.
   */
  public record Bounds(BigDecimal lower, BigDecimal upper) {}

  /** What happens to surplus digits on import. */
  public enum Rounding {
    /** They are an error. */
    NONE,
    /** To nearest, ties away from zero, as Spark rounds. */
    HALF_UP
  }

  /**
   * A parameter.
   *
   * @param values the only values allowed; empty if not limited to a list
   * @param range for numbers, dates and timestamps; values of {@link SqlType}
   * @param defaultValue used when the asker gives none
   */
  public record Parameter(
      String name,
      SqlType type,
      List<Object> values,
      Optional<ParameterRange> range,
      Optional<Object> defaultValue,
      String description) {
    public Parameter {
      values = List.copyOf(values);
    }
  }

  /**
   * The public domain of a grouping column. Values are as the YAML has them (String, BigDecimal or
   * Boolean); the compiler knows the type.
   *
   * @param values the domain, in the order of the answer
   * @param other where values outside the domain go
   */
  public record Dimension(String name, List<Object> values, Optional<Object> other) {
    public Dimension {
      values = List.copyOf(values);
    }
  }

  /**
   * Public bins of minimum, maximum, median, percentiles and mode: a range or a list.
   *
   * @param name of the column the statistic is taken of, or of the answer's column
   * @param range bins of one width
   * @param values one bin each; as the YAML has them
   * @param other where values outside the list go
   */
  public record Bins(
      String name, Optional<BinRange> range, List<Object> values, Optional<Object> other) {
    public Bins {
      values = List.copyOf(values);
    }
  }

  /**
   * Bins of one width; a value counts as the lower edge of its bin.
   *
   * @param from lower edge of the first, a number or a date, as the YAML has it
   * @param to lower edge of the last
   * @param width in the column's unit; days for dates
   */
  public record BinRange(Object from, Object to, BigDecimal width) {}

  /**
   * Who takes part.
   *
   * @param rule all registered repositories, or any set the asker names
   * @param minimum contributing organisations below which the run aborts
   * @param maximum repositories the overflow proof allows for
   */
  public record Repositories(Rule rule, int minimum, int maximum) {
    /** The rules. */
    public enum Rule {
      ALL,
      ANY
    }
  }

  /**
   * What a run may cost at one repository.
   *
   * @param rows most rows aggregated; the overflow proof relies on it
   * @param seconds longest local computation
   * @param cells most cells of the layout
   */
  public record Limits(long rows, int seconds, int cells) {}

  /** A hint for drawing: kind {@code bar} or {@code line}, output column names. */
  public record Plot(String kind, String x, List<String> y) {
    public Plot {
      y = List.copyOf(y);
    }
  }

  /**
   * The SQL that is compiled.
   *
   * @param query reads query.sql, which a job with a model does not have
   */
  public String sql(Supplier<String> query) {
    return model().map(own -> new ModelSql(own).aggregate()).orElseGet(query);
  }

  /** The same job under other release rules. */
  public JobDefinition under(Release rules) {
    return new JobDefinition(
        name,
        title,
        inputs,
        disjointSubjects,
        parameters,
        dimensions,
        bins,
        Optional.of(rules),
        repositories,
        limits,
        plot,
        model);
  }

  /**
   * Reads {@code job.yaml}.
   *
   * @throws JobException with everything that is wrong
   */
  public static JobDefinition parse(byte[] yaml) {
    return read(yaml).orThrow();
  }

  /** Reads {@code job.yaml} as far as it can be read, for tools that show everything at once. */
  public static DefinitionReading read(byte[] yaml) {
    return DefinitionReader.read(yaml);
  }
}
