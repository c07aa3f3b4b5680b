package io.tributary.jobspark;

import io.tributary.protocol.job.Release;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CurrentRow$;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.RowFrame$;
import org.apache.spark.sql.catalyst.expressions.RowNumber;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.SortOrder$;
import org.apache.spark.sql.catalyst.expressions.SpecifiedWindowFrame;
import org.apache.spark.sql.catalyst.expressions.UnboundedPreceding$;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.expressions.WindowSpecDefinition;
import org.apache.spark.sql.catalyst.expressions.XxHash64;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import scala.Option;

/**
 * At most so many rows of each subject count, so that none can change a cell by more than the noise
 * hides (PROTOCOL 3.8). Which ones, only the subject's own rows decide: those with the least hash
 * of the subject and the columns that are aggregated, then with the least values. Rows that this
 * leaves equal are equal in all that counts, so the order in which they are stored changes no cell.
 * Rows without a subject are nobody's and do not count.
 */
final class ContributionLimit {
  private static final long SEED = 42;

  private final ExprId subject;
  private final List<ExprId> order;
  private final int rows;

  private ContributionLimit(ExprId subject, List<ExprId> order, int rows) {
    this.subject = subject;
    this.order = order;
    this.rows = rows;
  }

  /** That of a compiled job; empty if it has none. */
  static Optional<ContributionLimit> of(Compilation compilation) {
    if (!(compilation.job().release().orElse(null) instanceof Release.Noised rules)) {
      return Optional.empty();
    }
    return rules
        .subjects()
        .map(name -> compilation.query().subject(name).orElseThrow())
        .map(s -> new ContributionLimit(s.exprId(), aggregated(compilation), rules.rows()));
  }

  /** The columns of the source that are aggregated, in its order. */
  private static List<ExprId> aggregated(Compilation compilation) {
    List<Expression> all = new ArrayList<>(compilation.measures());
    all.addAll(compilation.query().top().grouping());
    Set<ExprId> used = new HashSet<>();
    all.forEach(
        top ->
            Trees.each(
                top,
                e -> {
                  if (e instanceof Attribute attribute) {
                    used.add(attribute.exprId());
                  }
                }));
    return Trees.list(compilation.query().source().output()).stream()
        .map(Attribute::exprId)
        .filter(used::contains)
        .toList();
  }

  /** The column that tells subjects apart. */
  ExprId subject() {
    return subject;
  }

  /** The rows of a plan with the source's columns that count. */
  LogicalPlan on(LogicalPlan source) {
    Expression who = column(source, subject);
    List<Expression> hashed = new ArrayList<>(List.of(who));
    order.forEach(id -> hashed.add(column(source, id)));
    List<SortOrder> sorted = new ArrayList<>();
    sorted.add(ascending(new XxHash64(Trees.seq(hashed), SEED)));
    hashed.stream().skip(1).forEach(column -> sorted.add(ascending(column)));
    WindowSpecDefinition window =
        new WindowSpecDefinition(
            Trees.seq(who),
            Trees.seq(sorted),
            new SpecifiedWindowFrame(
                RowFrame$.MODULE$, UnboundedPreceding$.MODULE$, CurrentRow$.MODULE$));
    Alias number = Trees.alias(new WindowExpression(new RowNumber(), window), "of_subject");
    LogicalPlan numbered =
        new Window(
            Trees.seq((NamedExpression) number),
            Trees.seq(who),
            Trees.seq(sorted),
            new Filter(new IsNotNull(who), source),
            Option.empty());
    List<NamedExpression> columns = new ArrayList<>();
    Trees.list(source.output()).forEach(a -> columns.add((NamedExpression) a));
    return new Project(
        Trees.seq(columns),
        new Filter(new LessThanOrEqual(number.toAttribute(), Longs.integer(rows)), numbered));
  }

  /** The plan's own, for it may know more of it than the compiler. */
  private static Expression column(LogicalPlan plan, ExprId id) {
    return (Expression)
        Trees.list(plan.output()).stream()
            .filter(a -> a.exprId().equals(id))
            .findFirst()
            .orElseThrow();
  }

  private static SortOrder ascending(Expression expression) {
    return SortOrder$.MODULE$.apply(expression, Ascending$.MODULE$, Trees.seq());
  }
}
