package io.tributary.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * On what it was measured.
 *
 * @param scale TPC-H scale factor
 * @param rows over all repositories
 * @param cores of this machine, as Java counts them
 * @param options of the virtual machines that Spark ran in, the same for all
 */
record BenchStage(
    double scale, long rows, int repositories, int nodes, int cores, List<String> options) {
  BenchStage {
    options = List.copyOf(options);
  }

  String words() {
    return String.format(
        Locale.ROOT,
        "%,d synthetic rows (TPC-H scale %s) in %d repositories, %d nodes, %d cores; every Spark:"
            + " local[2], 2 shuffle partitions, %s",
        rows,
        scale,
        repositories,
        nodes,
        cores,
        String.join(" ", options));
  }

  String sharing() {
    return String.format(
        Locale.ROOT,
        "one machine: %d repositories, %d nodes, relay, ledger and coordinator share its %d cores,"
            + " which plain Spark has to itself. Repositories on machines of their own compute side"
            + " by side; networks and ledgers of their own are slower than these",
        repositories,
        nodes,
        cores);
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("scale", scale).put("rows", rows).put("repositories", repositories);
    node.put("nodes", nodes).put("cores", cores);
    ObjectNode spark = node.putObject("spark");
    spark.put("master", "local[2]").put("shufflePartitions", 2);
    options.forEach(spark.putArray("options")::add);
    return node;
  }
}
