package io.tributary.protocol.job.evaluate;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What release rules look at in a group, or in several together.
 *
 * @param sizes of the group, then of each support; each by organisation: its number of subjects;
 *     where subjects overlap, how many of its repositories have enough of them
 * @param sums of each sum that rules name, by organisation
 */
record Holdings(List<List<BigInteger>> sizes, List<List<BigInteger>> sums) {
  Holdings plus(Holdings other) {
    return new Holdings(each(sizes, other.sizes), each(sums, other.sums));
  }

  /** Of the group itself. */
  List<BigInteger> size() {
    return sizes.get(0);
  }

  private static List<List<BigInteger>> each(List<List<BigInteger>> a, List<List<BigInteger>> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> plus(a.get(i), b.get(i))).toList();
  }

  private static List<BigInteger> plus(List<BigInteger> a, List<BigInteger> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i).add(b.get(i))).toList();
  }
}
