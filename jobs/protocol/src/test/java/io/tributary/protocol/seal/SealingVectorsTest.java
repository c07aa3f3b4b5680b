package io.tributary.protocol.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.vectors.Vectors;
import java.io.Serial;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.junit.jupiter.api.Test;

class SealingVectorsTest {
  @Test
  void message_ofVectors_isSealedAsSecondImplementationDoes() {
    for (JsonNode vector : Vectors.section("sealed")) {
      SealContext context = context(vector.path("context"));
      byte[] text = new byte[vector.path("textLength").intValue()];
      for (int i = 0; i < text.length; i++) {
        text[i] = (byte) ((long) i * i % 251);
      }
      SecureRandom given =
          new Given(
              List.of(
                  Vectors.bytes(vector.path("contentKey")),
                  Vectors.bytes(vector.path("ephemeral"))));
      try (SealingKeyPair recipient =
          SealingKeyPair.of(Vectors.bytes(vector.path("recipientSecret")))) {
        byte[] sealed = Sealing.seal(recipient.publicKey(), context, text, given);
        assertArrayEquals(Vectors.bytes(vector.path("aad")), context.aad());
        assertEquals(vector.path("length").intValue(), sealed.length);
        assertEquals(vector.path("sha256").textValue(), Digests.sha256(sealed).hex());
        assertArrayEquals(text, Sealing.open(recipient, context, sealed));
      }
    }
  }

  /** RFC 9180, A.1.1: what Bouncy Castle does is what the RFC says. */
  @Test
  void hpke_ofRfc9180_givesItsCiphertext() throws InvalidCipherTextException {
    X25519PrivateKeyParameters ephemeral =
        new X25519PrivateKeyParameters(
            hex("52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736"));
    HPKEContextWithEncapsulation context =
        new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM128)
            .setupBaseS(
                new X25519PublicKeyParameters(
                    hex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d")),
                hex("4f6465206f6e2061204772656369616e2055726e"),
                new AsymmetricCipherKeyPair(ephemeral.generatePublicKey(), ephemeral));
    assertArrayEquals(
        hex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"),
        context.getEncapsulation());
    assertArrayEquals(
        hex(
            "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9"
                + "6d8770ac83d07bea87e13c512a"),
        context.seal(
            hex("436f756e742d30"),
            hex("4265617574792069732074727574682c20747275746820626561757479")));
  }

  private static SealContext context(JsonNode c) {
    return new SealContext(
        new Domain(c.path("chainId").longValue(), new Address(c.path("contract").textValue())),
        RunId.parse(c.path("run").textValue()),
        new Digest(c.path("jobDigest").textValue()),
        new Digest(c.path("parametersDigest").textValue()),
        new PartyId(c.path("sender").textValue()),
        new PartyId(c.path("recipient").textValue()),
        c.path("senderEpoch").intValue(),
        SealContext.Kind.valueOf(c.path("kind").textValue()));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  /** Hands out the random bytes of a vector in turn. */
  private static final class Given extends SecureRandom {
    @Serial private static final long serialVersionUID = 1L;
    private final transient Queue<byte[]> next;

    Given(List<byte[]> next) {
      this.next = new ArrayDeque<>(next);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(next.remove(), 0, bytes, 0, bytes.length);
    }
  }
}
