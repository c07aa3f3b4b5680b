package io.tributary.jobspark;

import io.tributary.mpc.BlockShape;
import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellNoise;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Answering;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.Section;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * Compiles a job's SQL into its local plan, its cells and what follows from them. Needs no session
 * and reads no data.
 */
public final class Compiler {
  private final JobDefinition job;
  private final String sql;
  private final Map<String, byte[]> files;
  private final Problems problems;

  private Compiler(JobDefinition job, String sql, Map<String, byte[]> files) {
    this.job = job;
    this.sql = sql;
    this.files = files;
    this.problems = new Problems(job.name());
  }

  /**
   * Compiles.
   *
   * @throws CompileException with everything found wrong
   */
  public static CompiledJob compile(JobDefinition job, String sql) {
    return compile(job, sql, Map.of());
  }

  /**
   * Compiles a job with public tables.
   *
   * @param files the public tables' CSV files by name
   * @throws CompileException with everything found wrong
   */
  public static CompiledJob compile(JobDefinition job, String sql, Map<String, byte[]> files) {
    return compilation(job, sql, files).job();
  }

  static Compilation compilation(JobDefinition job, String sql, Map<String, byte[]> files) {
    return job.model().isPresent()
        ? ModelProblems.naming(job, sql, () -> new Compiler(job, sql, files).run())
        : new Compiler(job, sql, files).run();
  }

  private Compilation run() {
    PublicTables tables = PublicTables.read(job, files, problems);
    problems.check();
    Query query = Query.read(job, sql, problems);
    Optional<NoiseRules> noised = NoiseRules.of(job, problems);
    noised.ifPresent(rules -> rules.checkSource(query));
    TopAggregate top = query.top();
    Ranges ranges = new Ranges(job, query.source(), tables, problems);
    Exactness exactness = new Exactness(ranges, problems);
    exactness.check(query.source());
    ranges.onRowsOf(query.source());
    List<Dimension> dimensions = dimensions(top, ranges, exactness);
    Measures measures = new Measures(job, ranges, exactness, problems);
    // First, so that they are the first cell of each section of subjects.
    subjects(query, measures);
    Binning binning = new Binning(job, ranges, exactness, problems);
    boolean guarded = job.release().filter(Release.Guarded.class::isInstance).isPresent();
    Consumer<List<Expression>> values =
        guarded ? new Supports(query, measures, problems)::of : arguments -> {};
    Aggregates aggregates =
        new Aggregates(e -> query.isSubject(job, e), measures, binning, values, problems);
    Set<String> categories = new HashSet<>();
    Answering answering;
    if (job.model().isPresent()) {
      Domains domains = new Domains(job, ranges, problems);
      ModelCompiler model = new ModelCompiler(job, domains, measures, binning, problems);
      answering = model.of(top);
      values.accept(model.numbers());
      categories.addAll(model.categories());
    } else {
      Outputs outputs = new Outputs(aggregates, top.grouping().size(), problems);
      answering = new Answers(outputs, problems).of(top);
    }
    if (guarded) {
      binning.expressions().forEach(binned -> measures.support(List.of(binned)));
      measures.supportSums();
      checkMargins(top);
      new SubjectGuard(query, problems).check(query.analyzed());
    }
    checkUse(query, binning, categories);
    problems.check();
    List<Measure> proven = measures.measures();
    List<Section> sections = sections(top, measures.cells(proven), binning, measures);
    problems.check();
    Optional<CellNoise> noise = Optional.empty();
    if (noised.isPresent()) {
      noised.get().checkSections(sections);
      problems.check();
      List<Cell> exact = sections.get(0).cells();
      noise = noised.get().noise(dimensions, proven, exact);
      if (noise.isPresent()) {
        sections = widened(sections.get(0), noised.get().widened(exact, noise.get()));
      }
    }
    checkSize(dimensions, sections);
    problems.check();
    Optional<Release> release =
        new ReleaseRules(job, answering, proven, problems).compiled(sections, top.sets());
    problems.check();
    CompiledJob compiled =
        new CompiledJob(
            job.name(),
            sha256(sql),
            job.inputs(),
            job.parameters(),
            sourceText(query, noised),
            dimensions,
            top.sets(),
            top.grouped(),
            proven,
            sections,
            answering,
            release,
            noise,
            job.repositories(),
            job.limits(),
            BlockShape.STANDARD_BLOCK);
    return new Compilation(
        compiled,
        query,
        measures.expressions(),
        binning.expressions(),
        ranges,
        tables,
        aggregates.sections(top.aggregates()));
  }

  private static List<Section> widened(Section section, List<Cell> cells) {
    return List.of(new Section(section.dimensions(), section.axis(), cells));
  }

  private static List<String> sourceText(Query query, Optional<NoiseRules> noised) {
    List<Expression> more = new ArrayList<>();
    noised.flatMap(rules -> rules.subject(query)).ifPresent(s -> more.add((Expression) s));
    List<String> lines = new ArrayList<>(query.sourceText(more));
    noised.flatMap(NoiseRules::text).ifPresent(lines::add);
    return lines;
  }

  /** The cells by which the release rules tell how large a group is. */
  private void subjects(Query query, Measures measures) {
    if (!(job.release().orElse(null) instanceof Release.Guarded rules)
        || rules.subjects().isEmpty()) {
      return;
    }
    String subject = rules.subjects().get();
    Optional<Expression> column = query.subject(subject).map(a -> (Expression) a);
    column.ifPresent(measures::countSubjects);
    if (column.isEmpty()) {
      problems.general(
          "the rows that are aggregated do not have the subject " + subject,
          "the release rules count it in every group",
          "keep the column in sub-queries, or write subjects: rows");
    }
  }

  private List<Dimension> dimensions(TopAggregate top, Ranges ranges, Exactness exactness) {
    Domains domains = new Domains(job, ranges, problems);
    List<Dimension> dimensions = new ArrayList<>();
    for (int i = 0; i < top.grouping().size(); i++) {
      Expression grouping = top.grouping().get(i);
      exactness.check(grouping);
      Optional<String> name = name(top, i);
      if (name.isEmpty()) {
        problems.at(
            grouping,
            "a grouping expression has no name",
            "its domain is declared under its name",
            "select it with an alias: SELECT expression AS name … GROUP BY name");
      } else {
        domains.of(grouping, name.get()).ifPresent(dimensions::add);
      }
    }
    return dimensions;
  }

  private static Optional<String> name(TopAggregate top, int dimension) {
    for (TopAggregate.Column output : top.outputs()) {
      if (TopAggregate.dimension(output.value()).equals(OptionalInt.of(dimension))) {
        return Optional.of(output.name());
      }
    }
    return top.grouping().get(dimension) instanceof AttributeReference attribute
        ? Optional.of(attribute.name())
        : Optional.empty();
  }

  /** The finest groups' moments, then one section an axis, then subjects of each grouping set. */
  private static List<Section> sections(
      TopAggregate top, List<Cell> cells, Binning binning, Measures measures) {
    List<Integer> all = IntStream.range(0, top.grouping().size()).boxed().toList();
    List<Section> sections = new ArrayList<>();
    sections.add(new Section(all, Optional.empty(), cells));
    Cell count = Cell.rows(cells.get(0).bound());
    binning.axes().forEach(a -> sections.add(new Section(all, Optional.of(a), List.of(count))));
    if (!measures.subjectCells().isEmpty()) {
      top.sets().stream()
          .distinct()
          .forEach(s -> sections.add(new Section(s, Optional.empty(), measures.subjectCells())));
    }
    return sections;
  }

  /** Two groupings of the same rows, of which none is the finer, tell what either hides. */
  private void checkMargins(TopAggregate top) {
    List<List<Integer>> sets = top.sets();
    if (sets.stream().noneMatch(finest -> sets.stream().allMatch(finest::containsAll))) {
      problems.general(
          "the grouping sets cross and none holds all others",
          "where small groups are hidden, sums along one could give away what another hides",
          "add the set of all their columns, use ROLLUP or CUBE, or write a job for each");
    }
  }

  /** Nothing that is declared may be without effect. */
  private void checkUse(Query query, Binning binning, Set<String> categories) {
    TopAggregate top = query.top();
    Set<String> used = new HashSet<>(categories);
    IntStream.range(0, top.grouping().size()).forEach(i -> name(top, i).ifPresent(used::add));
    for (JobDefinition.Dimension dimension : job.dimensions()) {
      if (!used.contains(dimension.name())) {
        unused("dimension " + dimension.name());
      }
    }
    for (JobDefinition.Bins bins : job.bins()) {
      if (!binning.used().contains(bins.name())) {
        unused("bins " + bins.name());
      }
    }
    query.unusedInputs().forEach(name -> unused("input " + name));
    Set<String> parameters = new HashSet<>();
    parameters.addAll(query.sourceParameters());
    top.grouping().forEach(g -> collect(g, parameters));
    top.outputs().forEach(o -> collect(o.value(), parameters));
    top.having().forEach(condition -> collect(condition, parameters));
    top.order().forEach(key -> collect(key, parameters));
    for (JobDefinition.Parameter parameter : job.parameters()) {
      if (!parameters.contains(Resolver.PARAMETER_PREFIX + parameter.name())) {
        unused("parameter " + parameter.name());
      }
    }
  }

  private void unused(String what) {
    problems.general(
        what + " is declared but not used",
        "what is declared must have an effect",
        "use it in query.sql or the model, or remove it from job.yaml");
  }

  private static void collect(Expression expression, Set<String> names) {
    if (expression instanceof AttributeReference attribute) {
      names.add(attribute.name());
    }
    Trees.children(expression).forEach(child -> collect(child, names));
  }

  private void checkSize(List<Dimension> dimensions, List<Section> sections) {
    BigInteger cells = BigInteger.ZERO;
    for (Section section : sections) {
      BigInteger own =
          BigInteger.valueOf(section.cells().size()).multiply(BigInteger.valueOf(section.bins()));
      for (int dimension : section.dimensions()) {
        own = own.multiply(BigInteger.valueOf(dimensions.get(dimension).slots()));
      }
      cells = cells.add(own);
    }
    if (cells.compareTo(BigInteger.valueOf(job.limits().cells())) > 0) {
      problems.general(
          "the answer needs " + cells + " cells",
          "the job allows " + job.limits().cells(),
          "shorten the domains, use wider bins, or raise limits.cells");
    }
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
