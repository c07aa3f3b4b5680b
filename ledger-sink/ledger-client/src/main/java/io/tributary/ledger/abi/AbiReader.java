package io.tributary.ledger.abi;

import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reads values as the contract ABI specification says, and refuses what no compiler would write:
 * wrong padding, offsets that point back or to one place, values too long for the data.
 *
 * <p>bytes32 becomes {@link Digest}, address {@link Address}, uint {@link BigInteger}, bool {@link
 * Boolean}, bytes {@code byte[]}, string {@link String}, arrays and tuples {@link List}.
 */
final class AbiReader {
  /** Bytes in a word. */
  static final int WORD = 32;

  private final byte[] data;
  private int wordsLeft;

  private AbiReader(byte[] data) {
    this.data = data;
    this.wordsLeft = data.length / WORD;
  }

  /**
   * Reads a tuple that fills the data.
   *
   * @throws AbiException if the data is not an encoding of that type
   */
  static List<?> read(AbiType tuple, byte[] data) {
    return new AbiReader(data).sequence(tuple.members(), 0);
  }

  private List<?> sequence(List<AbiType> types, int start) {
    List<Object> values = new ArrayList<>();
    int head = start;
    int heads = types.stream().mapToInt(AbiType::headBytes).sum();
    for (AbiType type : types) {
      int at = head;
      if (type.isDynamic()) {
        int offset = size(head);
        if (offset < heads) {
          throw new AbiException("an offset points into the heads");
        }
        at = Math.addExact(start, offset);
      }
      values.add(value(type, at));
      head += type.headBytes();
    }
    return List.copyOf(values);
  }

  private Object value(AbiType type, int at) {
    if (type.isArray()) {
      int count = size(at);
      if (count > data.length / WORD) {
        throw new AbiException("an array is longer than the data");
      }
      return sequence(Collections.nCopies(count, type.element()), at + WORD);
    }
    if (type.isTuple()) {
      return sequence(type.members(), at);
    }
    return switch (type.name()) {
      case "bytes" -> bytes(at);
      case "string" -> new String(bytes(at), StandardCharsets.UTF_8);
      case "bytes32" -> Digest.of(word(at));
      case "address" -> Address.of(padded(at, Address.BYTES));
      case "bool" -> number(at, 1).signum() != 0;
      default -> number(at, Integer.parseInt(type.name().substring("uint".length())));
    };
  }

  private byte[] bytes(int at) {
    int length = size(at);
    int from = at + WORD;
    int end = Math.addExact(from, length);
    if (end > data.length) {
      throw new AbiException("bytes are longer than the data");
    }
    spend((length + WORD - 1) / WORD);
    return Arrays.copyOfRange(data, from, end);
  }

  private BigInteger number(int at, int bits) {
    BigInteger number = new BigInteger(1, word(at));
    if (number.bitLength() > bits) {
      throw new AbiException("a number has more than " + bits + " bits");
    }
    return number;
  }

  private int size(int at) {
    BigInteger size = number(at, 31);
    if (size.intValue() > data.length) {
      throw new AbiException("a length or offset points outside the data");
    }
    return size.intValue();
  }

  private byte[] padded(int at, int bytes) {
    byte[] word = word(at);
    for (int i = 0; i < WORD - bytes; i++) {
      if (word[i] != 0) {
        throw new AbiException("padding is not zero");
      }
    }
    return Arrays.copyOfRange(word, WORD - bytes, WORD);
  }

  private byte[] word(int at) {
    if (at < 0 || at > data.length - WORD) {
      throw new AbiException("the data ends too early");
    }
    spend(1);
    return Arrays.copyOfRange(data, at, at + WORD);
  }

  /** No word is read twice: else offsets that share a target make little data a lot. */
  private void spend(int words) {
    wordsLeft -= words;
    if (wordsLeft < 0) {
      throw new AbiException("offsets point to the same place");
    }
  }
}
