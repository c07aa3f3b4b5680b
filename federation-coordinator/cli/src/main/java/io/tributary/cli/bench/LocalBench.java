package io.tributary.cli.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.home.Home;
import io.tributary.cli.local.Installation;
import io.tributary.cli.local.SparkTool;
import io.tributary.cli.output.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** One Spark process over the table of one repository, made for it and removed afterwards. */
final class LocalBench {
  private static final String REPOSITORY = "r01";

  private final Console console;
  private final Home base;

  LocalBench(Console console, Home base) {
    this.console = console;
    this.base = base;
  }

  /** Seconds and ratios of each job, as the Spark process tells them. */
  ArrayNode run(double scale, int rounds, List<Path> jobs) {
    List<String> options = SparkTool.steadyOptions();
    try (BenchFolder folder = BenchFolder.make(console, base);
        SparkTool tool =
            SparkTool.start(Installation.current(), folder.home().party("spark-tool"), options)) {
      say(scale, options);
      tool.call("tpch", step(folder, jobs).put("scale", scale).put("repositories", 1));
      console.say("timing; a round of a job takes seconds");
      ObjectNode bench = step(folder, jobs).put("repository", REPOSITORY).put("rounds", rounds);
      tool.ask("bench-local", bench);
      return (ArrayNode)
          tool.answer(early -> console.say(early.path("doing").asText())).path("jobs");
    }
  }

  private void say(double scale, List<String> options) {
    console.say(
        String.format(
            Locale.ROOT,
            "making TPC-H line items at scale %s (synthetic) for one repository; Spark: local[2],"
                + " 2 shuffle partitions, %s",
            scale,
            String.join(" ", options)));
  }

  private static ObjectNode step(BenchFolder folder, List<Path> jobs) {
    ObjectNode step = JsonNodeFactory.instance.objectNode();
    step.put("into", folder.home().tables("{repository}").toString());
    ArrayNode folders = step.putArray("jobs");
    jobs.forEach(job -> folders.add(job.toAbsolutePath().toString()));
    return step;
  }
}
