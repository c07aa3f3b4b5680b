package io.tributary.protocol.job.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssociationTest {
  static Iterator<JsonNode> correlations() {
    return Rows.vectors("models.json").get("correlations").iterator();
  }

  static Iterator<JsonNode> tables() {
    return Rows.vectors("models.json").get("tables").iterator();
  }

  static Iterator<JsonNode> components() {
    return Rows.vectors("models.json").get("components").iterator();
  }

  @ParameterizedTest
  @MethodSource("correlations")
  void correlation_againstR_agrees(JsonNode vector) {
    Moments moments =
        Rows.moments(List.of(Rows.decimals(vector.get("x")), Rows.decimals(vector.get("y"))));
    Correlation own = Correlation.of(moments, 0, 1);
    Rows.assertClose(vector.get("r"), own.r(), "r");
    Rows.assertClose(vector.get("p"), own.p(), "p");
  }

  @Test
  void correlation_ofALineAndOfAConstant_isOneAndNone() {
    List<BigDecimal> line = Rows.of(1, 2, 10);
    List<BigDecimal> flat = Rows.of(1, 1, 1);
    Moments moments = Rows.moments(List.of(line, flat));
    assertEquals(
        new Correlation(3, Optional.of(1.0), Optional.of(0.0)), Correlation.of(moments, 0, 0));
    assertEquals(Optional.empty(), Correlation.of(moments, 0, 1).r());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void crosstab_againstR_agrees(JsonNode vector) {
    List<List<BigInteger>> counts = new ArrayList<>();
    for (JsonNode row : vector.get("counts")) {
      counts.add(Rows.decimals(row).stream().map(BigDecimal::toBigIntegerExact).toList());
    }
    Crosstab own = Crosstab.of(counts);
    assertEquals(vector.get("df").intValue(), own.df());
    Rows.assertClose(vector.get("statistic"), own.chiSquared(), "chi-squared");
    Rows.assertClose(vector.get("p"), own.p(), "p");
    for (int i = 0; i < counts.size(); i++) {
      for (int j = 0; j < counts.get(i).size(); j++) {
        Crosstab.Cell cell = own.cells().get(i).get(j);
        assertEquals(counts.get(i).get(j).longValueExact(), cell.count());
        Rows.assertClose(vector.get("expected").get(i).get(j), cell.expected(), "expected");
        Rows.assertClose(vector.get("rowShares").get(i).get(j), cell.rowShare(), "row share");
        Rows.assertClose(
            vector.get("columnShares").get(i).get(j), cell.columnShare(), "column share");
      }
    }
  }

  @Test
  void crosstab_withEmptyRowsAndColumns_testsTheRest() {
    BigInteger none = BigInteger.ZERO;
    BigInteger some = BigInteger.TEN;
    BigInteger more = BigInteger.valueOf(13);
    Crosstab own =
        Crosstab.of(
            List.of(
                List.of(some, none, more), List.of(none, none, none), List.of(more, none, some)));
    Crosstab dense = Crosstab.of(List.of(List.of(some, more), List.of(more, some)));
    assertEquals(dense.p(), own.p());
    assertEquals(1, own.df());
    assertEquals(Optional.empty(), own.cells().get(1).get(0).rowShare());
    assertEquals(Optional.empty(), Crosstab.of(List.of(List.of(some, more))).p());
    assertEquals(
        Optional.empty(), Crosstab.of(List.of(List.of(none))).cells().get(0).get(0).expected());
  }

  @ParameterizedTest
  @MethodSource("components")
  void components_againstR_agree(JsonNode vector) {
    List<List<BigDecimal>> columns = new ArrayList<>();
    vector.get("columns").forEach(column -> columns.add(Rows.decimals(column.get("values"))));
    boolean standardise = vector.get("standardise").booleanValue();
    PrincipalComponents own = PrincipalComponents.of(Rows.moments(columns), standardise);
    for (int i = 0; i < columns.size(); i++) {
      PrincipalComponents.Component component = own.components().get(i);
      Rows.assertClose(
          vector.get("eigenvalues").get(i).doubleValue(),
          component.eigenvalue(),
          "eigenvalue " + i);
      for (int j = 0; j < columns.size(); j++) {
        Rows.assertClose(
            vector.get("loadings").get(i).get(j), component.loadings().get(j), i + "," + j);
      }
    }
  }

  @Test
  void components_withoutFullRank_endInExactZeros() {
    List<BigDecimal> a = Rows.of(10, 25, 70, 30);
    List<BigDecimal> twice = Rows.times(a, Rows.of(2, 2, 2, 2));
    PrincipalComponents own = PrincipalComponents.of(Rows.moments(List.of(a, twice)), true);
    assertEquals(2.0, own.components().get(0).eigenvalue());
    assertEquals(0.0, own.components().get(1).eigenvalue());
    assertEquals(Optional.of(1.0), own.components().get(1).cumulative());
    double half = Math.sqrt(0.5);
    assertEquals(List.of(Optional.of(half), Optional.of(half)), own.components().get(0).loadings());
    assertEquals(
        List.of(Optional.of(half), Optional.of(-half)), own.components().get(1).loadings());
  }

  @Test
  void components_ofManyVariables_areOrthonormal() {
    Random dice = new Random(7);
    List<List<BigDecimal>> columns = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      columns.add(dice.ints(60, -50, 50).mapToObj(BigDecimal::valueOf).toList());
    }
    PrincipalComponents own = PrincipalComponents.of(Rows.moments(columns), true);
    double eigenvalues = 0;
    for (PrincipalComponents.Component left : own.components()) {
      eigenvalues += left.eigenvalue();
      for (PrincipalComponents.Component right : own.components()) {
        double dot = 0;
        for (int i = 0; i < columns.size(); i++) {
          dot += left.loadings().get(i).orElseThrow() * right.loadings().get(i).orElseThrow();
        }
        assertEquals(left.equals(right) ? 1 : 0, dot, 1e-14);
      }
      assertTrue(
          left.loadings().stream()
                  .mapToDouble(Optional::orElseThrow)
                  .map(Math::abs)
                  .max()
                  .getAsDouble()
              == left.loadings().stream().mapToDouble(Optional::orElseThrow).max().getAsDouble());
    }
    assertEquals(24, eigenvalues, 1e-12);
  }

  @Test
  void components_ofAVariableWithoutSpread_leaveItOutWhenStandardised() {
    List<BigDecimal> a = Rows.of(1, 2, 10);
    List<BigDecimal> flat = Rows.of(1, 1, 1);
    PrincipalComponents own = PrincipalComponents.of(Rows.moments(List.of(flat, a)), true);
    assertEquals(1, own.components().size());
    assertEquals(List.of(Optional.empty(), Optional.of(1.0)), own.components().get(0).loadings());
    assertEquals(
        2, PrincipalComponents.of(Rows.moments(List.of(flat, a)), false).components().size());
    assertEquals(
        List.of(),
        PrincipalComponents.of(Rows.moments(List.of(Rows.of(), Rows.of())), true).components());
  }
}
