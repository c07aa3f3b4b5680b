package io.tributary.protocol.job.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Columns of decimals and their moments, for tests. */
final class Rows {
  /** How far a figure may be from reference software, relative. */
  static final double TOLERANCE = 1e-9;

  private Rows() {}

  static JsonNode vectors(String file) {
    try (InputStream in = Rows.class.getResourceAsStream("/vectors/" + file)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<BigDecimal> of(long... values) {
    return Arrays.stream(values).mapToObj(BigDecimal::valueOf).toList();
  }

  static List<BigDecimal> decimals(JsonNode values) {
    List<BigDecimal> decimals = new ArrayList<>();
    values.forEach(value -> decimals.add(new BigDecimal(value.asText())));
    return decimals;
  }

  static List<BigDecimal> times(List<BigDecimal> left, List<BigDecimal> right) {
    List<BigDecimal> product = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      product.add(left.get(i).multiply(right.get(i)));
    }
    return product;
  }

  static List<BigDecimal> minus(List<BigDecimal> left, List<BigDecimal> right) {
    List<BigDecimal> difference = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      difference.add(left.get(i).subtract(right.get(i)));
    }
    return difference;
  }

  static Moments moments(List<List<BigDecimal>> columns) {
    List<Integer> scales = new ArrayList<>();
    List<List<BigInteger>> integers = new ArrayList<>();
    for (List<BigDecimal> column : columns) {
      int scale =
          column.stream().mapToInt(BigDecimal::scale).map(s -> Math.max(s, 0)).max().orElse(0);
      scales.add(scale);
      integers.add(column.stream().map(v -> v.movePointRight(scale).toBigIntegerExact()).toList());
    }
    List<BigInteger> sums = integers.stream().map(Rows::sum).toList();
    List<List<BigInteger>> products = new ArrayList<>();
    for (List<BigInteger> left : integers) {
      products.add(integers.stream().map(right -> dot(left, right)).toList());
    }
    int count = columns.isEmpty() ? 0 : columns.get(0).size();
    return new Moments(BigInteger.valueOf(count), scales, sums, products);
  }

  private static BigInteger sum(List<BigInteger> values) {
    return values.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger dot(List<BigInteger> left, List<BigInteger> right) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < left.size(); i++) {
      sum = sum.add(left.get(i).multiply(right.get(i)));
    }
    return sum;
  }

  /** Both absent, or both there and close. */
  static void assertClose(JsonNode expected, Optional<Double> actual, String what) {
    if (expected.isNull()) {
      assertEquals(Optional.empty(), actual, what);
    } else {
      assertClose(expected.doubleValue(), actual.orElseThrow(() -> new AssertionError(what)), what);
    }
  }

  static void assertClose(double expected, double actual, String what) {
    double scale = Math.max(Math.abs(expected), Math.abs(actual));
    assertTrue(
        expected == actual || Math.abs(expected - actual) <= TOLERANCE * scale,
        () -> what + ": expected " + expected + ", got " + actual);
  }
}
