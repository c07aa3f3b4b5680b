package io.tributary.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.port.LedgerException;
import java.math.BigInteger;
import java.util.HexFormat;

/** JSON-RPC's two hex forms: quantities without leading zeros, and byte strings. */
public final class Quantity {
  private Quantity() {}

  public static String of(long value) {
    return "0x" + Long.toHexString(value);
  }

  public static String of(BigInteger value) {
    return "0x" + value.toString(16);
  }

  public static String of(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  /** Reads a non-negative number. */
  public static BigInteger number(JsonNode node, String what) {
    String text = node.isTextual() ? node.asText() : "";
    if (!text.matches("0x[0-9a-fA-F]{1,64}")) {
      throw new LedgerException("the Ethereum node gave no number for " + what, null);
    }
    return new BigInteger(text.substring(2), 16);
  }

  /** Reads a number below 2^63. */
  public static long longNumber(JsonNode node, String what) {
    BigInteger number = number(node, what);
    if (number.bitLength() > 63) {
      throw new LedgerException("the Ethereum node gave too large a number for " + what, null);
    }
    return number.longValue();
  }

  /** Reads bytes. */
  public static byte[] bytes(JsonNode node, String what) {
    String text = node.isTextual() ? node.asText() : "";
    if (!text.matches("0x(?:[0-9a-fA-F]{2})*")) {
      throw new LedgerException("the Ethereum node gave no bytes for " + what, null);
    }
    return HexFormat.of().parseHex(text, 2, text.length());
  }
}
