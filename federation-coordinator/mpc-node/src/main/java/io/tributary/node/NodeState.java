package io.tributary.node;

import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.run.ShareChunks.Chunk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The node's tables. What is final here is put once and never changed. */
final class NodeState {
  private static final String RUNS = "runs";
  private static final String ENDED = "ended";
  private static final String CHUNKS = "chunks";
  private static final String SENDING = "sending";
  private static final String ARRIVED = "arrived";
  private static final String HELD = "held";
  private static final String LEFT_OUT = "left-out";
  private static final String CHECKED = "checked";
  private static final String CHOSEN = "chosen";
  private static final String OUTPUTS = "outputs";
  private static final String RELEASED = "released";

  private NodeState() {}

  /** Keeps a run's dispatch; the first one counts. */
  static void open(Tx tx, RunId run, byte[] dispatch) {
    tx.putIfAbsent(RUNS, run.toString(), dispatch);
  }

  static Optional<byte[]> dispatch(Tx tx, RunId run) {
    return tx.get(RUNS, run.toString());
  }

  /** Runs that have not ended. */
  static List<RunId> open(Tx tx) {
    return tx.scan(RUNS, "").keySet().stream()
        .filter(run -> tx.get(ENDED, run).isEmpty())
        .map(RunId::parse)
        .toList();
  }

  static boolean ended(Tx tx, RunId run) {
    return tx.get(ENDED, run.toString()).isPresent();
  }

  /** Forgets the shares of a run and looks at it no more; what was signed stays. */
  static void end(Tx tx, RunId run, String how) {
    tx.putIfAbsent(ENDED, run.toString(), text(how));
    for (String table : List.of(CHUNKS, SENDING)) {
      tx.scan(table, run + "/").keySet().forEach(key -> tx.delete(table, key));
    }
  }

  /**
   * Keeps a record of a sealed share; the first one of its place counts. Returns whether it is.
   *
   * @throws io.tributary.protocol.error.ProtocolException CONFLICT if it announces another number
   *     of records than the first
   */
  static boolean chunk(Tx tx, Chunk chunk, byte[] record) {
    String share = key(chunk.run(), chunk.repository());
    Progress before = progress(tx, share).orElse(new Progress(0, chunk.count()));
    if (before.count() != chunk.count()) {
      throw ProtocolErrors.contribution(
          Code.CONFLICT,
          chunk.run(),
          chunk.repository(),
          "its records announce different numbers of records",
          "The later record is ignored");
    }
    boolean first = tx.putIfAbsent(CHUNKS, share + String.format("/%08d", chunk.index()), record);
    if (first) {
      tx.put(SENDING, share, text((before.received() + 1) + "/" + before.count()));
    }
    return first;
  }

  /** Forgets the records of a sealed share. */
  static void dropShare(Tx tx, RunId run, PartyId repository) {
    tx.scan(CHUNKS, key(run, repository) + "/").keySet().forEach(key -> tx.delete(CHUNKS, key));
    tx.delete(SENDING, key(run, repository));
  }

  /** Records of a sealed share, in order. */
  static List<byte[]> chunks(Tx tx, RunId run, PartyId repository) {
    return List.copyOf(tx.scan(CHUNKS, key(run, repository) + "/").values());
  }

  /** Whether all records of a sealed share are there. */
  static boolean whole(Tx tx, RunId run, PartyId repository) {
    return progress(tx, key(run, repository)).filter(p -> p.received() == p.count()).isPresent();
  }

  /** How many records a sealed share announces; 0 if none has come. */
  static int announced(Tx tx, RunId run, PartyId repository) {
    return progress(tx, key(run, repository)).map(Progress::count).orElse(0);
  }

  private record Progress(int received, int count) {}

  private static Optional<Progress> progress(Tx tx, String share) {
    return tx.get(SENDING, share)
        .map(stored -> new String(stored, StandardCharsets.US_ASCII).split("/", 2))
        .map(parts -> new Progress(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
  }

  /** Notes that a contribution was there, complete, before its deadline. */
  static void arrived(Tx tx, RunId run, PartyId repository) {
    tx.putIfAbsent(ARRIVED, key(run, repository), new byte[0]);
  }

  static boolean hasArrived(Tx tx, RunId run, PartyId repository) {
    return tx.get(ARRIVED, key(run, repository)).isPresent();
  }

  /** Notes that a contribution is complete and valid. */
  static void hold(Tx tx, RunId run, PartyId repository, Digest contribution) {
    tx.putIfAbsent(HELD, key(run, repository), contribution.bytes());
  }

  static InclusionSet held(Tx tx, RunId run) {
    Map<PartyId, Digest> members = new TreeMap<>();
    tx.scan(HELD, run + "/")
        .forEach((key, digest) -> members.put(party(run, key), Digest.of(digest)));
    return InclusionSet.of(members);
  }

  /** Notes that a repository's contribution will not be used. */
  static void leaveOut(Tx tx, RunId run, PartyId repository, String why) {
    tx.putIfAbsent(LEFT_OUT, key(run, repository), text(why));
  }

  /** Whether it is settled what becomes of this repository. */
  static boolean settled(Tx tx, RunId run, PartyId repository) {
    return tx.get(HELD, key(run, repository)).isPresent()
        || tx.get(LEFT_OUT, key(run, repository)).isPresent();
  }

  /** Keeps a set that this node has signed. */
  static void check(Tx tx, RunId run, Digest root, byte[] message) {
    tx.putIfAbsent(CHECKED, run + "/" + root, message);
  }

  /** The message with which this node signed the set. */
  static Optional<byte[]> checked(Tx tx, RunId run, Digest root) {
    return tx.get(CHECKED, run + "/" + root);
  }

  static boolean hasCheckedAny(Tx tx, RunId run) {
    return !tx.scan(CHECKED, run + "/").isEmpty();
  }

  /**
   * Chooses the one set that this node will ever sum in this run; returns the choice that holds.
   */
  static Digest choose(Tx tx, RunId run, Digest root) {
    tx.putIfAbsent(CHOSEN, run.toString(), root.bytes());
    return chosen(tx, run).orElseThrow();
  }

  static Optional<Digest> chosen(Tx tx, RunId run) {
    return tx.get(CHOSEN, run.toString()).map(Digest::of);
  }

  /** Keeps the sealed output of the one sum; false if there is one. */
  static boolean output(Tx tx, RunId run, byte[] sealed) {
    return tx.putIfAbsent(OUTPUTS, run.toString(), sealed);
  }

  static Optional<byte[]> output(Tx tx, RunId run) {
    return tx.get(OUTPUTS, run.toString());
  }

  /** Notes the release; false if it was released before. */
  static boolean release(Tx tx, RunId run) {
    return tx.putIfAbsent(RELEASED, run.toString(), new byte[0]);
  }

  private static String key(RunId run, PartyId repository) {
    return run + "/" + repository;
  }

  private static PartyId party(RunId run, String key) {
    return new PartyId(key.substring(run.toString().length() + 1));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
