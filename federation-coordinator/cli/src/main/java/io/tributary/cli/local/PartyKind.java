package io.tributary.cli.local;

import io.tributary.cli.home.Home;
import java.util.List;
import java.util.Locale;

/** Kinds of processes, and how each is started on a small machine. */
enum PartyKind {
  BROKER("broker", "io.tributary.broker.BrokerMain", "288m", false),
  COORDINATOR("coordinator", "io.tributary.coordinator.CoordinatorMain", "192m", false),
  SINK("sink", "io.tributary.sink.SinkMain", "160m", false),
  NODE("mpc-node", "io.tributary.node.NodeMain", "256m", false),
  REPOSITORY("repository-agent", "io.tributary.agent.AgentMain", "640m", true);

  private final String part;
  private final String mainClass;
  private final String heap;
  private final boolean spark;

  PartyKind(String part, String mainClass, String heap, boolean spark) {
    this.part = part;
    this.mainClass = mainClass;
    this.heap = heap;
    this.spark = spark;
  }

  /** As written in {@code federation.json}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Name of the sample config in {@code conf/}. */
  String sample() {
    return part + ".yaml";
  }

  String heap() {
    return heap;
  }

  /**
   * The process of a party whose config lies in its folder.
   *
   * @param steady whether it is to work for long, not to start fast; Spark keeps the options that
   *     plain Spark is measured with
   */
  ProcessSpec process(
      Installation installation, Home home, String party, boolean attached, boolean steady) {
    return new ProcessSpec(
        party,
        JvmCommand.of(
            installation,
            part,
            steady && !spark ? JvmCommand.whole(heap) : JvmCommand.small(heap),
            home.party(party).resolve("tmp"),
            spark,
            mainClass,
            arguments(attached)),
        home.party(party));
  }

  /** The same with a main class of the testkit: a party that cheats, and ends with this process. */
  ProcessSpec cheating(Installation installation, Home home, String party, String cheat) {
    return new ProcessSpec(
        party,
        JvmCommand.cheating(
            installation,
            part,
            JvmCommand.small(heap),
            home.party(party).resolve("tmp"),
            spark,
            cheat,
            arguments(true)),
        home.party(party));
  }

  private static List<String> arguments(boolean attached) {
    return attached
        ? List.of("--config", "config.yaml", "--with-parent")
        : List.of("--config", "config.yaml");
  }
}
