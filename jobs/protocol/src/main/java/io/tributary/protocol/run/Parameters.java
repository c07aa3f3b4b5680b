package io.tributary.protocol.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.id.Digest;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parameters of a run, as text, with a random salt: the ledger sees only their digest, which
 * cannot be guessed from likely values (PROTOCOL 3.2).
 *
 * @param values by name
 * @param salt 32 random bytes
 */
public record Parameters(SortedMap<String, String> values, Digest salt) {
  private static final String DOMAIN = "tributary/v1/parameters";

  public Parameters {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** What the request carries. */
  public Digest digest() {
    return Digests.tagged(DOMAIN, CanonicalJson.write(toJson()));
  }

  public ObjectNode toJson() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("salt", salt.hex());
    ObjectNode members = out.putObject("values");
    values.forEach(members::put);
    return out;
  }

  /** Reads {@link #toJson}, strictly. */
  public static Parameters fromJson(JsonNode json) {
    JsonNode members = json.path("values");
    if (json.size() != 2 || !members.isObject() || !json.path("salt").isTextual()) {
      throw ProtocolErrors.malformed("parameters", "members other than salt and values");
    }
    SortedMap<String, String> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      if (!member.getValue().isTextual()) {
        throw ProtocolErrors.malformed("parameters", "a value that is not text");
      }
      values.put(member.getKey(), member.getValue().textValue());
    }
    try {
      return new Parameters(values, new Digest(json.path("salt").textValue()));
    } catch (IllegalArgumentException e) {
      throw ProtocolErrors.malformed("parameters", "the salt is not 32 bytes of hex");
    }
  }
}
