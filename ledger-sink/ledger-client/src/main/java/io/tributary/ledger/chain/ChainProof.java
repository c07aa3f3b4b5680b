package io.tributary.ledger.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.ledger.abi.AbiException;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.statement.Domain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A chain export whose every byte has been checked, without a node: each header has the hash
 * stated, each receipt is in its block's receipts trie, chain id and contract are those of the
 * contract's first log. What is left to trust are the block hashes ({@link #blocks}): compare them
 * with any node of that chain. That nothing was left out is not proven here.
 */
public final class ChainProof {
  private static final int RECEIPTS_ROOT = 5;
  private static final int NUMBER = 8;
  private static final int TIME = 11;
  private static final int CUMULATIVE_GAS = 1;
  private static final int LOGS = 3;
  private static final Pattern HEX = Pattern.compile("0x(?:[0-9a-f]{2})+");

  private final Domain domain;
  private final List<BlockRef> blocks = new ArrayList<>();
  private final List<LoggedEvent> events = new ArrayList<>();
  private final SortedMap<Place, Long> cumulativeGas = new TreeMap<>();

  private ChainProof(Domain domain) {
    this.domain = domain;
  }

  /**
   * Checks an export.
   *
   * @param chainJson the file's bytes
   * @throws ChainProofException naming the part that does not fit
   */
  public static ChainProof verify(byte[] chainJson) {
    ObjectNode root;
    try {
      root = CanonicalJson.parseObject(chainJson);
    } catch (ProtocolException e) {
      throw new ChainProofException("chain.json", e.getMessage());
    }
    requireMembers("chain.json", root, Set.of("blocks", "chainId", "contract"));
    String contract = root.path("contract").asText();
    ChainProof proof;
    try {
      proof = new ChainProof(new Domain(root.path("chainId").asLong(), new Address(contract)));
    } catch (IllegalArgumentException e) {
      throw new ChainProofException("chain.json, contract", e.getMessage());
    }
    if (!root.path("chainId").isIntegralNumber() || !root.path("blocks").isArray()) {
      throw new ChainProofException("chain.json", "chainId is no number, or blocks no list");
    }
    root.path("blocks").forEach(proof::block);
    proof.checkOrigin(root.path("chainId").asText());
    return proof;
  }

  /** Chain and contract that the proof is about. */
  public Domain domain() {
    return domain;
  }

  /** The blocks that everything rests on, oldest first. */
  public List<BlockRef> blocks() {
    return List.copyOf(blocks);
  }

  /** The contract's events, oldest first. */
  public List<LoggedEvent> events() {
    return List.copyOf(events);
  }

  /**
   * Gas that a proven transaction used. Receipts hold what its block had used by then, so it is
   * told of the first of a block and of those whose predecessor is in the export too.
   */
  public OptionalLong gas(Place place) {
    Long used = cumulativeGas.get(place);
    Long before =
        place.transaction() == 0
            ? Long.valueOf(0)
            : cumulativeGas.get(new Place(place.block(), place.transaction() - 1));
    return used == null || before == null ? OptionalLong.empty() : OptionalLong.of(used - before);
  }

  /** What the events add up to. */
  public Ledger ledger() {
    return ReplayedLedger.of(domain, events);
  }

  /**
   * What the events up to the opening of a run add up to: keys and approvals as they were then.
   *
   * @throws ChainProofException if the export has no such run
   */
  public Ledger ledgerWhenOpened(RunId run) {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).event() instanceof LedgerEvent.RunOpened o && o.run().equals(run)) {
        return ReplayedLedger.of(domain, events.subList(0, i + 1));
      }
    }
    throw new ChainProofException("chain.json", "it has no log of run " + run);
  }

  private void checkOrigin(String chainId) {
    boolean found =
        !events.isEmpty()
            && events.get(0).event() instanceof LedgerEvent.LedgerDeployed d
            && d.chainId().toString().equals(chainId);
    if (!found) {
      throw new ChainProofException(
          "chain.json, chainId or contract",
          "the first log is not of that contract's deployment on that chain");
    }
  }

  private void block(JsonNode block) {
    String where = "block " + block.path("number").asText();
    requireMembers(where, block, Set.of("hash", "header", "number", "receipts"));
    byte[] header = bytes(where + ", header", block.path("header"));
    Digest hash = Digests.keccak256(header);
    if (!hash.hex().equals(block.path("hash").asText())) {
      throw new ChainProofException(where, "header and hash do not fit each other");
    }
    try {
      List<?> fields = Rlp.readList(header);
      BlockRef reference = new BlockRef(Rlp.longNumber(fields.get(NUMBER)), hash);
      requireNext(where, reference, block.path("number"));
      blocks.add(reference);
      Digest root = Digest.of(Rlp.bytes(fields.get(RECEIPTS_ROOT)));
      long time = Rlp.longNumber(fields.get(TIME));
      if (!block.path("receipts").isArray() || block.path("receipts").isEmpty()) {
        throw new ChainProofException(where, "it has no receipts");
      }
      int after = -1;
      for (JsonNode receipt : block.path("receipts")) {
        after = receipt(where, reference, time, root, receipt, after);
      }
    } catch (Rlp.RlpException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new ChainProofException(where + ", header", "it is no header: " + e.getMessage());
    }
  }

  private void requireNext(String where, BlockRef block, JsonNode stated) {
    if (!stated.isIntegralNumber() || stated.asLong() != block.number()) {
      throw new ChainProofException(where, "its header is of block " + block.number());
    }
    if (!blocks.isEmpty() && blocks.get(blocks.size() - 1).number() >= block.number()) {
      throw new ChainProofException(where, "it is not after the block before it");
    }
  }

  private int receipt(
      String blockName, BlockRef block, long time, Digest root, JsonNode json, int after) {
    String where = blockName + ", receipt " + json.path("index").asText();
    requireMembers(where, json, Set.of("index", "proof", "receipt"));
    int index = json.path("index").asInt(-1);
    if (!json.path("index").isInt() || index <= after) {
      throw new ChainProofException(where, "its index is out of order");
    }
    List<byte[]> proof = new ArrayList<>();
    json.path("proof").forEach(n -> proof.add(bytes(where + ", proof", n)));
    byte[] receipt = bytes(where, json.path("receipt"));
    try {
      if (!Arrays.equals(Trie.prove(root, index, proof), receipt)) {
        throw new ChainProofException(where, "the proof is of another receipt");
      }
      logs(new LoggedEvent(block, time, index, 0, null), receipt);
    } catch (Rlp.RlpException | AbiException | IndexOutOfBoundsException e) {
      throw new ChainProofException(where, e.getMessage());
    }
    return index;
  }

  private void logs(LoggedEvent place, byte[] receipt) {
    boolean typed = receipt[0] >= 0;
    byte[] body = typed ? Arrays.copyOfRange(receipt, 1, receipt.length) : receipt;
    List<?> fields = Rlp.readList(body);
    cumulativeGas.put(
        new Place(place.block().number(), place.transaction()),
        Rlp.longNumber(fields.get(CUMULATIVE_GAS)));
    List<?> logs = Rlp.list(fields.get(LOGS));
    for (int i = 0; i < logs.size(); i++) {
      List<?> log = Rlp.list(logs.get(i));
      if (!Arrays.equals(Rlp.bytes(log.get(0)), domain.contract().bytes())) {
        continue;
      }
      List<Digest> topics =
          Rlp.list(log.get(1)).stream().map(t -> Digest.of(Rlp.bytes(t))).toList();
      int position = i;
      LedgerEvent.of(topics, Rlp.bytes(log.get(2)))
          .ifPresent(
              e ->
                  events.add(
                      new LoggedEvent(
                          place.block(), place.time(), place.transaction(), position, e)));
    }
  }

  private static byte[] bytes(String where, JsonNode node) {
    String text = node.isTextual() ? node.asText() : "";
    if (!HEX.matcher(text).matches()) {
      throw new ChainProofException(where, "it is not lower-case hex");
    }
    return HexFormat.of().parseHex(text, 2, text.length());
  }

  private static void requireMembers(String where, JsonNode node, Set<String> members) {
    Set<String> there = new TreeSet<>();
    node.fieldNames().forEachRemaining(there::add);
    if (!there.equals(members)) {
      throw new ChainProofException(where, "its members are " + there + ", not " + members);
    }
  }
}
