package io.tributary.ledger.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.ledger.Quantity;
import io.tributary.ledger.Web3Ledger;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.LedgerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  /** Blocks of the roster and of jobs are in many exports. */
  private static final int KEPT = 256;

  private final Web3Ledger ledger;
  private final ContractLogs logs;
  private final Map<SortedSet<Place>, ObjectNode> blocks =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SortedSet<Place>, ObjectNode> eldest) {
          return size() > KEPT;
        }
      };

  private ChainExport(Web3Ledger ledger, ContractLogs logs) {
    this.ledger = ledger;
    this.logs = logs;
  }

  /** Exports many runs as they stood when the logs were read. Not for many threads. */
  public static ChainExport of(Web3Ledger ledger, ContractLogs logs) {
    return new ChainExport(ledger, logs);
  }

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
    return of(ledger, ContractLogs.read(ledger)).export(run, earlier);
  }

  /** As {@link #export(Web3Ledger, RunId, Set)}, as far as it had come then. */
  public byte[] export(RunId run, Set<RunId> earlier) {
    SortedSet<Place> places =
        logs.of(run, earlier)
            .orElseThrow(() -> new LedgerException("the contract has no log of run " + run, null));
    SortedMap<Long, SortedSet<Place>> wanted = new TreeMap<>();
    places.forEach(place -> wanted.computeIfAbsent(place.block(), n -> new TreeSet<>()).add(place));
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("chainId", ledger.domain().chainId());
    root.put("contract", ledger.domain().contract().hex());
    ArrayNode list = root.putArray("blocks");
    wanted.forEach(
        (number, receipts) -> list.add(blocks.computeIfAbsent(receipts, r -> block(number, r))));
    return CanonicalJson.write(root);
  }

  private ObjectNode block(long number, SortedSet<Place> wanted) {
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
    for (Place place : wanted) {
      int index = place.transaction();
      ObjectNode proof = proofs.addObject();
      proof.put("index", index);
      ArrayNode nodes = proof.putArray("proof");
      trie.proof(index).forEach(n -> nodes.add(Quantity.of(n)));
      proof.put("receipt", Quantity.of(receipts.get(index)));
    }
    return json;
  }
}
