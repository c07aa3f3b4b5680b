package io.tributary.protocol.job;

import io.tributary.protocol.job.CompiledJob.Answering;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.model.ModelPlan;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What every compiled job must satisfy, wherever it comes from. */
final class CompiledChecks {
  private final List<JobDefinition.Parameter> parameters;
  private final List<Dimension> dimensions;
  private final List<List<Integer>> sets;
  private final List<Measure> measures;
  private final List<Section> sections;

  CompiledChecks(
      List<JobDefinition.Parameter> parameters,
      List<Dimension> dimensions,
      List<List<Integer>> sets,
      List<Measure> measures,
      List<Section> sections) {
    this.parameters = parameters;
    this.dimensions = dimensions;
    this.sets = sets;
    this.measures = measures;
    this.sections = sections;
  }

  void check(Answering answering) {
    require(!sets.isEmpty(), "there is a grouping set");
    sets.forEach(set -> indices(set, dimensions.size(), "a grouping set names dimensions"));
    layout();
    answering.outputs().forEach(o -> expression(o.value()));
    answering.having().ifPresent(this::condition);
    answering.order().forEach(key -> expression(key.value()));
    require(
        answering.offset() >= 0 && answering.limit().orElse(0) >= 0,
        "limit and offset are not negative");
    answering.model().ifPresent(model -> model(answering, model));
  }

  private void model(Answering answering, ModelPlan model) {
    require(answering.equals(Answering.of(model)), "a model answers alone");
    new ModelChecks(dimensions, measures, sections)
        .broken(model)
        .ifPresent(rule -> require(false, rule));
  }

  /** Without a finest grouping, two groupings of the same rows could tell what either hides. */
  void margins(Optional<Release> release) {
    require(
        release.filter(Release.Guarded.class::isInstance).isEmpty()
            || sets.stream().anyMatch(finest -> sets.stream().allMatch(finest::containsAll)),
        "where groups are hidden, one grouping set holds all others");
  }

  /** Noise is what the release rules ask for, and only of cells that a subject's rows bound. */
  void noise(Optional<Release> release, Optional<CellNoise> noise, Answering answering) {
    if (!(release.orElse(null) instanceof Release.Noised rules)) {
      require(noise.isEmpty(), "noise follows from release rules");
      return;
    }
    require(
        sections.size() == 1 && answering.model().isEmpty(), "only sums and counts can be noised");
    long groups = dimensions.stream().mapToLong(Dimension::slots).reduce(1, Math::multiplyExact);
    require(
        noise.isPresent()
            && noise.equals(CellNoise.of(rules, measures, sections.get(0).cells(), groups)),
        "noise is what the release rules ask for");
  }

  /** Rules that hide groups name sums that are there, and round what has room for it. */
  void rules(Optional<Release> release, Answering answering) {
    if (!(release.orElse(null) instanceof Release.Guarded rules)) {
      return;
    }
    require(
        !rules.overlap() || (rules.subjects().isPresent() && !answering.readsSubjects()),
        "subjects at several repositories do not add up");
    for (Release.Quantities of : rules.quantities()) {
      require(!rules.overlap() || !of.subjects(), "subjects at several repositories do not add up");
      of.sums().forEach(this::contribution);
    }
    if (rules.rounding().isPresent()) {
      new RoundingChecks(dimensions, sets, measures, sections)
          .broken(rules.rounding().get(), answering)
          .ifPresent(rule -> require(false, rule));
    }
  }

  /** What contributors are compared by is a sum of values that are not negative. */
  private void contribution(String expression) {
    List<Measure> named = measures.stream().filter(m -> m.expression().equals(expression)).toList();
    require(
        named.size() == 1
            && named.get(0).centre().signum() == 0
            && named.get(0).lower().signum() >= 0
            && sections.get(0).cells().stream()
                .anyMatch(c -> c.factors().equals(List.of(measures.indexOf(named.get(0))))),
        "contributors are compared by sums of what is not negative");
  }

  private void layout() {
    List<Integer> all = IntStream.range(0, dimensions.size()).boxed().toList();
    require(
        !sections.isEmpty()
            && !sections.get(0).cells().isEmpty()
            && sections.get(0).cells().get(0).isRows(),
        "the row count comes first");
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      section.cells().forEach(this::cell);
      boolean distinct = !section.cells().isEmpty() && section.isDistinct();
      require(
          section.cells().stream().allMatch(c -> (c.kind() == Cell.Kind.DISTINCT) == distinct),
          "subjects have sections of their own");
      if (distinct) {
        require(
            i > 0 && section.axis().isEmpty() && sets.contains(section.dimensions()),
            "a section of subjects belongs to a grouping set");
      } else {
        require(section.dimensions().equals(all), "a section has all dimensions");
        require(section.axis().isPresent() == (i > 0), "the first section has no axis");
        require(
            i == 0 || (section.cells().size() == 1 && section.cells().get(0).isRows()),
            "a bin holds a count");
      }
    }
  }

  private void cell(Cell cell) {
    String rule = "a cell names measures";
    require(cell.factors().stream().sorted().toList().equals(cell.factors()), rule);
    cell.factors().forEach(f -> require(f >= 0 && f < measures.size(), rule));
    indices(cell.present(), measures.size(), rule);
    require(cell.present().stream().noneMatch(cell.factors()::contains), rule);
    require(
        cell.kind() == Cell.Kind.SUM || (cell.factors().size() == 1 && cell.present().isEmpty()),
        "subjects are one measure");
    require(!cell.support() || cell.isCount(), "a support is a count");
    require(
        cell.bound().signum() >= 0 && cell.bound().bitLength() <= CompiledJob.MAX_BITS,
        "a cell could pass 120 bits");
  }

  private static void indices(List<Integer> indices, int size, String rule) {
    require(indices.stream().sorted().toList().equals(indices), rule);
    require(new HashSet<>(indices).size() == indices.size(), rule);
    require(indices.stream().allMatch(i -> i >= 0 && i < size), rule);
  }

  private void condition(CellExpression expression) {
    expression(expression);
    require(expression.type().equals(SqlType.BOOLEAN), "a condition is true or false");
  }

  private void expression(CellExpression expression) {
    if (expression instanceof CellExpression.Literal literal) {
      literal.value().ifPresent(value -> literal(literal.type(), value));
    } else if (expression instanceof CellExpression.Parameter parameter) {
      require(
          parameters.stream()
              .anyMatch(
                  p -> p.name().equals(parameter.name()) && p.type().equals(parameter.type())),
          "a parameter is declared");
    } else if (expression instanceof CellExpression.DimensionValue value) {
      require(
          value.dimension() >= 0
              && value.dimension() < dimensions.size()
              && dimensions.get(value.dimension()).type().equals(value.type()),
          "an output names a dimension");
    } else if (expression instanceof CellExpression.GroupingBits bits) {
      indices(bits.dimensions().stream().sorted().toList(), dimensions.size(), "a bit a dimension");
      require(bits.type().isInteger() && bits.dimensions().size() < Integer.SIZE, "bits fit");
    } else if (expression instanceof CellExpression.Count count) {
      require(sum(count.cell()).factors().isEmpty(), "a count reads a count cell");
    } else if (expression instanceof CellExpression.DistinctCount count) {
      require(
          sets.stream().allMatch(set -> hasSubjects(set, count.cell())),
          "every grouping set has its subjects");
    } else if (expression instanceof CellExpression.Moments moments) {
      moments(moments);
    } else if (expression instanceof CellExpression.Ordered ordered) {
      ordered(ordered);
    } else if (expression instanceof CellExpression.Call call) {
      require(call.operator().takes(call.arguments().size()), "an operator has its arguments");
      call.arguments().forEach(this::expression);
    }
  }

  private static void literal(SqlType type, String value) {
    if (type.kind() == SqlType.Kind.DOUBLE) {
      require(value.length() < 64 && new BigDecimal(value).scale() < 400, "a constant is a number");
    } else {
      Object unused = type.read(value);
    }
  }

  private boolean hasSubjects(List<Integer> set, int cell) {
    return sections.stream()
        .anyMatch(
            s ->
                s.isDistinct()
                    && s.dimensions().equals(set)
                    && cell >= 0
                    && cell < s.cells().size());
  }

  private Cell sum(int index) {
    List<Cell> cells = sections.get(0).cells();
    require(index >= 0 && index < cells.size(), "an aggregate reads a cell");
    return cells.get(index);
  }

  /** Every cell of a statistic is the moment of the same one or two measures. */
  private void moments(CellExpression.Moments moments) {
    List<String> wanted = moments.statistic().moments();
    require(moments.cells().size() == wanted.size(), "a statistic has its moments");
    int x = sum(moments.cells().get(1)).factors().stream().findFirst().orElse(-1);
    int y =
        moments.statistic().isBivariate()
            ? sum(moments.cells().get(2)).factors().stream().findFirst().orElse(-1)
            : x;
    for (int i = 0; i < wanted.size(); i++) {
      List<Integer> factors =
          wanted.get(i).chars().mapToObj(letter -> letter == 'x' ? x : y).sorted().toList();
      require(sum(moments.cells().get(i)).factors().equals(factors), "a statistic has its moments");
    }
  }

  private void ordered(CellExpression.Ordered ordered) {
    require(
        ordered.section() > 0
            && ordered.section() < sections.size()
            && sections.get(ordered.section()).axis().isPresent(),
        "an order statistic reads bins");
    require(
        ordered.fraction().isPresent() == ordered.statistic().isQuantile()
            && ordered
                .fraction()
                .filter(f -> f.signum() < 0 || f.compareTo(BigDecimal.ONE) > 0)
                .isEmpty(),
        "a quantile has a fraction from 0 to 1");
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new JobException(
          JobException.Kind.BAD_COMPILED,
          "the compiled job breaks a rule: " + rule + "; compile the job again");
    }
  }
}
