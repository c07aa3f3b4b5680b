package io.tributary.protocol.job.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.exact.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class TailsTest {
  /** Well below what a model may differ from reference software. */
  private static final double TOLERANCE = 1e-12;

  @Test
  void tails_against60Digits_agreeDownToTheSmallest() {
    for (JsonNode vector : Rows.vectors("tails.json")) {
      double expected = vector.get("p").asDouble();
      double own =
          vector.has("chiSquared")
              ? Tails.chiSquared(rational(vector, "chiSquared"), vector.get("df").intValue())
              : Tails.f(
                  rational(vector, "f"),
                  rational(vector, "numerator"),
                  rational(vector, "denominator"));
      assertEquals(expected, own, expected * TOLERANCE, vector::toString);
    }
  }

  private static Rational rational(JsonNode vector, String field) {
    return Rational.of(new BigDecimal(vector.get(field).asText()));
  }

  @Test
  void tQuantile_putBack_givesItsProbability() {
    for (String df : new String[] {"1", "2.25", "9", "40.5", "15000", "1000000000"}) {
      Rational degrees = Rational.of(new BigDecimal(df));
      Rational quantile = Rational.of(new BigDecimal(Tails.tQuantile(0.05, degrees)));
      double back = Tails.twoSidedT(quantile.times(quantile), degrees);
      assertEquals(0.05, back, 0.05 * TOLERANCE, df);
    }
  }

  @Test
  void twoSidedT_ofZero_isOne() {
    assertEquals(1.0, Tails.twoSidedT(Rational.ZERO, Rational.of(BigInteger.TEN)));
  }
}
