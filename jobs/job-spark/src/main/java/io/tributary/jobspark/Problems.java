package io.tributary.jobspark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.catalyst.trees.Origin;
import org.apache.spark.sql.catalyst.trees.TreeNode;

/** Collects problems so that an author sees all of them at once. */
final class Problems {
  private final String job;
  private final List<Problem> found = new ArrayList<>();

  Problems(String job) {
    this.job = job;
  }

  void at(TreeNode<?> node, String what, String why, String fix) {
    at(node.origin(), what, why, fix);
  }

  void at(Origin origin, String what, String why, String fix) {
    int line = origin.line().isDefined() ? (Integer) origin.line().get() : 0;
    int column =
        origin.startPosition().isDefined() ? (Integer) origin.startPosition().get() + 1 : 0;
    add(new Problem(line, column, what, why, fix));
  }

  void general(String what, String why, String fix) {
    add(new Problem(0, 0, what, why, fix));
  }

  void add(Problem problem) {
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Throws if anything was found. */
  void check() {
    if (!found.isEmpty()) {
      throw exception();
    }
  }

  CompileException exception() {
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    return new CompileException(job, sorted);
  }
}
