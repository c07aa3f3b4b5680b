package io.tributary.ledger.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/**
 * Ethereum's RLP (Yellow Paper, appendix B): an item is {@code byte[]} or a {@link List} of items.
 * Writing is web3j's; reading is done here, since the input is a stranger's: one spelling only,
 * bounded depth, nothing after the end.
 */
final class Rlp {
  private static final int MOST_DEPTH = 8;
  private static final int SHORT = 55;

  private final byte[] data;
  private int at;

  private Rlp(byte[] data) {
    this.data = data;
  }

  /** The bytes are not RLP in its only spelling. */
  static final class RlpException extends RuntimeException {
    RlpException(String message) {
      super(message);
    }
  }

  static byte[] write(Object item) {
    return RlpEncoder.encode(type(item));
  }

  /** Reads one item that fills the data. */
  static Object read(byte[] data) {
    Rlp reader = new Rlp(data);
    Object item = reader.item(0, data.length);
    if (reader.at != data.length) {
      throw new RlpException("there are bytes after the end");
    }
    return item;
  }

  /** Reads a list that fills the data. */
  static List<?> readList(byte[] data) {
    return list(read(data));
  }

  static List<?> list(Object item) {
    if (item instanceof List<?> list) {
      return list;
    }
    throw new RlpException("expected a list");
  }

  static byte[] bytes(Object item) {
    if (item instanceof byte[] bytes) {
      return bytes;
    }
    throw new RlpException("expected bytes");
  }

  /** A number as RLP has it: big-endian without leading zeros. */
  static byte[] number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /** Reads a number below 2^63. */
  static long longNumber(Object item) {
    BigInteger value = new BigInteger(1, bytes(item));
    if (value.bitLength() > 63) {
      throw new RlpException("a number is too large");
    }
    return value.longValue();
  }

  private static RlpType type(Object item) {
    if (item instanceof byte[] bytes) {
      return RlpString.create(bytes);
    }
    return new RlpList(list(item).stream().map(Rlp::type).toList());
  }

  private Object item(int depth, int end) {
    int first = next(end);
    if (first < 0x80) {
      return new byte[] {(byte) first};
    }
    boolean isList = first >= 0xc0;
    int length = length(first - (isList ? 0xc0 : 0x80), end);
    if (length > end - at) {
      throw new RlpException("an item is longer than the data");
    }
    if (isList) {
      return items(depth + 1, at + length);
    }
    byte[] bytes = Arrays.copyOfRange(data, at, at + length);
    if (length == 1 && bytes[0] >= 0) {
      throw new RlpException("a single byte is written too long");
    }
    at += length;
    return bytes;
  }

  private List<Object> items(int depth, int end) {
    if (depth > MOST_DEPTH) {
      throw new RlpException("lists are nested too deeply");
    }
    List<Object> items = new ArrayList<>();
    while (at < end) {
      items.add(item(depth, end));
    }
    return List.copyOf(items);
  }

  private int length(int code, int end) {
    if (code <= SHORT) {
      return code;
    }
    int bytes = code - SHORT;
    if (bytes > 3) {
      throw new RlpException("an item is longer than the data");
    }
    int length = 0;
    for (int i = 0; i < bytes; i++) {
      length = (length << 8) | next(end);
    }
    if (length <= SHORT || length >> (8 * (bytes - 1)) == 0) {
      throw new RlpException("a length is written too long");
    }
    return length;
  }

  private int next(int end) {
    if (at >= end) {
      throw new RlpException("the data ends too early");
    }
    return data[at++] & 0xff;
  }
}
