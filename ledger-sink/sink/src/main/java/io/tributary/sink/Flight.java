package io.tributary.sink;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.ledger.SignedTransaction;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.RunId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A call that has been or will be sent, stored before that. All versions have one nonce and differ
 * in what they pay: one of them at most is ever mined.
 *
 * @param item key of the item it writes
 * @param function the contract's function, for messages
 * @param versions oldest first
 * @param height the newest block when the last version was signed, or could not be bettered
 */
record Flight(
    String item, RunId run, String function, List<SignedTransaction> versions, long height) {
  Flight {
    versions = List.copyOf(versions);
  }

  /** Of one version, signed when this was the newest block. */
  static Flight of(Item item, SignedTransaction version, long newestBlock) {
    return new Flight(
        item.key(), item.run(), item.call().function(), List.of(version), newestBlock);
  }

  long nonce() {
    return last().nonce();
  }

  SignedTransaction last() {
    return versions.get(versions.size() - 1);
  }

  /** The same with one more version, if there is one, and patience from this block on. */
  Flight with(Optional<SignedTransaction> version, long newestBlock) {
    List<SignedTransaction> all = new ArrayList<>(versions);
    version.ifPresent(all::add);
    return new Flight(item, run, function, all, newestBlock);
  }

  byte[] toBytes() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("function", function);
    json.put("height", height);
    json.put("item", item);
    json.put("nonce", nonce());
    ArrayNode raw = json.putArray("raw");
    versions.forEach(version -> raw.add(HexFormat.of().formatHex(version.raw())));
    json.put("run", run.toString());
    return CanonicalJson.write(json);
  }

  static Flight of(byte[] bytes) {
    ObjectNode json = CanonicalJson.parseObject(bytes);
    long nonce = json.required("nonce").asLong();
    List<SignedTransaction> versions = new ArrayList<>();
    json.required("raw")
        .forEach(
            hex -> {
              byte[] raw = HexFormat.of().parseHex(hex.asText());
              versions.add(new SignedTransaction(nonce, Digests.keccak256(raw), raw));
            });
    return new Flight(
        json.required("item").asText(),
        RunId.parse(json.required("run").asText()),
        json.required("function").asText(),
        versions,
        json.required("height").asLong());
  }
}
