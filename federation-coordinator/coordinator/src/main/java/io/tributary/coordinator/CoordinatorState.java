package io.tributary.coordinator;

import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.statement.Domain;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The coordinator's tables, but for jobs ({@link JobShelf}) and statements. */
final class CoordinatorState {
  private static final String RUNS = "runs";
  private static final String DISPATCHED = "dispatched";
  private static final String LEDGER = "ledger-state";
  private static final String ENDED = "ended";
  private static final String FROZEN = "frozen";
  private static final String TIMES = "times";
  private static final String OUTPUTS = "outputs";
  private static final String RECEIPTS = "receipts";
  private static final String SENT = "sent";
  static final String EVIDENCE = "opening-evidence";

  private CoordinatorState() {}

  /** Takes a run on; false if it is known. */
  static boolean open(Tx tx, RunId run, byte[] dispatch) {
    return tx.putIfAbsent(RUNS, run.toString(), dispatch);
  }

  static Optional<byte[]> dispatch(Tx tx, RunId run) {
    return tx.get(RUNS, run.toString());
  }

  static Optional<RunView> view(Tx tx, Domain domain, RunId run) {
    return dispatch(tx, run).map(bytes -> RunView.of(domain, (RunDispatch) Messages.read(bytes)));
  }

  static List<RunId> runs(Tx tx) {
    return tx.scan(RUNS, "").keySet().stream().map(RunId::parse).toList();
  }

  /** Runs that are not over. */
  static List<RunId> live(Tx tx) {
    return runs(tx).stream().filter(run -> tx.get(ENDED, run.toString()).isEmpty()).toList();
  }

  static void end(Tx tx, RunId run) {
    tx.putIfAbsent(ENDED, run.toString(), new byte[0]);
  }

  /** True once: the dispatch goes out in the same transaction. */
  static boolean dispatched(Tx tx, RunId run) {
    return tx.putIfAbsent(DISPATCHED, run.toString(), new byte[0]);
  }

  /** True once for each thing that is said once. */
  static boolean say(Tx tx, RunId run, String what) {
    return tx.putIfAbsent(SENT, run + "/" + what, new byte[0]);
  }

  static void ledgerState(Tx tx, RunId run, RunState state) {
    tx.put(LEDGER, run.toString(), text(state.name()));
  }

  /** What the ledger said of the run when it was last asked. */
  static RunState ledgerState(Tx tx, RunId run) {
    return tx.get(LEDGER, run.toString())
        .map(name -> RunState.valueOf(string(name)))
        .orElse(RunState.NONE);
  }

  /** From here on the transcript's leaves do not change: the receipt signs their root. */
  static void freeze(Tx tx, RunId run) {
    tx.putIfAbsent(FROZEN, run.toString(), new byte[0]);
  }

  static boolean frozen(Tx tx, RunId run) {
    return tx.get(FROZEN, run.toString()).isPresent();
  }

  /** Notes when a phase was first seen. */
  static void time(Tx tx, RunId run, String phase, long now) {
    tx.putIfAbsent(TIMES, run + "/" + phase, text(Long.toString(now)));
  }

  static SortedMap<String, Long> times(Tx tx, RunId run) {
    SortedMap<String, Long> times = new TreeMap<>();
    String prefix = run + "/";
    tx.scan(TIMES, prefix)
        .forEach((key, time) -> times.put(key.substring(prefix.length()), number(time)));
    return times;
  }

  /** Keeps a sealed output; which of a node's outputs is the right one its completion says. */
  static void output(Tx tx, RunId run, PartyId node, Digest sha256, byte[] message) {
    tx.putIfAbsent(OUTPUTS, run + "/" + node + "/" + sha256, message);
  }

  static Optional<byte[]> output(Tx tx, RunId run, PartyId node, Digest sha256) {
    return tx.get(OUTPUTS, run + "/" + node + "/" + sha256);
  }

  static int outputs(Tx tx, RunId run, PartyId node) {
    return tx.scan(OUTPUTS, run + "/" + node + "/").size();
  }

  /** Keeps the querier's receipt; false if there is one. */
  static boolean receipt(Tx tx, RunId run, byte[] message) {
    return tx.putIfAbsent(RECEIPTS, run.toString(), message);
  }

  static Optional<byte[]> receipt(Tx tx, RunId run) {
    return tx.get(RECEIPTS, run.toString());
  }

  /** Keeps the querier's evidence; false if there is some. */
  static boolean evidence(Tx tx, RunId run, byte[] message) {
    return tx.putIfAbsent(EVIDENCE, run.toString(), message);
  }

  /** Evidence that has not gone out yet, by run; a run may be over by then. */
  static Map<RunId, byte[]> freshEvidence(Tx tx) {
    Map<RunId, byte[]> fresh = new LinkedHashMap<>();
    tx.scan(EVIDENCE, "")
        .forEach(
            (run, message) -> {
              if (tx.get(SENT, run + "/" + EVIDENCE).isEmpty()) {
                fresh.put(RunId.parse(run), message);
              }
            });
    return fresh;
  }

  /** Receipts of all runs. */
  static Map<String, byte[]> receipts(Tx tx) {
    return tx.scan(RECEIPTS, "");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String string(byte[] text) {
    return new String(text, StandardCharsets.US_ASCII);
  }

  private static long number(byte[] text) {
    return Long.parseLong(string(text));
  }
}
