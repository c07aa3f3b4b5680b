package io.tributary.protocol.job.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * A compiled model: what its variables are among the job's measures, and how the answer follows
 * from the opened cells. Groups, where a model has them, are the job's dimensions.
 */
public sealed interface ModelPlan {
  /** A variable: its name in the answer and the index of its measure. */
  record Variable(String label, int measure) {}

  /**
   * A term of a regression.
   *
   * @param factors names of its categories
   * @param number whether it holds a number, too
   * @param columns one a combination of levels; one without levels for a number alone
   */
  record PlanTerm(List<String> factors, boolean number, List<PlanColumn> columns) {
    public PlanTerm {
      factors = List.copyOf(factors);
      columns = List.copyOf(columns);
    }
  }

  /**
   * A column of the design.
   *
   * @param measure its value where the levels apply, else zero
   * @param levels index of the level in each of the term's factors
   */
  record PlanColumn(String label, int measure, List<Integer> levels) {
    public PlanColumn {
      levels = List.copyOf(levels);
    }
  }

  /**
   * A linear regression.
   *
   * @param present what must not be NULL in a row that counts, besides what is multiplied
   * @param response measure of what is explained
   */
  record Regression(List<Integer> present, int response, boolean intercept, List<PlanTerm> terms)
      implements ModelPlan {
    public Regression {
      present = List.copyOf(present);
      terms = List.copyOf(terms);
    }
  }

  /**
   * Principal components.
   *
   * @param present what must not be NULL in a row that counts, besides what is multiplied
   */
  record Components(List<Integer> present, boolean standardise, List<Variable> variables)
      implements ModelPlan {
    public Components {
      present = List.copyOf(present);
      variables = List.copyOf(variables);
    }
  }

  /** Correlations of all pairs, each over the rows in which both are present. */
  record Correlations(List<Variable> variables) implements ModelPlan {
    public Correlations {
      variables = List.copyOf(variables);
    }
  }

  /** A t-test on one sample, or on two groups. */
  record Means(Test test, Variable variable, BigDecimal mean) implements ModelPlan {
    /** The tests. */
    public enum Test {
      ONE_SAMPLE,
      WELCH,
      POOLED
    }
  }

  /** One-way analysis of variance over the groups of the one dimension. */
  record Anova(Variable variable) implements ModelPlan {}

  /** A table of the two dimensions' counts. */
  record Independence() implements ModelPlan {}

  /** A variable with the section that counts its bins. */
  record Described(String label, int measure, int section) {}

  /** Descriptive statistics, each variable over the rows in which it is present. */
  record Description(List<Described> variables) implements ModelPlan {
    public Description {
      variables = List.copyOf(variables);
    }
  }
}
