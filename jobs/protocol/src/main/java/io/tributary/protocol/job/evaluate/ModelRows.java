package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.job.model.Correlation;
import io.tributary.protocol.job.model.Crosstab;
import io.tributary.protocol.job.model.Group;
import io.tributary.protocol.job.model.LinearFit;
import io.tributary.protocol.job.model.LinearFit.Coefficient;
import io.tributary.protocol.job.model.LinearFit.Status;
import io.tributary.protocol.job.model.Moments;
import io.tributary.protocol.job.model.OneWayAnova;
import io.tributary.protocol.job.model.PrincipalComponents;
import io.tributary.protocol.job.model.PrincipalComponents.Component;
import io.tributary.protocol.job.model.TTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Results of models as rows, in the columns of {@link ModelColumns}. Nothing is NULL. */
final class ModelRows {
  private ModelRows() {}

  private static List<Object> row(Object... values) {
    return Arrays.stream(values)
        .map(value -> value instanceof Optional<?> maybe ? maybe.orElse(null) : value)
        .map(value -> value instanceof Integer small ? Long.valueOf(small) : value)
        .toList();
  }

  static List<List<Object>> of(LinearFit fit, long omitted) {
    List<List<Object>> rows = new ArrayList<>();
    for (Coefficient own : fit.coefficients()) {
      rows.add(
          row(
              own.label(),
              own.estimate(),
              own.standardError(),
              own.t(),
              own.p(),
              own.low(),
              own.high(),
              note(own.status()),
              fit.n(),
              omitted,
              fit.df(),
              fit.sigma(),
              fit.rSquared(),
              fit.adjustedRSquared(),
              fit.f(),
              fit.modelDf(),
              fit.fp()));
    }
    return rows;
  }

  private static Optional<String> note(Status status) {
    return status == Status.ESTIMATED
        ? Optional.empty()
        : Optional.of(status.name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  static List<List<Object>> of(PrincipalComponents result, List<String> labels, long omitted) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < result.components().size(); i++) {
      Component own = result.components().get(i);
      for (int j = 0; j < labels.size(); j++) {
        rows.add(
            row(
                i + 1,
                own.eigenvalue(),
                own.share(),
                own.cumulative(),
                labels.get(j),
                own.loadings().get(j),
                result.n(),
                omitted));
      }
    }
    return rows;
  }

  static List<Object> of(String x, String y, Correlation own, long omitted) {
    return row(x, y, own.r(), own.p(), own.n(), omitted);
  }

  static List<List<Object>> of(TTest test, long omitted) {
    List<List<Object>> rows = new ArrayList<>();
    for (Group own : test.groups()) {
      rows.add(
          row(
              own.label(),
              own.n(),
              own.mean(),
              own.sd(),
              own.standardError(),
              test.difference(),
              test.t(),
              test.df(),
              test.p(),
              test.low(),
              test.high(),
              omitted));
    }
    return rows;
  }

  static List<List<Object>> of(OneWayAnova anova, long omitted) {
    List<List<Object>> rows = new ArrayList<>();
    for (Group own : anova.groups()) {
      rows.add(
          row(
              own.label(),
              own.n(),
              own.mean(),
              own.sd(),
              own.standardError(),
              anova.f(),
              anova.dfBetween(),
              anova.dfWithin(),
              anova.p(),
              anova.squaresBetween(),
              anova.squaresWithin(),
              anova.etaSquared(),
              omitted));
    }
    return rows;
  }

  static List<List<Object>> of(
      Crosstab table, List<String> rowLabels, List<String> columnLabels, long omitted) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < rowLabels.size(); i++) {
      for (int j = 0; j < columnLabels.size(); j++) {
        Crosstab.Cell own = table.cells().get(i).get(j);
        rows.add(
            row(
                rowLabels.get(i),
                columnLabels.get(j),
                own.count(),
                own.expected(),
                own.rowShare(),
                own.columnShare(),
                table.chiSquared(),
                table.df(),
                table.p(),
                table.cramersV(),
                table.n(),
                omitted));
      }
    }
    return rows;
  }

  /**
   * Descriptive statistics.
   *
   * @param order minimum, quartiles, maximum
   */
  static List<Object> of(
      String label,
      Moments moments,
      long missing,
      List<Optional<Double>> order,
      Optional<Double> resolution) {
    Group own = Group.of(label, moments);
    return row(
        label,
        own.n(),
        missing,
        own.mean(),
        own.sd(),
        order.get(0),
        order.get(1),
        order.get(2),
        order.get(3),
        order.get(4),
        resolution);
  }
}
