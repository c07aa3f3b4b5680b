package io.tributary.protocol.port;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A repository's own computation over its own tables. Rows never leave it; cells do, as shares. */
public interface CellComputer {
  /** Compiles the job's definition and SQL again, to be compared with what vetters signed. */
  CompiledJob compile(JobPackage source);

  /** Whether the job's inputs exist here with the declared columns and types. */
  TableStatus check(JobDefinition job);

  /**
   * Computes the cells over one pinned version of each table.
   *
   * @param job the compiled form, equal to what {@link #compile} gives
   * @param parameters checked, every parameter present
   * @param deadline the computation is cancelled then
   * @throws ComputeException if it fails or passes a limit; without any value of a row
   */
  Computed compute(
      CompiledJob job, JobPackage source, SortedMap<String, String> parameters, Instant deadline);

  /**
   * Cells and how they came about.
   *
   * @param cells in layout order
   * @param tableVersions Delta version read, by input
   * @param snapshotDescription names the snapshots: what the signed digest of the tables is over
   * @param rows rows aggregated
   * @param clamped values moved to a bound; for the operator alone
   * @param other rows counted under {@code other} in some dimension; for the operator alone
   */
  record Computed(
      List<BigInteger> cells,
      SortedMap<String, Long> tableVersions,
      byte[] snapshotDescription,
      long rows,
      long clamped,
      long other) {
    public Computed {
      cells = List.copyOf(cells);
    }
  }

  /**
   * Whether a job can run here.
   *
   * @param problem table and column in words; empty if all is well
   */
  record TableStatus(Optional<String> problem) {
    public boolean ready() {
      return problem.isEmpty();
    }
  }

  /** The computation failed. */
  final class ComputeException extends RuntimeException {
    /** Why. */
    public enum Reason {
      /** An input does not exist or has other columns. */
      SCHEMA,
      /** A limit of the job was passed: rows or time. */
      LIMIT,
      /** Spark failed; details are in the operator's own log. */
      FAILED
    }

    private final Reason reason;

    public ComputeException(Reason reason, String message, Throwable cause) {
      super(message, cause);
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }
  }
}
