package io.tributary.jobspark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** One session for all tests of a fork. */
public final class TestSession {
  private static SparkSession session;

  private TestSession() {}

  public static synchronized SparkSession get() {
    if (session == null) {
      session = Sessions.open("tests", "local[2]", Map.of("spark.sql.adaptive.enabled", "false"));
      session.sparkContext().setLogLevel("ERROR");
    }
    return session;
  }
}
