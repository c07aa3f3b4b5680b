package io.tributary.jobspark;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.internal.SQLConf;

/** The one set of Spark SQL settings that fixes what a job means, everywhere it runs. */
final class Settings {
  /** What the meaning of a query depends on. */
  static final Map<String, String> MEANING =
      Map.of(
          "spark.sql.ansi.enabled", "true",
          "spark.sql.caseSensitive", "false",
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.groupByAliases", "true",
          "spark.sql.decimalOperations.allowPrecisionLoss", "true",
          "spark.sql.legacy.statisticalAggregate", "false",
          "spark.sql.datetime.java8API.enabled", "true",
          // Without it Delta's extension loses the parameters (delta issue 7640).
          "spark.sql.legacy.parameterSubstitution.constantsOnly", "true");

  /**
   * What closes the session: no paths as tables, no history of queries on disk, no page, and what
   * Spark spills or shuffles through its local disks (statistics of tables too) is encrypted.
   */
  private static final Map<String, String> CLOSED =
      Map.of(
          "spark.io.encryption.enabled", "true",
          "spark.io.encryption.keySizeBits", "256",
          "spark.sql.runSQLOnFiles", "false",
          "spark.eventLog.enabled", "false",
          "spark.ui.enabled", "false",
          "spark.ui.showConsoleProgress", "false",
          "spark.sql.debug.maxToStringFields", "8",
          "spark.sql.redaction.string.regex", "(?s).*",
          "spark.redaction.regex", "(?i)secret|password|token|access[.]?key");

  private static final Map<String, String> DELTA =
      Map.of(
          "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
          "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
          "spark.databricks.delta.snapshotPartitions", "2");

  private static final Map<String, String> LOCAL =
      Map.of(
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.sql.shuffle.partitions", "2",
          "spark.sql.warehouse.dir",
              Path.of(System.getProperty("java.io.tmpdir"), "tributary-warehouse").toString());

  private Settings() {}

  /** Settings of a session; the operator's own come between, what closes it comes last. */
  static Map<String, String> session(String master, Map<String, String> operator) {
    Map<String, String> all = new TreeMap<>();
    if (master.startsWith("local")) {
      all.putAll(LOCAL);
    }
    all.putAll(operator);
    all.putAll(DELTA);
    all.putAll(MEANING);
    all.putAll(CLOSED);
    return all;
  }

  /** The same meaning for the analyzer that runs without a session. */
  static SQLConf analysis() {
    SQLConf conf = new SQLConf();
    MEANING.forEach(conf::setConfString);
    return conf;
  }
}
