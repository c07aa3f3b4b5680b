package io.tributary.sink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.ledger.SignedTransaction;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.RunId;
import java.util.HexFormat;

/**
 * A signed transaction that has been or will be sent, stored before that.
 *
 * @param item key of the item it writes
 * @param function the contract's function, for messages
 */
record Flight(String item, RunId run, String function, SignedTransaction transaction) {
  byte[] toBytes() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("function", function);
    json.put("item", item);
    json.put("nonce", transaction.nonce());
    json.put("raw", HexFormat.of().formatHex(transaction.raw()));
    json.put("run", run.toString());
    return CanonicalJson.write(json);
  }

  static Flight of(byte[] bytes) {
    ObjectNode json = CanonicalJson.parseObject(bytes);
    byte[] raw = HexFormat.of().parseHex(json.required("raw").asText());
    return new Flight(
        json.required("item").asText(),
        RunId.parse(json.required("run").asText()),
        json.required("function").asText(),
        new SignedTransaction(json.required("nonce").asLong(), Digests.keccak256(raw), raw));
  }
}
