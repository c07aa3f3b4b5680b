package io.tributary.protocol.job;

import io.tributary.mpc.BlockShape;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.job.model.ModelPlan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the compiler makes of a job: the public cell layout, what each cell holds, and how the
 * answer follows from the opened cells. It is part of what vetters sign, so that parties without
 * Spark can rely on it; repositories compile again and compare.
 *
 * <p>Layout: the cells of the sections, one after the other. The first section has all dimensions
 * and no axis, and its first cell counts rows.
 *
 * @param name of the job
 * @param query SHA-256 of query.sql, or of the SQL of the model, in hex
 * @param inputs tables and columns as declared
 * @param parameters as declared
 * @param source what each repository does with its rows before it groups them: an operator a line
 * @param dimensions the grouping columns, in order of GROUP BY
 * @param sets grouping sets, each the indices of its dimensions, ascending; one with all of them
 *     where the query says no more than GROUP BY
 * @param grouped false for an aggregate without GROUP BY, which answers one row even without data
 * @param measures distinct aggregated expressions
 * @param sections of the layout
 * @param answering from cells to rows
 * @param release which groups anybody may read
 * @param noise what each repository adds to its cells, if the release rules ask for it
 * @param repositories who takes part
 * @param limits the proof's assumptions
 * @param blockSize cells in a block
 */
public record CompiledJob(
    String name,
    String query,
    List<JobDefinition.Input> inputs,
    List<JobDefinition.Parameter> parameters,
    List<String> source,
    List<Dimension> dimensions,
    List<List<Integer>> sets,
    boolean grouped,
    List<Measure> measures,
    List<Section> sections,
    Answering answering,
    Optional<Release> release,
    Optional<CellNoise> noise,
    JobDefinition.Repositories repositories,
    JobDefinition.Limits limits,
    int blockSize) {
  /** Cells stay below two to this power in magnitude, federation-wide. */
  public static final int MAX_BITS = 120;

  /**
   * A grouping column. Its slots are those of its domain, then NULL if the expression can be NULL.
   *
   * @param name in the answer
   * @param expression what is grouped by, as Spark writes it
   * @param domain its public values
   * @param nullable whether there is a NULL slot
   */
  public record Dimension(String name, String expression, Domain domain, boolean nullable) {
    /** Spark type of the values. */
    public SqlType type() {
      return domain.type();
    }

    /** The domain, without {@code other} and NULL. */
    public List<Object> values() {
      return domain.values();
    }

    /** Slot of values outside the domain; -1 if there are none. */
    public int otherSlot() {
      return domain.otherSlot();
    }

    /** Slot of NULL; -1 if the expression is never NULL. */
    public int nullSlot() {
      return nullable ? domain.slots() : -1;
    }

    /** Number of slots. */
    public int slots() {
      return domain.slots() + (nullable ? 1 : 0);
    }

    /** The value a slot shows in the answer; null for the NULL slot. */
    public Object value(int slot) {
      return slot == nullSlot() ? null : domain.value(slot);
    }
  }

  /**
   * An aggregated expression: each of its values is an integer over {@code 10^scale}.
   *
   * @param expression as Spark writes it
   * @param type Spark type of a value
   * @param lower least value, proven from the bounds of its columns
   * @param upper greatest value
   * @param nullable whether it can be NULL
   * @param centre what is taken off each value before it enters a cell: zero, unless powers of the
   *     raw values would be too large; as an integer of the measure
   */
  public record Measure(
      String expression,
      SqlType type,
      BigDecimal lower,
      BigDecimal upper,
      boolean nullable,
      BigInteger centre) {
    /** Digits after the point. */
    public int scale() {
      return type.scale();
    }

    /** Greatest magnitude of a value as an integer, after centring. */
    public BigInteger magnitude() {
      return integer(lower).subtract(centre).abs().max(integer(upper).subtract(centre).abs());
    }

    /** Greatest magnitude of a value as an integer, before centring. */
    public BigInteger rawMagnitude() {
      return integer(lower).abs().max(integer(upper).abs());
    }

    private BigInteger integer(BigDecimal value) {
      return value.movePointRight(scale()).toBigIntegerExact();
    }
  }

  /** A column of the answer. */
  public record Output(String name, CellExpression value) {
    /** Its Spark type. */
    public SqlType type() {
      return value.type();
    }
  }

  /** A key of ORDER BY. */
  public record SortKey(CellExpression value, boolean descending, boolean nullsFirst) {}

  /**
   * What happens to each group once it has opened. Rows come by grouping set and then by domain
   * unless there is an order; rows that the order leaves equal stay so.
   *
   * @param outputs columns of the answer
   * @param having which groups are answered; all if empty
   * @param order of the rows
   * @param offset rows left out at the start
   * @param limit most rows answered
   * @param model how the answer of a model follows; then there is nothing else here
   */
  public record Answering(
      List<Output> outputs,
      Optional<CellExpression> having,
      List<SortKey> order,
      int offset,
      OptionalInt limit,
      Optional<ModelPlan> model) {
    public Answering {
      outputs = List.copyOf(outputs);
      order = List.copyOf(order);
    }

    Answering given(Map<String, String> values) {
      return new Answering(
          outputs.stream().map(o -> new Output(o.name(), o.value().given(values))).toList(),
          having.map(condition -> condition.given(values)),
          order.stream()
              .map(k -> new SortKey(k.value().given(values), k.descending(), k.nullsFirst()))
              .toList(),
          offset,
          limit,
          model);
    }

    /** Whether anything in it is a number of distinct subjects. */
    public boolean readsSubjects() {
      return Stream.of(
              outputs.stream().map(Output::value),
              having.stream(),
              order.stream().map(SortKey::value))
          .flatMap(each -> each)
          .anyMatch(CellExpression::readsSubjects);
    }

    /** Columns only. */
    public static Answering of(List<Output> outputs) {
      return new Answering(
          outputs, Optional.empty(), List.of(), 0, OptionalInt.empty(), Optional.empty());
    }

    /** A model. */
    public static Answering of(ModelPlan model) {
      return new Answering(
          List.of(), Optional.empty(), List.of(), 0, OptionalInt.empty(), Optional.of(model));
    }
  }

  public CompiledJob {
    inputs = List.copyOf(inputs);
    parameters = List.copyOf(parameters);
    source = List.copyOf(source);
    dimensions = List.copyOf(dimensions);
    sets = sets.stream().map(List::copyOf).toList();
    measures = List.copyOf(measures);
    sections = List.copyOf(sections);
    CompiledChecks checks = new CompiledChecks(parameters, dimensions, sets, measures, sections);
    checks.check(answering);
    checks.margins(release);
    checks.noise(release, noise, answering);
    checks.rules(release, answering);
  }

  /**
   * The job of one run: parameters in the answer replaced by their values. It is for evaluation;
   * its bytes are not those that were signed.
   *
   * @param values as {@link ParameterValues#check} gives them
   */
  public CompiledJob given(Map<String, String> values) {
    return with(answering.given(values), release, noise);
  }

  /**
   * The same job without release rules and without noise: what its cells are before either, for
   * checks where all rows are at hand.
   */
  public CompiledJob exact() {
    return with(answering, Optional.empty(), Optional.empty());
  }

  /** The same cells under rules that hide groups, for checks where all rows are at hand. */
  public CompiledJob under(Release.Guarded rules) {
    return with(answering, Optional.of(rules), Optional.empty());
  }

  private CompiledJob with(
      Answering newAnswering, Optional<Release> newRelease, Optional<CellNoise> newNoise) {
    return new CompiledJob(
        name,
        query,
        inputs,
        parameters,
        source,
        dimensions,
        sets,
        grouped,
        measures,
        sections,
        newAnswering,
        newRelease,
        newNoise,
        repositories,
        limits,
        blockSize);
  }

  /** What its release rules round, before anything opens. */
  public Optional<CellRounding> rounding() {
    return release
        .filter(Release.Guarded.class::isInstance)
        .flatMap(rules -> ((Release.Guarded) rules).rounding())
        .map(rules -> new CellRounding(this, rules));
  }

  /** Whether what opens is not what was counted: then a figure may be undefined, and is NULL. */
  public boolean isApproximate() {
    return noise.isPresent() || rounding().isPresent();
  }

  /**
   * Whether counts of distinct subjects open. Those of subjects that may be at several repositories
   * mean nothing once added up; and those of several grouping sets do not add up, so that rounded
   * ones would narrow each other down.
   */
  public boolean opensSubjects() {
    boolean overlap = release.orElse(null) instanceof Release.Guarded rules && rules.overlap();
    return !overlap && (rounding().isEmpty() || sets.stream().distinct().count() == 1);
  }

  /**
   * The cells of the first section that are sums of some expressions, ascending.
   *
   * @param expressions as measures have them
   */
  public List<Integer> sums(Collection<String> expressions) {
    List<Cell> cells = sections.get(0).cells();
    return IntStream.range(0, cells.size())
        .filter(i -> cells.get(i).factors().size() == 1)
        .filter(i -> expressions.contains(measures.get(cells.get(i).factors().get(0)).expression()))
        .boxed()
        .toList();
  }

  /** Columns of the answer. */
  public List<Output> outputs() {
    return answering.outputs();
  }

  /** The model that answers, if it is not the outputs that do. */
  public Optional<ModelPlan> model() {
    return answering.model();
  }

  /** All dimensions. */
  public List<Integer> allDimensions() {
    return IntStream.range(0, dimensions.size()).boxed().toList();
  }

  /** Number of groups of some of the dimensions. */
  public int groups(List<Integer> set) {
    int groups = 1;
    for (int dimension : set) {
      groups = Math.multiplyExact(groups, dimensions.get(dimension).slots());
    }
    return groups;
  }

  /** Number of finest groups. */
  public int groups() {
    return groups(allDimensions());
  }

  /**
   * For each group of some dimensions, the group of fewer dimensions into which it falls.
   *
   * @param finer indices of dimensions, ascending
   * @param coarser some of these, ascending
   */
  public int[] coarser(List<Integer> finer, List<Integer> coarser) {
    int[] into = new int[groups(finer)];
    for (int group = 0; group < into.length; group++) {
      int[] slots = slots(finer, group);
      for (int dimension : coarser) {
        into[group] = into[group] * dimensions.get(dimension).slots() + slots[dimension];
      }
    }
    return into;
  }

  /**
   * The slot of each dimension in a group; -1 for those that the set leaves out.
   *
   * @param set indices of dimensions, ascending
   */
  public int[] slots(List<Integer> set, int group) {
    int[] slots = new int[dimensions.size()];
    Arrays.fill(slots, -1);
    int rest = group;
    for (int i = set.size() - 1; i >= 0; i--) {
      int size = dimensions.get(set.get(i)).slots();
      slots[set.get(i)] = rest % size;
      rest /= size;
    }
    return slots;
  }

  /** Number of cells that a section has of each group, over all its bins. */
  public int width(int section) {
    return sections.get(section).bins() * sections.get(section).cells().size();
  }

  /** Number of cells of a section. */
  public int cellCount(Section section) {
    int places = Math.multiplyExact(groups(section.dimensions()), section.bins());
    return Math.multiplyExact(places, section.cells().size());
  }

  /** Number of cells in the layout. */
  public int cellCount() {
    return sections.stream().mapToInt(this::cellCount).reduce(0, Math::addExact);
  }

  /** Place of a section's first cell. */
  public int offset(int section) {
    return sections.subList(0, section).stream().mapToInt(this::cellCount).sum();
  }

  /** How the cells are cut into blocks. */
  public BlockShape shape() {
    return new BlockShape(cellCount(), blockSize);
  }

  /** Contributing organisations below which a run aborts. */
  public int minimumContributors() {
    return repositories.minimum();
  }

  /** Whether groups are hidden, which the nodes can only decide by comparing what they hold. */
  public boolean compares() {
    return release.filter(Release.Guarded.class::isInstance).isPresent();
  }

  /** How many of a run's nodes may be missing or faulty: one where they compare, else none. */
  public int faults() {
    return compares() ? 1 : 0;
  }

  /** Reads {@code compiled.json}; anything but the compiler's own bytes is refused. */
  public static CompiledJob parse(byte[] json) {
    return CompiledReader.read(json);
  }

  /** Canonical JSON. */
  public byte[] write() {
    return CompiledWriter.write(this);
  }

  /** Tagged digest of {@link #write}. */
  public Digest digest() {
    return Digests.tagged("tributary/v1/compiled", write());
  }
}
