package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.job.Answer.Column;
import io.tributary.protocol.job.SqlType;
import io.tributary.protocol.job.model.ModelPlan;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of a model's answer: one row for each term, pair, group or variable, with the figures
 * of the model as a whole repeated on each.
 */
final class ModelColumns {
  private static final String REGRESSION =
      "term string, estimate double, std_error double, t double, p double, conf_low double,"
          + " conf_high double, note string, n bigint, omitted bigint, df bigint, sigma double,"
          + " r_squared double, adj_r_squared double, f double, f_df bigint, f_p double";
  private static final String COMPONENTS =
      "component bigint, eigenvalue double, share double, cumulative double, variable string,"
          + " loading double, n bigint, omitted bigint";
  private static final String CORRELATIONS =
      "x string, y string, r double, p double, n bigint, omitted bigint";
  private static final String MEANS =
      "sample string, n bigint, mean double, sd double, std_error double, difference double,"
          + " t double, df double, p double, conf_low double, conf_high double, omitted bigint";
  private static final String ANOVA =
      "level string, n bigint, mean double, sd double, std_error double, f double,"
          + " df_between bigint, df_within bigint, p double, ss_between double, ss_within double,"
          + " eta_squared double, omitted bigint";
  private static final String INDEPENDENCE =
      "row_level string, column_level string, count bigint, expected double, row_share double,"
          + " column_share double, chi_squared double, df bigint, p double, cramers_v double,"
          + " n bigint, omitted bigint";
  private static final String DESCRIPTION =
      "variable string, count bigint, missing bigint, mean double, sd double, min double,"
          + " q1 double, median double, q3 double, max double, resolution double";

  private ModelColumns() {}

  static List<Column> of(ModelPlan plan) {
    return Arrays.stream(text(plan).split(", ", -1)).map(ModelColumns::column).toList();
  }

  private static String text(ModelPlan plan) {
    if (plan instanceof ModelPlan.Regression) {
      return REGRESSION;
    }
    if (plan instanceof ModelPlan.Components) {
      return COMPONENTS;
    }
    if (plan instanceof ModelPlan.Correlations) {
      return CORRELATIONS;
    }
    if (plan instanceof ModelPlan.Means) {
      return MEANS;
    }
    if (plan instanceof ModelPlan.Anova) {
      return ANOVA;
    }
    return plan instanceof ModelPlan.Independence ? INDEPENDENCE : DESCRIPTION;
  }

  private static Column column(String text) {
    int space = text.indexOf(' ');
    return new Column(text.substring(0, space), SqlType.parse(text.substring(space + 1)));
  }
}
