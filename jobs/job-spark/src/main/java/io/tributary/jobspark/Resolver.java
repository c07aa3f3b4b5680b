package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.Analyzer;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.analysis.SimpleTableFunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.catalog.InMemoryCatalog;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NullIf;
import org.apache.spark.sql.catalyst.expressions.RuntimeReplaceable;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.optimizer.InlineCTE;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias$;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.SQLConf$;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import scala.Option;
import scala.Tuple3;

/**
 * Parses and resolves a query against the declared schema, on an empty relation and without a
 * session: Spark's own parser and analyzer over an empty catalogue, with a function registry that
 * holds the allowed functions and no others.
 */
final class Resolver {
  /** Parameters appear in resolved expressions as attributes of this prefix. */
  static final String PARAMETER_PREFIX = ":";

  private final JobDefinition job;
  private final Problems problems;
  private final SQLConf conf;
  private final Map<String, Placeholder> parameters = new HashMap<>();
  // One for each parameter, so that equal expressions are seen to be equal.
  private final Map<String, AttributeReference> attributes = new HashMap<>();

  Resolver(JobDefinition job, Problems problems) {
    this.job = job;
    this.problems = problems;
    this.conf = Settings.analysis();
    job.parameters()
        .forEach(
            p -> {
              parameters.put(p.name(), new Placeholder(p.name(), Types.spark(p.type())));
              attributes.put(
                  p.name(), attribute(PARAMETER_PREFIX + p.name(), Types.spark(p.type()), false));
            });
  }

  /** Spark's parser, with its errors as problems. */
  LogicalPlan parse(String sql) {
    if (sql.length() > Weights.MAX_TEXT) {
      problems.general(
          "the SQL is too long", "it may have " + Weights.MAX_TEXT + " characters", "shorten it");
      throw problems.exception();
    }
    // The parser takes long to find out, or runs out of stack.
    if (Weights.brackets(sql) > Weights.MAX_BRACKETS) {
      problems.general(
          "the SQL is nested too deeply",
          Weights.MAX_BRACKETS + " brackets in each other are allowed",
          "write a simpler expression");
      throw problems.exception();
    }
    try {
      return with(() -> CatalystSqlParser$.MODULE$.parsePlan(sql));
    } catch (ParseException e) {
      problems.at(
          e.start(),
          "the SQL does not parse",
          Unresolved.words(e),
          "write one SELECT … FROM … WHERE … GROUP BY …");
      throw problems.exception();
    } catch (Exception e) {
      // The parser has several ways to say that it does not know a command.
      problems.general("the SQL does not parse", "it is not a query", "write one SELECT");
      throw problems.exception();
    } catch (StackOverflowError e) {
      problems.general(
          "the SQL is nested too deeply", "the parser gave up", "write a simpler expression");
      throw problems.exception();
    }
  }

  /**
   * Spark's analyzer: every type in the result is the one Spark would give. WITH is written out,
   * functions are what they stand for, and every column has a name of its own.
   */
  LogicalPlan analyze(LogicalPlan parsed) {
    try {
      LogicalPlan bound = bound(parsed);
      LogicalPlan analyzed =
          with(() -> analyzer().executeAndCheck(bound, new QueryPlanningTracker(Option.empty())));
      LogicalPlan inlined = with(() -> new InlineCTE(true, false).apply(analyzed));
      return Names.distinct(
          inSource(Trees.replaceEverywhere(inlined, plan -> plan, e -> attribute(replaced(e)))));
    } catch (AnalysisException e) {
      throw new Unresolved(job, problems).told(e, parsed, this::analyze);
    }
  }

  /** Inputs and parameters in their places, in definitions of WITH too. */
  private LogicalPlan bound(LogicalPlan plan) {
    return Trees.replaceEverywhere(
        plan,
        node -> {
          if (node instanceof UnresolvedWith with) {
            return bound(with);
          }
          return node instanceof UnresolvedRelation relation ? relation(relation) : node;
        },
        e -> plain(parameter(e)));
  }

  private LogicalPlan bound(UnresolvedWith with) {
    List<Tuple3<String, SubqueryAlias, Option<Object>>> definitions = new ArrayList<>();
    for (var definition : Trees.list(with.cteRelations())) {
      SubqueryAlias body = (SubqueryAlias) bound(definition._2());
      definitions.add(new Tuple3<>(definition._1(), body, definition._3()));
    }
    return new UnresolvedWith(with.child(), Trees.seq(definitions), with.allowRecursion());
  }

  /**
   * Aggregates below the topmost one are written out, too; those of the answer keep their names.
   */
  private static LogicalPlan inSource(LogicalPlan plan) {
    if (plan.children().size() != 1) {
      return plan;
    }
    LogicalPlan child = plan.children().head();
    LogicalPlan own =
        plan instanceof Aggregate
            ? Trees.replaceEverywhere(child, node -> node, Resolver::written)
            : inSource(child);
    return plan.withNewChildren(Trees.seq(own));
  }

  private static Expression written(Expression expression) {
    return expression instanceof RuntimeReplaceable function
        ? Trees.replace(function.replacement(), Resolver::replaced)
        : expression;
  }

  /** What the optimizer puts in the place of functions that are short for others. */
  private static Expression replaced(Expression expression) {
    if (expression instanceof NullIf choice) {
      return new If(
          new EqualTo(choice.left(), choice.right()),
          Trees.literal(null, choice.dataType()),
          choice.left());
    }
    return expression instanceof RuntimeReplaceable function
            && !(expression instanceof AggregateFunction)
        ? Trees.replace(function.replacement(), Resolver::replaced)
        : expression;
  }

  /** After the analyzer parameters are attributes of their names. */
  private Expression attribute(Expression expression) {
    return expression instanceof Placeholder placeholder
        ? attributes.get(placeholder.parameter())
        : expression;
  }

  private Expression parameter(Expression expression) {
    return expression instanceof NamedParameter named ? parameters.get(named.name()) : expression;
  }

  /** BETWEEN and NULLIF in words that need no shared sub-expressions; all we allow can repeat. */
  private static Expression plain(Expression expression) {
    if (!(expression instanceof UnresolvedFunction function)) {
      return expression;
    }
    List<Expression> arguments = Trees.list(function.arguments());
    String name = function.nameParts().last().toLowerCase(Locale.ROOT);
    if (name.equals("between") && arguments.size() == 3) {
      return new And(
          new GreaterThanOrEqual(arguments.get(0), arguments.get(1)),
          new LessThanOrEqual(arguments.get(0), arguments.get(2)));
    }
    if (name.equals("nullif") && arguments.size() == 2) {
      return new If(
          new EqualTo(arguments.get(0), arguments.get(1)),
          Trees.literal(null, DataTypes.NullType),
          arguments.get(0));
    }
    return expression;
  }

  /** A name that is no input is one of WITH; the guard has seen that it is one or the other. */
  private LogicalPlan relation(UnresolvedRelation relation) {
    Optional<JobDefinition.Input> known = Guard.input(job, relation.multipartIdentifier().last());
    if (known.isEmpty()) {
      return relation;
    }
    JobDefinition.Input input = known.get();
    List<Attribute> attributes = new ArrayList<>();
    for (JobDefinition.Column column : input.columns()) {
      attributes.add(
          attribute(column.name(), Types.spark(column.published()), column.publishedNullable()));
    }
    return SubqueryAlias$.MODULE$.apply(
        input.name(), new LocalRelation(Trees.seq(attributes), Trees.seq(), false, Option.empty()));
  }

  private static AttributeReference attribute(
      String name, org.apache.spark.sql.types.DataType type, boolean nullable) {
    return new AttributeReference(
        name, type, nullable, Metadata.empty(), NamedExpression.newExprId(), Trees.seq());
  }

  private Analyzer analyzer() {
    InMemoryCatalog empty =
        new InMemoryCatalog(new SparkConf(false), new org.apache.hadoop.conf.Configuration(false));
    return new Analyzer(
        new SessionCatalog(empty, functions(), new SimpleTableFunctionRegistry(), conf));
  }

  private static FunctionRegistry functions() {
    FunctionRegistry registry = FunctionRegistry$.MODULE$.builtin().clone();
    Set<String> allowed = new java.util.HashSet<>(Language.FUNCTIONS);
    allowed.addAll(Language.AGGREGATES);
    allowed.addAll(Language.GROUPS);
    for (FunctionIdentifier function : Trees.list(registry.listFunction())) {
      if (!allowed.contains(function.funcName())) {
        registry.dropFunction(function);
      }
    }
    return registry;
  }

  /** Scala does not declare what it throws. */
  private <T> T with(Supplier<T> body) throws AnalysisException {
    return SQLConf$.MODULE$.withExistingConf(conf, body::get);
  }
}
