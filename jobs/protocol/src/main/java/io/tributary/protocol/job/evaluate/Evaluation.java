package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Output;
import io.tributary.protocol.job.CompiledJob.SortKey;
import io.tributary.protocol.job.JobException;
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

  private Evaluation(CompiledJob job) {
    this.job = job;
  }

  /**
   * Evaluates.
   *
   * @param cells the opened sums, in layout order
   * @throws JobException if the cells cannot be those of any rows, or a value does not fit its type
   */
  public static Answer evaluate(CompiledJob job, List<BigInteger> cells) {
    if (cells.size() != job.cellCount()) {
      throw new JobException(
          JobException.Kind.EVALUATION,
          "the job has " + job.cellCount() + " cells, not " + cells.size());
    }
    OpenedCells opened = new OpenedCells(job, cells);
    return new Answer(
        columns(job),
        job.model().isPresent()
            ? new ModelEvaluation(job, opened).rows(job.model().get())
            : new Evaluation(job).rows(opened));
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
      for (Group group : cells.groups(set)) {
        if (group.rows().signum() > 0 || !job.grouped()) {
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
