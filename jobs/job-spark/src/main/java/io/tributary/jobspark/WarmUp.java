package io.tributary.jobspark;

import io.tributary.protocol.port.CellComputer.ComputeException;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a session before any job asks for it and has it load, compile and plan what jobs of this
 * kind need: an aggregate over numbers it makes up, and the Delta logs of the operator's tables. No
 * row of a table is read.
 */
public final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final int NUMBERS = 1000;

  private WarmUp() {}

  /** Does it; what fails here is only said, for the first job will say it again. */
  public static void run(Supplier<SparkSession> sessions, Tables tables) {
    try {
      SparkSession session = sessions.get();
      rehearse(session);
      for (String name : tables.names()) {
        tables.pin(session, name);
      }
    } catch (ComputeException e) {
      LOG.warn("warming up: {}", e.getMessage());
    } catch (Exception e) {
      // Spark's messages may quote values.
      LOG.warn("warming up failed with {}", e.getClass().getSimpleName());
    }
  }

  private static void rehearse(SparkSession session) {
    int unused =
        session
            .range(0, NUMBERS, 1, 2)
            .selectExpr("id % 4 AS g", "CAST(id AS decimal(12,2)) AS d", "CAST(id AS string) AS t")
            .where("d >= 1")
            .groupBy("g", "t")
            .agg(functions.sum("d"), functions.count("*"))
            .collectAsList()
            .size();
  }
}
