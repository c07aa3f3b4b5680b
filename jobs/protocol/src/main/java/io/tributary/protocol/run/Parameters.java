package io.tributary.protocol.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.id.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The words of a run: its parameters as text and its purpose, with a random salt. The ledger sees
 * only their digests, which cannot be guessed from likely values (PROTOCOL 3.2).
 *
 * @param values by name
 * @param salt 32 random bytes
 * @param purpose why it is asked, at most {@value #LONGEST_PURPOSE} characters; repositories allow
 *     purposes by these very words
 * @param fresh whether an answer that was given before is not wanted: a new one is paid for again
 */
public record Parameters(
    SortedMap<String, String> values, Digest salt, String purpose, boolean fresh) {
  /** Most characters of a purpose. */
  public static final int LONGEST_PURPOSE = 200;

  private static final String DOMAIN = "tributary/v1/parameters";
  private static final String PURPOSE_DOMAIN = "tributary/v1/purpose";

  public Parameters {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    if (purpose.length() > LONGEST_PURPOSE
        || purpose.chars().anyMatch(Character::isISOControl)
        || !purpose.equals(purpose.strip())) {
      throw new IllegalArgumentException(
          "a purpose has at most "
              + LONGEST_PURPOSE
              + " characters, no control characters, and no spaces around it");
    }
  }

  /** With which an answer that was given before will do. */
  public Parameters(SortedMap<String, String> values, Digest salt, String purpose) {
    this(values, salt, purpose, false);
  }

  /** The same, without a stated purpose. */
  public Parameters(SortedMap<String, String> values, Digest salt) {
    this(values, salt, "");
  }

  /** What the request carries of the values, and of whether it must be a new answer. */
  public Digest digest() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("fresh", fresh);
    out.put("salt", salt.hex());
    out.set("values", members());
    return Digests.tagged(DOMAIN, CanonicalJson.write(out));
  }

  /** What the request carries of the purpose. */
  public Digest purposeDigest() {
    return Digests.tagged(PURPOSE_DOMAIN, salt.bytes(), purpose.getBytes(StandardCharsets.UTF_8));
  }

  public ObjectNode toJson() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("fresh", fresh);
    out.put("purpose", purpose);
    out.put("salt", salt.hex());
    out.set("values", members());
    return out;
  }

  private ObjectNode members() {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    values.forEach(members::put);
    return members;
  }

  /** Reads {@link #toJson}, strictly. */
  public static Parameters fromJson(JsonNode json) {
    JsonNode members = json.path("values");
    boolean texts = json.path("salt").isTextual() && json.path("purpose").isTextual();
    if (json.size() != 4 || !members.isObject() || !texts || !json.path("fresh").isBoolean()) {
      throw ProtocolErrors.malformed(
          "parameters", "members other than fresh, purpose, salt and values");
    }
    SortedMap<String, String> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      if (!member.getValue().isTextual()) {
        throw ProtocolErrors.malformed("parameters", "a value that is not text");
      }
      values.put(member.getKey(), member.getValue().textValue());
    }
    try {
      return new Parameters(
          values,
          new Digest(json.path("salt").textValue()),
          json.path("purpose").textValue(),
          json.path("fresh").booleanValue());
    } catch (IllegalArgumentException e) {
      throw ProtocolErrors.malformed(
          "parameters", "the salt is not 32 bytes of hex, or the purpose is too long");
    }
  }
}
