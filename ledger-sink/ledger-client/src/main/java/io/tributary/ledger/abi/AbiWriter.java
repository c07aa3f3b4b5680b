package io.tributary.ledger.abi;

import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.statement.Signature;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes values as the contract ABI specification says. A record is a tuple of its components, so a
 * statement is written as it is.
 */
final class AbiWriter {
  private AbiWriter() {}

  static byte[] write(AbiType type, Object value) {
    if (type.isArray()) {
      List<?> elements = (List<?>) value;
      byte[] body =
          sequence(Collections.nCopies(elements.size(), type.element()), List.copyOf(elements));
      return join(word(BigInteger.valueOf(elements.size())), body);
    }
    if (type.isTuple()) {
      return sequence(type.members(), members(value));
    }
    return switch (type.name()) {
      case "bytes" -> bytes(value instanceof Signature s ? s.bytes() : (byte[]) value);
      case "string" -> bytes(((String) value).getBytes(StandardCharsets.UTF_8));
      case "bytes32" -> bytes32(value);
      case "address" -> leftPadded(((Address) value).bytes());
      case "bool" -> word((Boolean) value ? BigInteger.ONE : BigInteger.ZERO);
      default -> word(unsigned(type, value));
    };
  }

  /** Heads first, then what the heads of dynamic members point to. */
  private static byte[] sequence(List<AbiType> types, List<?> values) {
    if (types.size() != values.size()) {
      throw new IllegalArgumentException(
          "expected " + types.size() + " values, got " + values.size());
    }
    ByteArrayOutputStream heads = new ByteArrayOutputStream();
    ByteArrayOutputStream tails = new ByteArrayOutputStream();
    int tailStart = types.stream().mapToInt(AbiType::headBytes).sum();
    for (int i = 0; i < types.size(); i++) {
      byte[] encoded = write(types.get(i), values.get(i));
      if (types.get(i).isDynamic()) {
        heads.writeBytes(word(BigInteger.valueOf(tailStart + (long) tails.size())));
        tails.writeBytes(encoded);
      } else {
        heads.writeBytes(encoded);
      }
    }
    return join(heads.toByteArray(), tails.toByteArray());
  }

  private static List<?> members(Object value) {
    if (!(value instanceof Record)) {
      return (List<?>) value;
    }
    List<Object> members = new ArrayList<>();
    for (var component : value.getClass().getRecordComponents()) {
      try {
        members.add(component.getAccessor().invoke(value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("cannot read " + component, e);
      }
    }
    return members;
  }

  private static byte[] bytes32(Object value) {
    if (value instanceof PartyId id) {
      return id.bytes32().bytes();
    }
    return value instanceof RunId run ? run.digest().bytes() : ((Digest) value).bytes();
  }

  private static BigInteger unsigned(AbiType type, Object value) {
    if (!type.name().startsWith("uint")) {
      throw new IllegalArgumentException("no support for " + type.name());
    }
    BigInteger number =
        value instanceof BigInteger big ? big : BigInteger.valueOf(((Number) value).longValue());
    int bits = Integer.parseInt(type.name().substring("uint".length()));
    if (number.signum() < 0 || number.bitLength() > bits) {
      throw new IllegalArgumentException("out of range for " + type.name());
    }
    return number;
  }

  private static byte[] bytes(byte[] value) {
    byte[] padded = new byte[(value.length + AbiReader.WORD - 1) / AbiReader.WORD * AbiReader.WORD];
    System.arraycopy(value, 0, padded, 0, value.length);
    return join(word(BigInteger.valueOf(value.length)), padded);
  }

  private static byte[] word(BigInteger value) {
    byte[] bytes = value.toByteArray();
    int skip = bytes.length > AbiReader.WORD ? 1 : 0; // sign byte of a full word
    byte[] unsigned = new byte[bytes.length - skip];
    System.arraycopy(bytes, skip, unsigned, 0, unsigned.length);
    return leftPadded(unsigned);
  }

  private static byte[] leftPadded(byte[] value) {
    byte[] word = new byte[AbiReader.WORD];
    System.arraycopy(value, 0, word, AbiReader.WORD - value.length, value.length);
    return word;
  }

  private static byte[] join(byte[] left, byte[] right) {
    byte[] both = new byte[left.length + right.length];
    System.arraycopy(left, 0, both, 0, left.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }
}
