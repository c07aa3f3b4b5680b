package io.tributary.jobspark;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import scala.Option;

/**
 * Opens the Spark session of a process, closed against what a default session allows: reading paths
 * as tables, calling Java methods from SQL, and writing queries to an event log.
 */
public final class Sessions {
  /** Functions that call any Java method. The guard refuses them too; this is the second wall. */
  private static final List<String> REFLECTION = List.of("reflect", "java_method", "try_reflect");

  private static final String INEXACT_RULE =
      "org.apache.spark.sql.catalyst.optimizer.DecimalAggregates";

  private Sessions() {}

  /**
   * Opens or finds the session.
   *
   * @param name shown to the operator
   * @param master such as {@code local[2]} or {@code spark://host:7077}
   * @param operator the operator's own Spark settings; they cannot open what must stay closed
   */
  public static SparkSession open(String name, String master, Map<String, String> operator) {
    SparkSession.Builder builder = SparkSession.builder().appName(name).master(master);
    Settings.session(master, operator).forEach(builder::config);
    SparkSession session = builder.getOrCreate();
    for (String function : REFLECTION) {
      drop((org.apache.spark.sql.classic.SparkSession) session, function);
    }
    return session;
  }

  /**
   * A session beside another, in which averages of decimals are exact: Spark's optimizer would turn
   * those of short decimals into floating point, which can be off in the last digit.
   */
  static SparkSession exact(SparkSession session) {
    SparkSession exact = ((org.apache.spark.sql.classic.SparkSession) session).cloneSession();
    exact.conf().set("spark.sql.optimizer.excludedRules", INEXACT_RULE);
    return exact;
  }

  private static void drop(org.apache.spark.sql.classic.SparkSession session, String function) {
    Option<String> database = Option.apply("builtin");
    Option<String> catalog = Option.apply("system");
    session
        .sessionState()
        .functionRegistry()
        .dropFunction(new FunctionIdentifier(function, database, catalog));
  }
}
