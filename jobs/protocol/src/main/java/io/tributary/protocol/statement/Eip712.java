package io.tributary.protocol.statement;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What is signed: EIP-712 typed data (PROTOCOL 4.1). */
public final class Eip712 {
  private static final Digest DOMAIN_TYPE =
      Digests.keccak256(
          ascii(
              "EIP712Domain(string name,string version,uint256 chainId,address"
                  + " verifyingContract)"));
  private static final Digest NAME = Digests.keccak256(ascii("Tributary"));
  private static final Digest VERSION = Digests.keccak256(ascii("1"));

  private Eip712() {}

  /** Hash of the statement's type string. */
  public static Digest typeHash(Class<? extends Statement> statement) {
    return Digests.keccak256(ascii(StatementTypes.of(statement).encoded()));
  }

  /** Hash of the domain. */
  public static Digest separator(Domain domain) {
    return Digests.keccak256(
        DOMAIN_TYPE.bytes(),
        NAME.bytes(),
        VERSION.bytes(),
        word(BigInteger.valueOf(domain.chainId())),
        word(new BigInteger(1, domain.contract().bytes())));
  }

  /** Hash of the statement alone. */
  public static Digest structHash(Statement statement) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.writeBytes(typeHash(statement.getClass()).bytes());
    for (StatementTypes.Member member : StatementTypes.of(statement.getClass()).members()) {
      encoded.writeBytes(word(member.of(statement)));
    }
    return Digests.keccak256(encoded.toByteArray());
  }

  /** What the signature is over; also the statement's name in sets, links and on the ledger. */
  public static Digest digest(Domain domain, Statement statement) {
    return Digests.keccak256(
        new byte[] {0x19, 0x01}, separator(domain).bytes(), structHash(statement).bytes());
  }

  private static byte[] word(Object value) {
    if (value instanceof Digest digest) {
      return digest.bytes();
    } else if (value instanceof PartyId party) {
      return party.bytes32().bytes();
    } else if (value instanceof RunId run) {
      return run.digest().bytes();
    } else if (value instanceof Number number) {
      return word(BigInteger.valueOf(number.longValue()));
    } else if (value instanceof List<?> list) {
      return Digests.keccak256(list.stream().map(Eip712::word).toArray(byte[][]::new)).bytes();
    }
    throw new IllegalStateException("no EIP-712 form for " + value.getClass());
  }

  /** A non-negative number as 32 bytes, big-endian. */
  static byte[] word(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] trimmed = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return ByteBuffer.allocate(Digest.BYTES)
        .put(new byte[Digest.BYTES - trimmed.length])
        .put(trimmed)
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
