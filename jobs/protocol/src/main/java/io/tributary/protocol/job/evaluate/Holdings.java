package io.tributary.protocol.job.evaluate;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What release rules look at in a group, or in several together.
 *
 * @param size by organisation: its number of subjects; where subjects overlap, how many of its
 *     repositories have enough of them
 * @param sums of each sum that rules name, by organisation
 */
record Holdings(List<BigInteger> size, List<List<BigInteger>> sums) {
  Holdings plus(Holdings other) {
    return new Holdings(
        plus(size, other.size),
        IntStream.range(0, sums.size())
            .mapToObj(i -> plus(sums.get(i), other.sums.get(i)))
            .toList());
  }

  private static List<BigInteger> plus(List<BigInteger> a, List<BigInteger> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i).add(b.get(i))).toList();
  }
}
