package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Output;
import io.tributary.protocol.job.CompiledJob.SortKey;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.Release;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * From opened cells to the answer, in exact rationals, rounded once to the Spark type of each
 * column. Groups without rows vanish, as they do in Spark.
 */
public final class Evaluation {
  private final CompiledJob job;
  private final Suppression.Shown shown;

  private Evaluation(CompiledJob job, Suppression.Shown shown) {
    this.job = job;
    this.shown = shown;
  }

  /**
   * Evaluates.
   *
   * @param cells the opened sums, in layout order
   * @throws JobException if the cells cannot be those of any rows, or a value does not fit its type
   */
  public static Answer evaluate(CompiledJob job, List<BigInteger> cells) {
    return evaluate(job, cells, (set, group) -> true);
  }

  /** With noise a group is shown if its noisy row count is at least what k subjects may have. */
  private boolean isLargeEnough(Group group) {
    return !(job.release().orElse(null) instanceof Release.Noised rules)
        || group.rows().compareTo(rules.leastRows()) >= 0;
  }

  /**
   * Evaluates what may be shown; the groups that may not are as if they had no rows. A model is
   * answered only if every group with rows that it is made of may be shown. Cells that the job
   * rounds are rounded first.
   *
   * @param cells the exact sums, in layout order
   * @throws JobException as {@link #evaluate(CompiledJob, List)}
   */
  public static Answer evaluate(CompiledJob job, List<BigInteger> cells, Suppression.Shown shown) {
    if (cells.size() != job.cellCount()) {
      throw new JobException(
          JobException.Kind.EVALUATION,
          "the job has " + job.cellCount() + " cells, not " + cells.size());
    }
    OpenedCells opened = OpenedCells.rounded(job, cells);
    Evaluation evaluation = new Evaluation(job, shown);
    return evaluation.answer(opened, job.model().isEmpty() || evaluation.isWhole(opened));
  }

  /**
   * Evaluates what a comparison run has opened.
   *
   * @throws JobException as {@link #evaluate(CompiledJob, List)}
   */
  public static Answer evaluate(CompiledJob job, ReleasedCells released) {
    return new Evaluation(job, released.shown())
        .answer(OpenedCells.released(job, released), released.hidden() == 0);
  }

  private Answer answer(OpenedCells opened, boolean whole) {
    if (job.model().isEmpty()) {
      return new Answer(columns(job), rows(opened));
    }
    return new Answer(
        columns(job), whole ? new ModelEvaluation(job, opened).rows(job.model().get()) : List.of());
  }

  private boolean isWhole(OpenedCells cells) {
    List<Integer> all = job.allDimensions();
    List<Group> groups = cells.groups(all);
    for (int group = 0; group < groups.size(); group++) {
      if (groups.get(group).rows().signum() > 0 && !shown.group(all, group)) {
        return false;
      }
    }
    return true;
  }

  /** The columns of the job's answer. */
  public static List<Answer.Column> columns(CompiledJob job) {
    return job.model().isPresent()
        ? ModelColumns.of(job.model().get())
        : job.outputs().stream().map(o -> new Answer.Column(o.name(), o.type())).toList();
  }

  /**
   * Compares an answer with the one over the pooled rows.
   *
   * @return the first difference in words, without values; empty if equal
   */
  public static Optional<String> difference(CompiledJob job, Answer answer, Answer pooled) {
    return job.model().isPresent() ? answer.modelDifference(pooled) : answer.difference(pooled);
  }

  /** A group that is answered, with what its rank depends on. */
  private record Ranked(List<Optional<Object>> keys, List<Object> row) {}

  private List<List<Object>> rows(OpenedCells cells) {
    List<Ranked> ranked = new ArrayList<>();
    for (List<Integer> set : job.sets()) {
      List<Group> groups = cells.groups(set);
      for (int place = 0; place < groups.size(); place++) {
        Group group = groups.get(place);
        // What rules show has rows, even if their rounded number is zero.
        boolean exists = group.rows().signum() > 0 || !job.grouped() || job.rounding().isPresent();
        if (exists && isLargeEnough(group) && shown.group(set, place)) {
          answered(group).ifPresent(ranked::add);
        }
      }
    }
    ranked.sort(order());
    return ranked.stream()
        .skip(job.answering().offset())
        .limit(job.answering().limit().orElse(Integer.MAX_VALUE))
        .map(Ranked::row)
        .toList();
  }

  private Optional<Ranked> answered(Group group) {
    Interpreter interpreter = new Interpreter(job, group);
    if (!job.answering().having().map(interpreter::holds).orElse(true)) {
      return Optional.empty();
    }
    List<Object> row = new ArrayList<>();
    for (Output output : job.outputs()) {
      row.add(interpreter.value(output.value()).map(v -> Values.of(output.type(), v)).orElse(null));
    }
    List<Optional<Object>> keys = new ArrayList<>();
    for (SortKey key : job.answering().order()) {
      keys.add(interpreter.value(key.value()));
    }
    return Optional.of(new Ranked(keys, row));
  }

  private Comparator<Ranked> order() {
    Comparator<Ranked> order = Comparator.comparingInt(row -> 0);
    for (int i = 0; i < job.answering().order().size(); i++) {
      int place = i;
      order = order.thenComparing(row -> row.keys().get(place), Values.order(key(i)));
    }
    return order;
  }

  private SortKey key(int place) {
    return job.answering().order().get(place);
  }
}
