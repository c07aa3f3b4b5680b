package io.tributary.ledger.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.ledger.Quantity;
import io.tributary.ledger.Web3Ledger;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.LedgerException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes {@code chain.json} (PROTOCOL 9.3): the receipts that carry the roster, the run's job, the
 * run and earlier ones that it names, each with its proof, and the headers these rest on. It uses
 * standard JSON-RPC only.
 */
public final class ChainExport {
  private static final long WINDOW = 5_000;

  private final Web3Ledger ledger;

  private ChainExport(Web3Ledger ledger) {
    this.ledger = ledger;
  }

  /** A log of the contract and where its receipt is. */
  private record Found(long block, int transaction, LedgerEvent event) {}

  /**
   * Exports a run as far as it has come at the ledger's confirmation depth.
   *
   * @return canonical JSON
   * @throws LedgerException if the contract does not know the run, or the node does not answer or
   *     contradicts itself
   */
  public static byte[] export(Web3Ledger ledger, RunId run) {
    return export(ledger, run, Set.of());
  }

  /**
   * The same with earlier runs that it names.
   *
   * @param earlier which; ones that the contract does not know are left out
   */
  public static byte[] export(Web3Ledger ledger, RunId run, Set<RunId> earlier) {
    return new ChainExport(ledger).export(run, earlier);
  }

  private byte[] export(RunId run, Set<RunId> earlier) {
    List<Found> found = logs();
    Digest job =
        found.stream()
            .filter(f -> f.event() instanceof LedgerEvent.RunOpened o && o.run().equals(run))
            .map(f -> ((LedgerEvent.RunOpened) f.event()).jobDigest())
            .findFirst()
            .orElseThrow(() -> new LedgerException("the contract has no log of run " + run, null));
    Set<RunId> runs = new HashSet<>(earlier);
    runs.add(run);
    SortedMap<Long, SortedSet<Integer>> wanted = new TreeMap<>();
    for (Found f : found) {
      if (belongs(f.event(), runs, job)) {
        wanted.computeIfAbsent(f.block(), n -> new TreeSet<>()).add(f.transaction());
      }
    }
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("chainId", ledger.domain().chainId());
    root.put("contract", ledger.domain().contract().hex());
    ArrayNode blocks = root.putArray("blocks");
    wanted.forEach((number, receipts) -> blocks.add(block(number, receipts)));
    return CanonicalJson.write(root);
  }

  /** All logs of the contract that say something, oldest first, in bounded ranges. */
  private List<Found> logs() {
    List<Found> found = new ArrayList<>();
    long height = ledger.height();
    for (long from = ledger.deployedAt(); from <= height; from += WINDOW) {
      long to = Math.min(height, from + WINDOW - 1);
      JsonNode logs =
          ledger.raw(
              "eth_getLogs",
              Map.of(
                  "address",
                  ledger.domain().contract().hex(),
                  "fromBlock",
                  Quantity.of(from),
                  "toBlock",
                  Quantity.of(to)));
      logs.forEach(log -> read(log).ifPresent(found::add));
    }
    return found;
  }

  private static Optional<Found> read(JsonNode log) {
    List<Digest> topics = new ArrayList<>();
    log.path("topics").forEach(t -> topics.add(Digest.of(Quantity.bytes(t, "a topic"))));
    long block = Quantity.longNumber(log.path("blockNumber"), "a log's block");
    long index = Quantity.longNumber(log.path("transactionIndex"), "a log's transaction");
    return LedgerEvent.of(topics, Quantity.bytes(log.path("data"), "a log's data"))
        .map(e -> new Found(block, Math.toIntExact(index), e));
  }

  private static boolean belongs(LedgerEvent event, Set<RunId> runs, Digest job) {
    if (event instanceof LedgerEvent.OfRun ofRun) {
      return runs.contains(ofRun.run());
    }
    return !(event instanceof LedgerEvent.OfJob ofJob) || ofJob.jobDigest().equals(job);
  }

  private ObjectNode block(long number, SortedSet<Integer> wanted) {
    JsonNode block = ledger.raw("eth_getBlockByNumber", Quantity.of(number), false);
    byte[] header = NodeBlocks.header(block);
    List<byte[]> receipts = new ArrayList<>();
    for (JsonNode transaction : block.path("transactions")) {
      receipts.add(
          NodeBlocks.receipt(ledger.raw("eth_getTransactionReceipt", transaction.asText())));
    }
    Trie trie = new Trie(receipts);
    if (!trie.root().hex().equals(block.path("receiptsRoot").asText())) {
      throw new LedgerException(
          "the receipts of block " + number + " do not have the root in its header", null);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("number", number);
    json.put("hash", block.path("hash").asText());
    json.put("header", Quantity.of(header));
    ArrayNode proofs = json.putArray("receipts");
    for (int index : wanted) {
      ObjectNode proof = proofs.addObject();
      proof.put("index", index);
      ArrayNode nodes = proof.putArray("proof");
      trie.proof(index).forEach(n -> nodes.add(Quantity.of(n)));
      proof.put("receipt", Quantity.of(receipts.get(index)));
    }
    return json;
  }
}
