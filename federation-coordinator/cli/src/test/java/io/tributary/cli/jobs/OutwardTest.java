package io.tributary.cli.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutwardTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 1",
    "3, 40, 0, 50",
    "0.2, 0.9, 0, 1",
    "1, 1.0001, 0, 2",
    "-3.5, 812.25, -5, 1000",
    "-1000, 1000, -1000, 1000",
    "-0.001, -0.0005, -1, 0",
    "0, 2300000, 0, 5000000",
  })
  void bounds_ofASample_areRoundNumbersAroundIt(
      BigDecimal least, BigDecimal most, BigDecimal lower, BigDecimal upper) {
    assertEquals(lower, Outward.lower(least));
    assertEquals(upper, Outward.upper(most));
  }
}
