package io.tributary.protocol.port;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
   * @param consent whose rows count; put in below the job, which cannot see or drop it
   * @param deadline the computation is cancelled then
   * @throws ComputeException if it fails or passes a limit; without any value of a row
   */
  Computed compute(
      CompiledJob job,
      JobPackage source,
      SortedMap<String, String> parameters,
      Consent consent,
      Instant deadline);

  /**
   * Whether everybody whose grants counted then has one that counts now.
   *
   * @param then whose rows counted
   * @param state of the grants that was used
   * @param now whose rows would count
   * @throws ComputeException if the grants cannot be read
   */
  boolean stillGranted(Consent then, ConsentVersion state, Consent now);

  /**
   * Whose rows count.
   *
   * @param subjects by table, the column that says whose row a row is: rows without a grant do not
   *     count. Of tables that are not here all rows count.
   * @param scopes a grant of one of these is enough
   * @param at only grants in force at this moment
   */
  record Consent(Map<String, String> subjects, Set<String> scopes, Instant at) {
    /** All rows count. */
    public static final Consent NONE = new Consent(Map.of(), Set.of(), Instant.EPOCH);

    public Consent {
      subjects = Map.copyOf(subjects);
      scopes = Set.copyOf(scopes);
    }
  }

  /**
   * Which state of the grants was used.
   *
   * @param version of the book
   * @param description names the snapshot: what the signed digest of the grants is over
   */
  record ConsentVersion(long version, byte[] description) {}

  /**
   * Cells and how they came about.
   *
   * @param cells in layout order
   * @param tableVersions Delta version read, by input
   * @param snapshotDescription names the snapshots: what the signed digest of the tables is over
   * @param consent state of the grants, if the consent of subjects was needed
   * @param rows rows aggregated
   * @param clamped values moved to a bound; for the operator alone
   * @param other rows counted under {@code other} in some dimension; for the operator alone
   */
  record Computed(
      List<BigInteger> cells,
      SortedMap<String, Long> tableVersions,
      byte[] snapshotDescription,
      Optional<ConsentVersion> consent,
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
