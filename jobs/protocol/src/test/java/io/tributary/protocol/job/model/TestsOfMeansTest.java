package io.tributary.protocol.job.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.exact.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestsOfMeansTest {
  private static final List<String> TWO = List.of("first", "second");

  static Iterator<JsonNode> tests() {
    return Rows.vectors("models.json").get("t_tests").iterator();
  }

  static Iterator<JsonNode> anovas() {
    return Rows.vectors("models.json").get("anovas").iterator();
  }

  @ParameterizedTest
  @MethodSource("tests")
  void tTest_againstR_agrees(JsonNode vector) {
    String kind = vector.get("kind").asText();
    List<BigDecimal> first = Rows.decimals(vector.get("first"));
    TTest own =
        switch (kind) {
          case "one_sample" -> {
            Rational mean = Rational.of(new BigDecimal(vector.get("mean").asText()));
            yield TTest.oneSample("first", Rows.moments(List.of(first)), mean);
          }
          case "paired" -> {
            List<BigDecimal> second = Rows.decimals(vector.get("second"));
            Moments differences = Rows.moments(List.of(Rows.minus(first, second)));
            yield TTest.oneSample("difference", differences, Rational.ZERO);
          }
          case "welch" -> TTest.welch(TWO, Rows.moments(List.of(first)), second(vector));
          default -> TTest.pooled(TWO, Rows.moments(List.of(first)), second(vector));
        };
    Rows.assertClose(vector.get("difference"), own.difference(), kind + " difference");
    Rows.assertClose(vector.get("t"), own.t(), kind + " t");
    Rows.assertClose(vector.get("df"), own.df(), kind + " df");
    Rows.assertClose(vector.get("p"), own.p(), kind + " p");
    Rows.assertClose(vector.get("low"), own.low(), kind + " low");
    Rows.assertClose(vector.get("high"), own.high(), kind + " high");
  }

  private static Moments second(JsonNode vector) {
    return Rows.moments(List.of(Rows.decimals(vector.get("second"))));
  }

  @Test
  void tTest_ofOneValue_hasOnlyTheDifference() {
    Moments one = Rows.moments(List.of(List.of(new BigDecimal("2.5"))));
    TTest test = TTest.oneSample("x", one, Rational.ONE);
    assertEquals(Optional.of(1.5), test.difference());
    assertEquals(Optional.empty(), test.p());
    TTest pooled = TTest.pooled(TWO, one, Rows.moments(List.of(Rows.of(1))));
    assertEquals(Optional.of(1.5), pooled.difference());
    assertEquals(Optional.empty(), pooled.df());
  }

  @Test
  void tTest_ofEqualValues_hasNoTest() {
    Moments same = Rows.moments(List.of(Rows.of(1, 1)));
    assertEquals(Optional.empty(), TTest.welch(TWO, same, same).p());
    assertEquals(Optional.of(0.0), TTest.pooled(TWO, same, same).difference());
    assertEquals(Optional.empty(), TTest.pooled(TWO, same, same).t());
  }

  @Test
  void tTest_ofAnEmptyGroup_hasNothing() {
    Moments none = Rows.moments(List.of(Rows.of()));
    assertEquals(Optional.empty(), TTest.pooled(TWO, none, none).difference());
    assertEquals(Optional.empty(), TTest.welch(TWO, none, none).difference());
  }

  @ParameterizedTest
  @MethodSource("anovas")
  void anova_againstR_agrees(JsonNode vector) {
    JsonNode columns = vector.get("columns");
    List<String> labels = new ArrayList<>();
    columns.get("g").get("levels").forEach(level -> labels.add(level.asText()));
    List<BigDecimal> values = Rows.decimals(columns.get("y").get("values"));
    List<Moments> groups = new ArrayList<>();
    for (String label : labels) {
      List<BigDecimal> own = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        if (columns.get("g").get("values").get(i).asText().equals(label)) {
          own.add(values.get(i));
        }
      }
      groups.add(Rows.moments(List.of(own)));
    }
    OneWayAnova anova = OneWayAnova.of(labels, groups);
    assertEquals(vector.get("dfBetween").longValue(), anova.dfBetween());
    assertEquals(vector.get("dfWithin").longValue(), anova.dfWithin());
    Rows.assertClose(vector.get("between").doubleValue(), anova.squaresBetween(), "between");
    Rows.assertClose(vector.get("within").doubleValue(), anova.squaresWithin(), "within");
    Rows.assertClose(vector.get("f"), anova.f(), "F");
    Rows.assertClose(vector.get("p"), anova.p(), "p");
    for (int i = 0; i < labels.size(); i++) {
      Rows.assertClose(vector.get("means").get(i), anova.groups().get(i).mean(), "mean");
      Rows.assertClose(vector.get("sds").get(i), anova.groups().get(i).sd(), "sd");
    }
  }

  @Test
  void anova_withAnEmptyGroup_leavesItOut() {
    Moments low = Rows.moments(List.of(Rows.of(1, 2)));
    Moments high = Rows.moments(List.of(Rows.of(10, 10)));
    Moments none = Rows.moments(List.of(Rows.of()));
    OneWayAnova with = OneWayAnova.of(List.of("a", "b", "c"), List.of(low, none, high));
    OneWayAnova without = OneWayAnova.of(List.of("a", "c"), List.of(low, high));
    assertEquals(without.p(), with.p());
    assertEquals(3, with.groups().size());
    OneWayAnova alone = OneWayAnova.of(List.of("b"), List.of(none));
    assertEquals(Optional.empty(), alone.f());
  }
}
