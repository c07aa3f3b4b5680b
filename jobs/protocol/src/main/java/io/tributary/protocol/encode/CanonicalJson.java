package io.tributary.protocol.encode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON with exactly one spelling for each value: RFC 8785, restricted to objects, arrays, strings,
 * booleans, null and integers below 2^53 in size (PROTOCOL 2.1). Nothing a party signs or hashes
 * has two readings.
 */
public final class CanonicalJson {
  /** Longest document, in bytes. */
  public static final int MAX_BYTES = 16 << 20;

  /** Deepest nesting. */
  public static final int MAX_DEPTH = 64;

  /** First integer that is too large: beyond it doubles, and so JSON readers, lose digits. */
  static final long INTEGER_LIMIT = 1L << 53;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxDocumentLength(MAX_BYTES)
                          .maxStringLength(MAX_BYTES)
                          .maxNameLength(1024)
                          .maxNumberLength(17)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private CanonicalJson() {}

  /**
   * Reads an object that must already be canonical.
   *
   * @throws ProtocolException MALFORMED or TOO_LARGE
   */
  public static ObjectNode parseObject(byte[] utf8) {
    ObjectNode node = parse(utf8);
    if (!Arrays.equals(utf8, write(node))) {
      throw ProtocolErrors.malformed("JSON", "it is not in canonical form (RFC 8785)");
    }
    return node;
  }

  /**
   * Reads an object in any spelling, as strictly otherwise.
   *
   * @throws ProtocolException MALFORMED or TOO_LARGE
   */
  public static ObjectNode parseAny(byte[] utf8) {
    ObjectNode object = parse(utf8);
    JsonWriter.check(object);
    return object;
  }

  /** What it reads may still hold something without a canonical form. */
  private static ObjectNode parse(byte[] utf8) {
    if (utf8.length > MAX_BYTES) {
      throw ProtocolErrors.tooLarge("JSON", utf8.length, MAX_BYTES);
    }
    JsonNode node;
    try {
      // Jackson would let overlong and surrogate sequences pass; the JDK's decoder does not.
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8))
              .toString();
      node = READER.readTree(text);
    } catch (CharacterCodingException e) {
      throw ProtocolErrors.malformed("JSON", "it is not UTF-8");
    } catch (JsonParseException e) {
      // Jackson's text quotes the input, which may hold a value: only the place is repeated.
      throw ProtocolErrors.malformed("JSON", "syntax, near " + place(e));
    } catch (IOException e) {
      throw ProtocolErrors.malformed("JSON", "trailing data, or nested or long beyond the limits");
    }
    if (!(node instanceof ObjectNode object)) {
      throw ProtocolErrors.malformed("JSON", "it is not an object");
    }
    return object;
  }

  /**
   * The canonical bytes.
   *
   * @throws ProtocolException MALFORMED if the tree holds something without a canonical form
   */
  public static byte[] write(JsonNode node) {
    StringBuilder out = new StringBuilder();
    JsonWriter.write(node, out, 0);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String place(JsonParseException e) {
    return e.getLocation() == null
        ? "its start"
        : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }
}
