package io.tributary.jobspark.tool;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.evaluate.Evaluation;
import io.tributary.protocol.job.evaluate.Suppression;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The release rules worked out over what every repository has, in the clear: what a comparison run
 * must answer.
 *
 * @param all what plain Spark would answer
 * @param shown what anybody may read
 */
record ReleasedRows(Answer all, Answer shown) {
  /**
   * Evaluates.
   *
   * @param asked the job with its parameters
   * @param contributions cells of each repository, each an organisation of its own
   */
  static ReleasedRows of(CompiledJob asked, List<List<BigInteger>> contributions) {
    return of(asked, contributions.stream().reduce(Accuracy::plus).orElseThrow(), contributions);
  }

  /** The same where the sums are at hand. */
  static ReleasedRows of(
      CompiledJob asked, List<BigInteger> sums, List<List<BigInteger>> contributions) {
    return new ReleasedRows(
        Evaluation.evaluate(asked.exact(), sums),
        Evaluation.evaluate(asked, sums, Suppression.of(asked, contributions)));
  }

  /**
   * Plain Spark's answer without what is hidden; all of it if it is not the one that the cells come
   * to, so that the difference shows. Where figures are rounded, or hidden groups make others rise
   * above a LIMIT, the rows are those of the cells.
   */
  Answer applied(CompiledJob job, Answer plain) {
    if (Evaluation.difference(job, all, plain).isPresent()) {
      return plain;
    }
    return kept(plain).map(rows -> new Answer(plain.columns(), rows)).orElse(shown);
  }

  private Optional<List<List<Object>>> kept(Answer plain) {
    List<List<Object>> kept = new ArrayList<>();
    int next = 0;
    for (int row = 0; row < all.rows().size() && next < shown.rows().size(); row++) {
      if (all.rows().get(row).equals(shown.rows().get(next))) {
        kept.add(plain.rows().get(row));
        next++;
      }
    }
    return next == shown.rows().size() ? Optional.of(kept) : Optional.empty();
  }
}
