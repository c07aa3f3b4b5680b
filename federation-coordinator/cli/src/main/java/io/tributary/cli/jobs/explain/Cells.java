package io.tributary.cli.jobs.explain;

import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.Section;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of cells of a job, numbered over all sections from 1, in words. */
final class Cells {
  private static final int READABLE_DIGITS = 15;
  private static final int LONG = 30;
  private static final int MOST_LETTERS = 26;

  private final CompiledJob job;
  private final Map<String, String> letters = new LinkedHashMap<>();

  Cells(CompiledJob job) {
    this.job = job;
    for (int i = 0; i < job.measures().size(); i++) {
      String expression = measure(i);
      boolean counted = Sql.counted(expression).isPresent();
      if (expression.length() > LONG && !counted && letters.size() < MOST_LETTERS) {
        letters.putIfAbsent(expression, String.valueOf((char) ('A' + letters.size())));
      }
    }
  }

  /** The number of a cell of a section. */
  int number(int section, int cell) {
    int before = job.sections().subList(0, section).stream().mapToInt(s -> s.cells().size()).sum();
    return before + cell + 1;
  }

  /** Number, meaning, how many of it, greatest magnitude, bits. */
  record Line(int number, String meaning, int count, String most, int bits) {}

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (int s = 0; s < job.sections().size(); s++) {
      Section section = job.sections().get(s);
      for (int c = 0; c < section.cells().size(); c++) {
        Cell cell = section.cells().get(c);
        lines.add(
            new Line(
                number(s, c),
                meaning(section, cell),
                job.groups(section.dimensions()) * section.bins(),
                magnitude(cell),
                cell.bound().bitLength() + (cell.isNeverNegative() ? 0 : 1)));
      }
    }
    return lines;
  }

  private String meaning(Section section, Cell cell) {
    String words = meaning(cell);
    if (section.axis().isPresent()) {
      return words
          + " in each of "
          + Prose.count(section.bins(), "bin")
          + " of "
          + Sql.readable(section.axis().get().expression());
    }
    boolean coarser = section.dimensions().size() < job.dimensions().size();
    return coarser ? words + names(section.dimensions()) : words;
  }

  private String names(List<Integer> dimensions) {
    return dimensions.isEmpty()
        ? ", over all groups together"
        : ", for each "
            + dimensions.stream()
                .map(d -> job.dimensions().get(d).name())
                .collect(Collectors.joining(" and "))
            + " alone";
  }

  String meaning(Cell cell) {
    if (cell.kind() == Cell.Kind.DISTINCT) {
      return "number of different " + named(cell.factors().get(0));
    }
    if (cell.isRows()) {
      return "number of rows";
    }
    if (cell.factors().isEmpty()) {
      return cell.present().size() == 1
          ? Sql.counted(measure(cell.present().get(0)))
              .map(condition -> "number of rows where " + condition)
              .orElseGet(() -> "number of rows that have " + present(cell.present()))
          : "number of rows that have " + present(cell.present());
    }
    if (cell.factors().size() == 1) {
      Optional<String> counted = Sql.counted(measure(cell.factors().get(0)));
      if (counted.isPresent()) {
        return "number of rows where " + counted.get();
      }
    }
    String total = "total of " + product(cell.factors()) + unit(cell);
    return cell.present().isEmpty()
        ? total
        : total + ", over rows that have " + present(cell.present());
  }

  private String present(List<Integer> measures) {
    return measures.stream().map(this::named).distinct().collect(Collectors.joining(" and "));
  }

  private String product(List<Integer> factors) {
    List<String> words = new ArrayList<>();
    for (int measure : factors.stream().distinct().sorted().toList()) {
      long power = factors.stream().filter(f -> f == measure).count();
      String name = centred(measure);
      words.add(
          power == 1 ? name : power == 2 ? name + " squared" : name + " to the power of " + power);
    }
    return String.join(" times ", words);
  }

  /** A measure as it is written in the query. */
  String measure(int index) {
    return Sql.readable(job.measures().get(index).expression());
  }

  /** A measure as the table of cells names it: a long one by a letter. */
  private String named(int index) {
    return letters.getOrDefault(measure(index), measure(index));
  }

  /** What the letters stand for. */
  List<String> legend() {
    List<String> legend = new ArrayList<>();
    letters.forEach((expression, letter) -> legend.add(letter + " stands for " + expression));
    return legend;
  }

  private String centred(int index) {
    Measure measure = job.measures().get(index);
    String name = named(index);
    if (measure.centre().signum() == 0) {
      return name;
    }
    BigDecimal centre = new BigDecimal(measure.centre(), measure.scale());
    return "(" + name + " less " + Prose.grouped(centre) + ")";
  }

  /** Totals of decimals are whole numbers of their smallest unit. */
  private String unit(Cell cell) {
    int scale = scale(cell);
    return scale == 0 ? "" : ", in units of " + BigDecimal.ONE.movePointLeft(scale).toPlainString();
  }

  private int scale(Cell cell) {
    return cell.kind() == Cell.Kind.DISTINCT
        ? 0
        : cell.factors().stream().mapToInt(f -> job.measures().get(f).scale()).sum();
  }

  private static String magnitude(Cell cell) {
    BigInteger bound = cell.bound();
    if (bound.toString().length() <= READABLE_DIGITS) {
      return Prose.grouped(bound);
    }
    BigDecimal rounded = new BigDecimal(bound).round(new MathContext(2));
    return String.format(
        Locale.ROOT, "%.1fe%d", rounded.movePointLeft(power(rounded)), power(rounded));
  }

  private static int power(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }
}
