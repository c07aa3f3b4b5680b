package io.tributary.cli.jobs.explain;

import io.tributary.protocol.job.CompiledJob;
import java.util.List;

/**
 * What a run takes. Sizes follow from the layout; seconds are rough, from constants measured on one
 * core of a two-core server.
 */
final class Cost {
  private static final int SCALAR_BYTES = 32;
  private static final int COMMITMENT_BYTES = 48;
  private static final int SEED_BYTES = 32;

  /** Committing to one cell under 128-bit and under full-width scalars, in seconds. */
  private static final double SMALL = 10e-6;

  private static final double FULL = 20e-6;

  private final CompiledJob job;
  private final int nodes;

  Cost(CompiledJob job, int nodes) {
    this.job = job;
    this.nodes = nodes;
  }

  List<String> lines() {
    int blocks = job.shape().blocks();
    long cells = job.cellCount();
    return List.of(
        "With "
            + nodes
            + " nodes, each repository sends "
            + Prose.count(cells, "cell")
            + " in "
            + Prose.count(blocks, "block")
            + ": a seed of "
            + SEED_BYTES
            + " bytes to "
            + Prose.count(nodes - 1L, "node")
            + " and "
            + Prose.bytes(cells * SCALAR_BYTES)
            + " to the last, and "
            + Prose.count((long) nodes * blocks, "commitment")
            + " ("
            + Prose.bytes((long) nodes * blocks * COMMITMENT_BYTES)
            + ") that everyone may see. Each node sends "
            + Prose.bytes((cells + blocks) * SCALAR_BYTES)
            + " to the asker. However many rows there are, this stays the same.",
        "Time at a repository: one pass of its own Spark over the table (about 3 s for each 100"
            + " million rows of Parquet on two cores), then about "
            + Prose.duration(cells * (SMALL + (nodes - 1) * FULL))
            + " for shares and commitments on one core. "
            + "These two are measured; a run also waits for the ledger and for the slowest"
            + " repository. The job allows "
            + Prose.grouped(job.limits().rows())
            + " rows and "
            + Prose.count(job.limits().seconds(), "second")
            + " at each.");
  }
}
