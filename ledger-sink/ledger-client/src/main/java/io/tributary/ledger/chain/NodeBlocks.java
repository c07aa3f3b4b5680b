package io.tributary.ledger.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.ledger.Quantity;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.port.LedgerException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Headers and receipts from a node's JSON to the RLP that their hashes are over. */
final class NodeBlocks {
  /** Header fields in order; each fork appended some (EIP-1559, 4895, 4844, 4788, 7685). */
  private static final List<String> HEADER =
      List.of(
          "parentHash",
          "sha3Uncles",
          "miner",
          "stateRoot",
          "transactionsRoot",
          "receiptsRoot",
          "logsBloom",
          "#difficulty",
          "#number",
          "#gasLimit",
          "#gasUsed",
          "#timestamp",
          "extraData",
          "mixHash",
          "nonce",
          "#baseFeePerGas",
          "withdrawalsRoot",
          "#blobGasUsed",
          "#excessBlobGas",
          "parentBeaconBlockRoot",
          "requestsHash");

  private static final int FIRST_HEADERS = 15;

  private NodeBlocks() {}

  /**
   * The header's RLP, checked against the block's hash.
   *
   * @throws LedgerException if it does not have that hash
   */
  static byte[] header(JsonNode block) {
    List<byte[]> fields = new ArrayList<>();
    for (String name : HEADER) {
      boolean isNumber = name.startsWith("#");
      JsonNode field = block.path(isNumber ? name.substring(1) : name);
      if (field.isMissingNode() && fields.size() >= FIRST_HEADERS) {
        break;
      }
      fields.add(isNumber ? Rlp.number(Quantity.number(field, name)) : Quantity.bytes(field, name));
    }
    byte[] header = Rlp.write(fields);
    Digest hash = Digest.of(Quantity.bytes(block.path("hash"), "a block's hash"));
    if (!Digests.keccak256(header).equals(hash)) {
      throw new LedgerException(
          "the header of block "
              + block.path("number").asText()
              + " does not have the block's hash: this chain has header fields that this version"
              + " does not know, or the node lies",
          null);
    }
    return header;
  }

  /** A receipt as the receipts trie has it (EIP-2718: type byte first, unless it is 0). */
  static byte[] receipt(JsonNode receipt) {
    List<Object> logs = new ArrayList<>();
    for (JsonNode log : receipt.required("logs")) {
      List<byte[]> topics = new ArrayList<>();
      log.required("topics").forEach(t -> topics.add(Quantity.bytes(t, "a topic")));
      logs.add(
          List.of(
              Quantity.bytes(log.path("address"), "a log's address"),
              topics,
              Quantity.bytes(log.path("data"), "a log's data")));
    }
    byte[] body =
        Rlp.write(
            List.of(
                Rlp.number(Quantity.number(receipt.path("status"), "a receipt's status")),
                Rlp.number(Quantity.number(receipt.path("cumulativeGasUsed"), "a receipt's gas")),
                Quantity.bytes(receipt.path("logsBloom"), "a receipt's bloom"),
                logs));
    BigInteger type =
        receipt.has("type") ? Quantity.number(receipt.path("type"), "type") : BigInteger.ZERO;
    if (type.signum() == 0) {
      return body;
    }
    byte[] typed = new byte[body.length + 1];
    typed[0] = type.byteValueExact();
    System.arraycopy(body, 0, typed, 1, body.length);
    return typed;
  }
}
