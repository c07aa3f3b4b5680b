package io.tributary.jobspark;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** Rules of the optimizer under which a proven query could be off in a digit, or fail. */
  private static final String EXCLUDED_RULES =
      Stream.of(
              // Averages of short decimals in floating point.
              "DecimalAggregates",
              // What cannot fail for a column could fail for a constant that it is compared with.
              "ConstantPropagation",
              // The constants of a sum could overflow where the sum cannot.
              "ReorderAssociativeOperator")
          .map("org.apache.spark.sql.catalyst.optimizer."::concat)
          .collect(Collectors.joining(","));

  /** One a session: another would compile all code anew. */
  private static final Map<SparkSession, SparkSession> EXACT =
      Collections.synchronizedMap(new WeakHashMap<>());

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
   * A session beside another in which Spark's optimizer keeps what the compiler has proven: no
   * value is computed in floating point, and none from other columns or in another order than the
   * query says.
   */
  static SparkSession exact(SparkSession session) {
    return EXACT.computeIfAbsent(session, Sessions::cloneExact);
  }

  /** The same, of the caller's own. */
  static SparkSession cloneExact(SparkSession session) {
    SparkSession exact = ((org.apache.spark.sql.classic.SparkSession) session).cloneSession();
    exact.conf().set("spark.sql.optimizer.excludedRules", EXCLUDED_RULES);
    // What cannot fail for a column could fail for another that is equal to it.
    exact.conf().set("spark.sql.constraintPropagation.enabled", false);
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
