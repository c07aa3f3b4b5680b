package io.tributary.cli.bench;

import java.util.Map;

/**
 * A question asked twice.
 *
 * @param phases seconds of the federated run
 * @param plain seconds of plain Spark
 */
record Round(Map<Phase, Double> phases, double plain) {
  Round {
    phases = Map.copyOf(phases);
  }

  double seconds(Phase phase) {
    return phases.getOrDefault(phase, 0.0);
  }

  /** Seconds from asking to the opened answer. */
  double federated() {
    return phases.entrySet().stream()
        .filter(phase -> phase.getKey().before())
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** The part of it that does not see how many rows there are. */
  double constant() {
    return phases.entrySet().stream()
        .filter(phase -> phase.getKey().before() && !phase.getKey().growsWithRows())
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  double ratio() {
    return federated() / plain;
  }
}
