package io.tributary.jobspark;

import io.tributary.protocol.job.Bins;
import io.tributary.protocol.job.Domain;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Small helps of the reference algorithms: tables without empty rows, values in bins. */
final class ReferenceTable {
  private ReferenceTable() {}

  /** The rows and columns that have counts. */
  static long[][] dense(long[][] counts) {
    int[] columns =
        IntStream.range(0, counts[0].length)
            .filter(j -> Arrays.stream(counts).anyMatch(row -> row[j] > 0))
            .toArray();
    return Arrays.stream(counts)
        .filter(row -> Arrays.stream(row).anyMatch(count -> count > 0))
        .map(row -> Arrays.stream(columns).mapToLong(j -> row[j]).toArray())
        .toArray(long[][]::new);
  }

  /** What a value counts as. */
  static double binned(Bins bins, double value) {
    if (bins instanceof Bins.Values values) {
      Domain domain = values.domain();
      return domain.values().stream()
          .map(v -> ((Number) v).doubleValue())
          .filter(v -> v == value)
          .findFirst()
          .orElseGet(() -> ((Number) domain.other().orElseThrow()).doubleValue());
    }
    Bins.Range range = (Bins.Range) bins;
    BigDecimal lower = new BigDecimal(range.lower(), range.type().scale());
    BigDecimal width = new BigDecimal(range.width(), range.type().scale());
    BigDecimal own = new BigDecimal(Double.toString(value));
    int bin = own.subtract(lower).divideToIntegralValue(width).intValue();
    boolean below = own.compareTo(lower) < 0;
    int kept = below ? 0 : Math.min(bin, range.count() - 1);
    return lower.add(width.multiply(BigDecimal.valueOf(kept))).doubleValue();
  }
}
