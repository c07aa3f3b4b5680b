package io.tributary.protocol.job.evaluate;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The opened cells of one group of one grouping set.
 *
 * @param slots of the dimensions; empty for those the grouping set leaves out
 * @param sums cells of the first section
 * @param bins counts by bin, by section
 * @param subjects cells of the grouping set's own section
 */
record Group(
    List<Optional<Integer>> slots,
    List<BigInteger> sums,
    Map<Integer, List<BigInteger>> bins,
    List<BigInteger> subjects) {

  BigInteger rows() {
    return sums.get(0);
  }
}
