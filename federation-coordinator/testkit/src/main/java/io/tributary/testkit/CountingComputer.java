package io.tributary.testkit;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.port.CellComputer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Stands in for a repository's Spark: answers fixed cells, and counts how often it was called. */
public final class CountingComputer implements CellComputer {
  private final List<BigInteger> cells;
  private Runnable whileComputing = () -> {};
  private Optional<Throwable> failure = Optional.empty();
  private boolean withdrawn;
  private int calls;
  private int computations;
  private final List<Consent> consents = new ArrayList<>();

  public CountingComputer(List<BigInteger> cells) {
    this.cells = List.copyOf(cells);
  }

  /** Runs in the middle of every computation. */
  public void meanwhile(Runnable event) {
    whileComputing = event;
  }

  /** The next look at the tables fails with this unchecked throwable. */
  public void failNextCheck(Throwable unchecked) {
    failure = Optional.of(unchecked);
  }

  /** From now on somebody whose rows are in earlier answers has taken the grant back. */
  public void withdraw() {
    withdrawn = true;
  }

  @Override
  public boolean stillGranted(Consent then, ConsentVersion state, Consent now) {
    return !withdrawn;
  }

  /** Calls of any kind: zero means that no Spark session would have been started. */
  public int calls() {
    return calls;
  }

  public int computations() {
    return computations;
  }

  /** Whose rows were to count, computation by computation. */
  public List<Consent> consents() {
    return List.copyOf(consents);
  }

  public List<BigInteger> cells() {
    return cells;
  }

  @Override
  public CompiledJob compile(JobPackage source) {
    calls++;
    return SumJob.compile(source.definition(), source.sql());
  }

  @Override
  public TableStatus check(JobDefinition job) {
    calls++;
    Optional<Throwable> thrown = failure;
    failure = Optional.empty();
    if (thrown.isPresent()) {
      if (thrown.get() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) thrown.get();
    }
    return new TableStatus(Optional.empty());
  }

  @Override
  public Computed compute(
      CompiledJob job,
      JobPackage source,
      SortedMap<String, String> parameters,
      Consent consent,
      Instant deadline) {
    consents.add(consent);
    calls++;
    computations++;
    whileComputing.run();
    SortedMap<String, Long> versions = new TreeMap<>();
    versions.put("rows", 7L);
    byte[] snapshot = "rows@7".getBytes(StandardCharsets.US_ASCII);
    Optional<ConsentVersion> version =
        consent.subjects().isEmpty()
            ? Optional.empty()
            : Optional.of(new ConsentVersion(3, "grants@3".getBytes(StandardCharsets.US_ASCII)));
    return new Computed(cells, versions, snapshot, version, 10, 0, 0);
  }
}
