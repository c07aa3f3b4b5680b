package io.tributary.protocol.job.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.job.model.LinearFit.Coefficient;
import io.tributary.protocol.job.model.LinearFit.Status;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinearRegressionTest {
  static Iterator<JsonNode> ofR() {
    return Rows.vectors("models.json").get("regressions").iterator();
  }

  static Iterator<JsonNode> certified() {
    return Rows.vectors("nist.json").get("cases").iterator();
  }

  @ParameterizedTest
  @MethodSource("ofR")
  void fit_againstR_agrees(JsonNode vector) {
    String name = vector.get("name").asText();
    LinearFit fit = new Design(vector).fit(vector.get("intercept").booleanValue());
    JsonNode expected = vector.get("coefficients");
    for (Coefficient own : fit.coefficients()) {
      String what = name + " " + own.label();
      JsonNode row = expected.get(own.label());
      if (row == null || row.isNull()) {
        assertEquals(row == null ? Status.BASELINE : Status.ALIASED, own.status(), what);
      } else {
        Rows.assertClose(row.get(0), own.estimate(), what + " estimate");
        Rows.assertClose(row.get(1), own.standardError(), what + " standard error");
        Rows.assertClose(row.get(2), own.t(), what + " t");
        Rows.assertClose(row.get(3), own.p(), what + " p");
        Rows.assertClose(row.get(4), own.low(), what + " low");
        Rows.assertClose(row.get(5), own.high(), what + " high");
      }
    }
    assertEquals(vector.get("n").longValue(), fit.n(), name);
    assertEquals(vector.get("df").longValue(), fit.df(), name);
    Rows.assertClose(vector.get("sigma"), fit.sigma(), name + " sigma");
    if (!name.equals("constant-only")) {
      Rows.assertClose(vector.get("r2"), fit.rSquared(), name + " R²");
      Rows.assertClose(vector.get("adjusted"), fit.adjustedRSquared(), name + " adjusted R²");
    }
    Rows.assertClose(vector.get("f"), fit.f(), name + " F");
    Rows.assertClose(vector.get("fp"), fit.fp(), name + " p of F");
  }

  @ParameterizedTest
  @MethodSource("certified")
  void fit_ofNistReferenceData_hasTheCertifiedDigits(JsonNode vector) {
    String name = vector.get("name").asText();
    LinearFit fit = fit(vector);
    for (int i = 0; i < fit.coefficients().size(); i++) {
      Coefficient own = fit.coefficients().get(i);
      assertClose(vector.get("estimates").get(i), own.estimate(), name + " B" + i);
      assertClose(vector.get("errors").get(i), own.standardError(), name + " error " + i);
    }
    assertClose(vector.get("sigma"), fit.sigma(), name + " sigma");
    assertClose(vector.get("r2"), fit.rSquared(), name + " R²");
    assertEquals(vector.has("f"), fit.f().isPresent(), name);
    if (vector.has("f")) {
      assertClose(vector.get("f"), fit.f(), name + " F");
    }
  }

  /** The certified values have 15 digits. */
  private static void assertClose(JsonNode expected, Optional<Double> actual, String what) {
    double want = expected.doubleValue();
    assertEquals(want, actual.orElseThrow(), Math.abs(want) * 2e-14, what);
  }

  private static LinearFit fit(JsonNode vector) {
    List<List<BigDecimal>> variables = new ArrayList<>();
    for (int i = 0; i < vector.get("rows").get(0).size(); i++) {
      List<BigDecimal> column = new ArrayList<>();
      for (JsonNode row : vector.get("rows")) {
        column.add(new BigDecimal(row.get(i).asText()));
      }
      variables.add(column);
    }
    for (int power = 2; power <= vector.get("degree").intValue(); power++) {
      variables.add(Rows.times(variables.get(power - 1), variables.get(1)));
    }
    List<Term> terms = new ArrayList<>();
    for (int i = 1; i < variables.size(); i++) {
      terms.add(Term.number("x" + i, i));
    }
    boolean intercept = vector.get("intercept").booleanValue();
    return LinearRegression.fit(Rows.moments(variables), 0, intercept, terms);
  }

  @Test
  void fit_ofCentredMoments_isTheSame() {
    Moments moments = Rows.moments(List.of(Rows.of(1000001, 1000002, 1000004), Rows.of(5, 7, 8)));
    Moments centred = Rows.moments(List.of(Rows.of(1, 2, 4), Rows.of(5, 7, 8)));
    List<BigInteger> centres = List.of(BigInteger.valueOf(1000000), BigInteger.ZERO);
    assertEquals(moments, centred.uncentred(centres));
  }

  @Test
  void fit_ofAFirstLevelWithoutRows_takesTheNextAsBaseline() {
    Moments moments =
        Rows.moments(
            List.of(
                Rows.of(0, 0, 0, 0),
                Rows.of(1, 1, 0, 0),
                Rows.of(0, 0, 1, 1),
                Rows.of(1, 2, 5, 9)));
    Term term =
        new Term(
            List.of(
                new Term.Column("a", 0, List.of(0)),
                new Term.Column("b", 1, List.of(1)),
                new Term.Column("c", 2, List.of(2))));
    LinearFit fit = LinearRegression.fit(moments, 3, true, List.of(term));
    assertEquals(
        List.of(Status.ESTIMATED, Status.NO_ROWS, Status.BASELINE, Status.ESTIMATED),
        fit.coefficients().stream().map(Coefficient::status).toList());
    assertEquals(Optional.of(5.5), fit.coefficients().get(3).estimate());
  }

  @Test
  void fit_ofAPerfectLine_hasNoTestStatistics() {
    Moments moments = Rows.moments(List.of(Rows.of(1, 2, 3, 4), Rows.of(3, 5, 7, 9)));
    LinearFit fit = LinearRegression.fit(moments, 1, true, List.of(Term.number("x", 0)));
    Coefficient slope = fit.coefficients().get(1);
    assertEquals(Optional.of(2.0), slope.estimate());
    assertEquals(Optional.of(0.0), slope.standardError());
    assertEquals(Optional.empty(), slope.t());
    assertEquals(Optional.of(1.0), fit.rSquared());
    assertEquals(Optional.empty(), fit.f());
  }

  @Test
  void fit_withoutRows_estimatesNothing() {
    Moments moments = Rows.moments(List.of(Rows.of(), Rows.of()));
    LinearFit fit = LinearRegression.fit(moments, 1, true, List.of(Term.number("x", 0)));
    assertEquals(0, fit.n());
    assertEquals(0, fit.df());
    assertEquals(Optional.empty(), fit.coefficients().get(1).estimate());
    assertEquals(Optional.empty(), fit.rSquared());
  }

  @Test
  void fit_ofImpossibleMoments_refuses() {
    List<BigInteger> sums = List.of(BigInteger.TEN, BigInteger.TEN);
    List<List<BigInteger>> products =
        List.of(List.of(BigInteger.ONE, BigInteger.ONE), List.of(BigInteger.ONE, BigInteger.TEN));
    Moments moments = new Moments(BigInteger.TWO, List.of(0, 0), sums, products);
    assertThrows(
        IllegalArgumentException.class,
        () -> LinearRegression.fit(moments, 1, true, List.of(Term.number("x", 0))));
  }
}
