package io.tributary.agent;

import io.tributary.protocol.id.RunId;
import io.tributary.protocol.party.BatchCodec;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Store.Tx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The agent's tables. A run's stage only ever moves forward. */
final class AgentState {
  private static final String DISPATCHES = "dispatches";
  private static final String STAGES = "stages";
  private static final String BATCHES = "batches";
  private static final String SNAPSHOTS = "snapshots";

  private AgentState() {}

  /** How far a run has come here. */
  enum Stage {
    /** Dispatched, not decided. */
    ASKED,
    /** Accepted; waits for the ledger to open the run. */
    ACCEPTED,
    /** Open; the cells are to be computed and dealt. */
    OPEN,
    /** Dealt, once and for ever; the batch waits to be sent. */
    DEALT,
    /** The batch has been handed to the outbox. */
    SENT,
    /** Refused. */
    REFUSED
  }

  /** Keeps the first dispatch of a run; true if this is it. */
  static boolean asked(Tx tx, RunId run, byte[] dispatch) {
    boolean first = tx.putIfAbsent(DISPATCHES, run.toString(), dispatch);
    if (first) {
      move(tx, run, Stage.ASKED);
    }
    return first;
  }

  static byte[] dispatch(Tx tx, RunId run) {
    return tx.get(DISPATCHES, run.toString()).orElseThrow();
  }

  static Optional<Stage> stage(Tx tx, RunId run) {
    return tx.get(STAGES, run.toString()).map(AgentState::parse);
  }

  static void move(Tx tx, RunId run, Stage stage) {
    Optional<Stage> before = stage(tx, run);
    if (before.isPresent() && before.get().compareTo(stage) >= 0) {
      throw new IllegalStateException(
          "run " + run + ": stage " + before.get() + " cannot become " + stage);
    }
    tx.put(STAGES, run.toString(), stage.name().getBytes(StandardCharsets.US_ASCII));
  }

  /** Runs at this stage. */
  static List<RunId> at(Tx tx, Stage stage) {
    return stages(tx).entrySet().stream()
        .filter(entry -> entry.getValue() == stage)
        .map(Map.Entry::getKey)
        .map(RunId::parse)
        .toList();
  }

  /** All runs with their stages. */
  static SortedMap<String, Stage> stages(Tx tx) {
    SortedMap<String, Stage> stages = new TreeMap<>();
    tx.scan(STAGES, "").forEach((run, stage) -> stages.put(run, parse(stage)));
    return stages;
  }

  /** Makes a dealing final: from here on this batch is the only one that this run can have. */
  static void dealt(Tx tx, RunId run, List<BusRecord> batch, byte[] snapshot) {
    move(tx, run, Stage.DEALT);
    tx.put(BATCHES, run.toString(), BatchCodec.write(batch));
    tx.put(SNAPSHOTS, run.toString(), snapshot);
  }

  static List<BusRecord> batch(Tx tx, RunId run) {
    return BatchCodec.read(tx.get(BATCHES, run.toString()).orElseThrow());
  }

  /** What the operator needs to compute a dealing again. */
  static byte[] snapshot(Tx tx, RunId run) {
    return tx.get(SNAPSHOTS, run.toString()).orElseThrow();
  }

  /** Once handed over or refused, the agent keeps no shares. */
  static void dropBatch(Tx tx, RunId run) {
    tx.delete(BATCHES, run.toString());
  }

  private static Stage parse(byte[] stored) {
    return Stage.valueOf(new String(stored, StandardCharsets.US_ASCII));
  }
}
