package io.tributary.party.config;

import java.util.Map;

/**
 * The operator's Spark.
 *
 * @param master as Spark writes it: {@code local[2]}, {@code spark://host:7077}
 * @param warm whether the session comes up with the process, not with the first job that needs it
 * @param conf further Spark settings; what the agent needs for safety it sets itself, last
 */
public record SparkConfig(
    @Default("local[2]") String master,
    @Default("false") boolean warm,
    @Default("{}") Map<String, String> conf) {}
