package io.tributary.protocol.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tributary.protocol.Refused;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SignaturesTest {
  private static final Domain DOMAIN = Eip712Test.DOMAIN;
  private static final Abort SAID =
      new Abort(new PartyId("coordinator"), new RunId(Digest.ZERO), 1, 1);

  private final long seed = Seeds.next("SignaturesTest");
  private final SecureRandom random = Seeds.random(seed);
  private final IdentityKey key = IdentityKey.random(random);
  private final Signature signature = key.sign(DOMAIN, SAID).signature();

  @Test
  void signature_ofManyKeysAndDigests_recoversItsSigner() {
    for (int i = 0; i < 50; i++) {
      try (IdentityKey other = IdentityKey.random(random)) {
        Abort said = new Abort(SAID.coordinator(), new RunId(Digests.sha256(new byte[i])), 1, 1);
        Signed<Abort> signed = other.sign(DOMAIN, said);
        assertEquals(other.address(), Signatures.recover(DOMAIN, signed), "seed " + seed);
        assertEquals(signed, other.sign(DOMAIN, said), "signing is deterministic");
      }
    }
  }

  @Test
  @Tag("threat-50")
  void signature_withHighS_isRefusedThoughItIsValid() {
    byte[] bytes = signature.bytes();
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64));
    byte[] high = Eip712.word(Secp256k1.CURVE.getN().subtract(s));
    System.arraycopy(high, 0, bytes, 32, 32);
    bytes[64] = (byte) (bytes[64] == 27 ? 28 : 27);
    Refused.with(Code.SIGNATURE, () -> recover(bytes));
  }

  @Test
  @Tag("threat-50")
  void signature_withAnotherV_isRefusedOrSomebodyElses() {
    for (int v = 0; v < 256; v++) {
      byte[] bytes = signature.bytes();
      bytes[64] = (byte) v;
      if (v == 27 || v == 28) {
        assertEquals(v == signature.bytes()[64], recover(bytes).equals(key.address()));
      } else {
        Refused.with(Code.SIGNATURE, () -> recover(bytes));
      }
    }
  }

  @Test
  void signature_withNumbersOutOfRange_isRefused() {
    byte[] order = Eip712.word(Secp256k1.CURVE.getN());
    for (int at : new int[] {0, 32}) {
      byte[] zero = signature.bytes();
      Arrays.fill(zero, at, at + 32, (byte) 0);
      Refused.with(Code.SIGNATURE, () -> recover(zero));
      byte[] tooLarge = signature.bytes();
      System.arraycopy(order, 0, tooLarge, at, 32);
      Refused.with(Code.SIGNATURE, () -> recover(tooLarge));
    }
  }

  @Test
  void signature_withAnyByteFlipped_isNeverTheSigners() {
    for (int i = 0; i < Signature.BYTES; i++) {
      byte[] bytes = signature.bytes();
      bytes[i] ^= 1;
      Refused.orDone(() -> assertNotEquals(key.address(), recover(bytes)));
    }
  }

  @Test
  void signature_inAnotherForm_isNoSignature() {
    String hex = signature.hex();
    for (String text :
        new String[] {
          "",
          hex.substring(2),
          hex.substring(0, 130),
          hex + "00",
          hex.replace("0x", "0X"),
          hex + "\n"
        }) {
      assertThrows(IllegalArgumentException.class, () -> new Signature(text));
    }
    assertThrows(IllegalArgumentException.class, () -> Signature.of(new byte[64]));
  }

  @Test
  void key_outOfRange_isRefused() {
    byte[] order = Eip712.word(Secp256k1.CURVE.getN());
    assertThrows(IllegalArgumentException.class, () -> IdentityKey.of(order));
    assertThrows(IllegalArgumentException.class, () -> IdentityKey.of(new byte[32]));
    assertThrows(IllegalArgumentException.class, () -> IdentityKey.of(new byte[31]));
  }

  @Test
  void key_closed_signsNoMore() {
    key.close();
    assertThrows(RuntimeException.class, () -> key.sign(DOMAIN, SAID));
    assertThrows(ProtocolException.class, () -> recover(new byte[Signature.BYTES]));
  }

  private static Address recover(byte[] bytes) {
    return Signatures.recover(Eip712.digest(DOMAIN, SAID), Signature.of(bytes));
  }
}
