package io.tributary.cli.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle and the ends of what several rounds gave. */
record Statistics(double median, double least, double most) {
  static Statistics of(List<Round> rounds, ToDoubleFunction<Round> value) {
    double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Statistics(median, sorted[0], sorted[sorted.length - 1]);
  }
}
