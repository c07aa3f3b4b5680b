package io.tributary.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.ledger.chain.BlockRef;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.flow.EarlyRuns;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.EvidenceMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.Store;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.StatementJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The sink's state, within one transaction. Keys start with the run. */
final class SinkTables {
  /** Different statements of one kind by one party in one run; more are one party's mischief. */
  private static final int MOST_OF_A_KIND = 64;

  /** Statements of runs without a dispatch: anyone on the roster can sign them without end. */
  private static final EarlyRuns EARLY = new EarlyRuns("sink-early", 1_000, 64L << 20);

  private static final String REQUESTS = "sink-requests";
  private static final String CARRIED = "sink-carried";
  private static final String EVIDENCE = "sink-evidence";
  private static final String ACTIVE = "sink-active";
  private static final String HANDLED = "sink-handled";
  private static final String ATTEMPTS = "sink-attempts";
  private static final String FLIGHTS = "sink-flights";
  private static final String COUNTERS = "sink-counters";
  private static final String ARRIVALS = "arrivals";
  private static final String CHECKPOINT = "checkpoint";
  private static final byte[] YES = {1};
  private static final Set<String> GOOD = Set.of("DONE", "ALREADY_THERE", "OVERTAKEN");

  private final Store.Tx tx;

  SinkTables(Store.Tx tx) {
    this.tx = tx;
  }

  /** Keeps the first dispatch of a run; any later one has the same request, or is another run. */
  boolean addRequest(RunId run, RunDispatch dispatch) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("request", StatementJson.writeSigned(dispatch.request()));
    ArrayNode approvals = json.putArray("approvals");
    dispatch.approvals().forEach(a -> approvals.add(StatementJson.writeSigned(a)));
    boolean isNew = tx.putIfAbsent(REQUESTS, run.toString(), CanonicalJson.write(json));
    if (isNew) {
      EARLY.known(tx, run);
      activate(run);
    }
    return isNew;
  }

  Optional<RunFile.Asked> request(RunId run) {
    return tx.get(REQUESTS, run.toString()).map(SinkTables::asked);
  }

  /**
   * Adds a statement; false if it is there already, or there are too many of its kind. Its run is
   * looked at once there is a request for it, not before: else made-up runs would be asked about at
   * the ledger for ever.
   */
  boolean add(Carried carried) {
    String kind = carried.run() + "/" + carried.kind() + "/" + carried.party() + "/";
    boolean known = tx.get(CARRIED, carried.key()).isPresent();
    if (known || tx.scan(CARRIED, kind).size() >= MOST_OF_A_KIND) {
      return false;
    }
    ObjectNode json = StatementJson.writeSigned(carried.signed());
    json.put("arrival", nextArrival());
    carried
        .set()
        .ifPresent(
            set -> {
              ObjectNode members = json.putObject("members");
              set.members().forEach((id, digest) -> members.put(id.name(), digest.hex()));
            });
    byte[] bytes = CanonicalJson.write(json);
    tx.put(CARRIED, carried.key(), bytes);
    if (tx.get(REQUESTS, carried.run().toString()).isPresent()) {
      activate(carried.run());
    } else {
      EARLY
          .add(tx, carried.party(), carried.run(), bytes.length)
          .forEach(dropped -> forget(dropped, carried.party()));
    }
    return true;
  }

  /** Keeps the first evidence of a run, which has been checked; no second one would be taken. */
  boolean addEvidence(RunId run, byte[] message) {
    boolean isNew = tx.putIfAbsent(EVIDENCE, run.toString(), message);
    if (isNew) {
      activate(run);
    }
    return isNew;
  }

  private Optional<OpeningEvidence> evidence(RunId run) {
    return tx.get(EVIDENCE, run.toString())
        .map(bytes -> ((EvidenceMessage) Messages.read(bytes)).evidence());
  }

  private void forget(RunId run, PartyId party) {
    for (Kind kind : Kind.values()) {
      tx.scan(CARRIED, run + "/" + kind + "/" + party + "/")
          .keySet()
          .forEach(key -> tx.delete(CARRIED, key));
    }
  }

  void activate(RunId run) {
    tx.put(ACTIVE, run.toString(), YES);
  }

  /** Nothing more is expected of a run; a late statement makes it active again. */
  void deactivate(RunId run) {
    tx.delete(ACTIVE, run.toString());
  }

  List<RunFile> active() {
    return tx.scan(ACTIVE, "").keySet().stream().map(key -> file(RunId.parse(key))).toList();
  }

  private RunFile file(RunId run) {
    List<Carried> carried = new ArrayList<>();
    tx.scan(CARRIED, run + "/").forEach((key, bytes) -> carried.add(carried(run, key, bytes)));
    return new RunFile(
        run, request(run), carried, evidence(run), tx.scan(HANDLED, run + "/").keySet());
  }

  /** An item needs no more writing. */
  void handled(String item, String outcome) {
    tx.putIfAbsent(HANDLED, item, outcome.getBytes(StandardCharsets.US_ASCII));
    tx.delete(ATTEMPTS, item);
  }

  /** The chain had all that is handled when this was its newest block. */
  void checkpoint(BlockRef block) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("hash", block.hash().hex());
    json.put("number", block.number());
    tx.put(COUNTERS, CHECKPOINT, CanonicalJson.write(json));
  }

  Optional<BlockRef> checkpoint() {
    return tx.get(COUNTERS, CHECKPOINT)
        .map(CanonicalJson::parseObject)
        .map(
            json ->
                new BlockRef(
                    json.required("number").asLong(), new Digest(json.required("hash").asText())));
  }

  /** The chain went back: whatever it may have lost is looked at again. Refusals stand. */
  void forgetOutcomes() {
    tx.scan(HANDLED, "")
        .forEach(
            (item, outcome) -> {
              if (GOOD.contains(new String(outcome, StandardCharsets.US_ASCII))) {
                tx.delete(HANDLED, item);
                activate(RunId.parse(item.substring(0, item.indexOf('/'))));
              }
            });
    tx.scan(ATTEMPTS, "").keySet().forEach(item -> tx.delete(ATTEMPTS, item));
    tx.delete(COUNTERS, CHECKPOINT);
  }

  /** Counts a transaction that came to nothing; how many there have been. */
  int failedAttempt(String item) {
    int attempts = tx.get(ATTEMPTS, item).map(b -> b[0] + 1).orElse(1);
    tx.put(ATTEMPTS, item, new byte[] {(byte) attempts});
    return attempts;
  }

  /** What was never written, by item: the contract's word for why, nothing of the content. */
  void deadLetter(String key, String code) {
    ObjectNode letter = JsonNodeFactory.instance.objectNode();
    letter.put("code", code);
    tx.put(Party.DEAD_LETTERS, key, CanonicalJson.write(letter));
  }

  /** Keeps a flight, or one with more versions in place of what it was. */
  void putFlight(Flight flight) {
    tx.put(FLIGHTS, flightKey(flight), flight.toBytes());
  }

  void removeFlight(Flight flight) {
    tx.delete(FLIGHTS, flightKey(flight));
  }

  /** In order of their nonces. */
  List<Flight> flights() {
    return tx.scan(FLIGHTS, "").values().stream().map(Flight::of).toList();
  }

  private static String flightKey(Flight flight) {
    return "%019d/%s".formatted(flight.nonce(), flight.versions().get(0).hash());
  }

  private long nextArrival() {
    long next =
        tx.get(COUNTERS, ARRIVALS)
            .map(b -> Long.parseLong(new String(b, StandardCharsets.US_ASCII)))
            .orElse(0L);
    tx.put(COUNTERS, ARRIVALS, Long.toString(next + 1).getBytes(StandardCharsets.US_ASCII));
    return next;
  }

  private static RunFile.Asked asked(byte[] bytes) {
    ObjectNode json = CanonicalJson.parseObject(bytes);
    List<Signed<Approval>> approvals = new ArrayList<>();
    json.required("approvals")
        .forEach(a -> approvals.add(StatementJson.readSigned(Approval.class, a)));
    return new RunFile.Asked(
        StatementJson.readSigned(RunRequest.class, json.required("request")), approvals);
  }

  private static Carried carried(RunId run, String key, byte[] bytes) {
    String[] parts = key.split("/", -1);
    Kind kind = Kind.valueOf(parts[1]);
    ObjectNode json = CanonicalJson.parseObject(bytes);
    return new Carried(
        run,
        kind,
        new PartyId(parts[2]),
        new Digest(parts[3]),
        json.required("arrival").asLong(),
        StatementJson.readSigned(kind.statement(), json),
        Optional.ofNullable(json.get("members")).map(SinkTables::set));
  }

  private static InclusionSet set(JsonNode members) {
    Map<PartyId, Digest> read = new TreeMap<>();
    members
        .properties()
        .forEach(m -> read.put(new PartyId(m.getKey()), new Digest(m.getValue().asText())));
    return InclusionSet.of(read);
  }
}
