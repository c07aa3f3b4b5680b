package io.tributary.protocol.job.model;

import java.util.Optional;

/**
 * The values of a variable in one group.
 *
 * @param sd standard deviation with n − 1
 * @param standardError of the mean
 */
public record Group(
    String label,
    long n,
    Optional<Double> mean,
    Optional<Double> sd,
    Optional<Double> standardError) {
  /** The values of the first variable of some moments. */
  public static Group of(String label, Moments moments) {
    return Sample.of(moments, 0).group(label);
  }
}
