package io.tributary.cli.demo;

import java.util.function.Supplier;

/** Measures stretches of a demo. */
final class Stopwatch {
  private final long started = System.nanoTime();

  /** Seconds since it was made. */
  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /** What something gave, and how long it took. */
  record Timed<T>(T value, double seconds) {}

  static <T> Timed<T> time(Supplier<T> work) {
    Stopwatch watch = new Stopwatch();
    T value = work.get();
    return new Timed<>(value, watch.seconds());
  }
}
