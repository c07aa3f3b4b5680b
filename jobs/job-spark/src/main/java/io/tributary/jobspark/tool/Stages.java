package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** How long each stage took; stages of one name add up. */
final class Stages {
  private final ObjectNode seconds;

  Stages(ObjectNode seconds) {
    this.seconds = seconds;
  }

  <T> T time(String stage, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    add(stage, start);
    return result;
  }

  void time(String stage, Runnable work) {
    long start = System.nanoTime();
    work.run();
    add(stage, start);
  }

  private void add(String stage, long start) {
    double took = (System.nanoTime() - start) / 1e9;
    seconds.put(stage, seconds.path(stage).asDouble() + took);
  }
}
