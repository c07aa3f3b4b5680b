package io.tributary.protocol.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tributary.protocol.Heap;
import io.tributary.protocol.Refused;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.fake.FakeLedger;
import io.tributary.protocol.fake.Requests;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.statement.Domain;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SealingTest {
  private static final Domain DOMAIN = FakeLedger.DOMAIN;
  private static final int FULL = Records.PLAIN_BYTES + Records.TAG_BYTES;
  private static final int HEADER = 80;

  private final long seed = Seeds.next("SealingTest");
  private final SecureRandom random = Seeds.random(seed);
  private final SealingKeyPair node = SealingKeyPair.generate(random);
  private final SealContext context =
      new SealContext(
          DOMAIN,
          new RunId(Requests.digest("run")),
          Requests.digest("job"),
          Requests.digest("parameters"),
          new PartyId("r01"),
          new PartyId("n1"),
          1,
          SealContext.Kind.SHARE);

  @Test
  void text_ofAnyLength_opensAgain() {
    for (int length : new int[] {0, 1, 133, 16383, 16384, 16385, 32768, 100_000}) {
      byte[] text = text(length);
      byte[] sealed = Sealing.seal(node.publicKey(), context, text, random);
      assertEquals(Sealing.sealedLength(length), sealed.length);
      assertArrayEquals(text, Sealing.open(node, context, sealed), "seed " + seed);
    }
  }

  @Test
  @Tag("threat-27")
  void length_ofSealedText_dependsOnItsLengthAlone() {
    byte[] zeros = Sealing.seal(node.publicKey(), context, new byte[20_000], random);
    byte[] noise = Sealing.seal(node.publicKey(), context, text(20_000), random);
    assertEquals(zeros.length, noise.length);
  }

  @Test
  void text_sealedTwice_looksUnrelated() {
    byte[] first = Sealing.seal(node.publicKey(), context, text(64), random);
    byte[] second = Sealing.seal(node.publicKey(), context, text(64), random);
    assertFalse(Arrays.equals(first, second));
    assertFalse(Arrays.equals(first, 0, 32, second, 0, 32));
  }

  @Test
  @Tag("threat-20")
  @Tag("threat-21")
  void context_withAnyOneFieldChanged_doesNotOpen() {
    byte[] sealed = Sealing.seal(node.publicKey(), context, text(100), random);
    List<SealContext> others = othersThan(context);
    assertEquals(SealContext.class.getRecordComponents().length + 1, others.size());
    for (SealContext other : others) {
      assertNotEquals(context, other);
      Refused.with(Code.UNSEALABLE, () -> Sealing.open(node, other, sealed));
    }
  }

  @Test
  @Tag("threat-21")
  void share_deliveredToAnotherNode_doesNotOpen() {
    byte[] sealed = Sealing.seal(node.publicKey(), context, text(100), random);
    try (SealingKeyPair other = SealingKeyPair.generate(random)) {
      Refused.with(Code.UNSEALABLE, () -> Sealing.open(other, context, sealed));
    }
  }

  @Test
  @Tag("threat-20")
  void sealed_withAnyByteFlipped_doesNotOpen() {
    byte[] sealed = Sealing.seal(node.publicKey(), context, text(200), random);
    for (int i = 0; i < sealed.length; i++) {
      byte[] bad = sealed.clone();
      // The top bit of an X25519 coordinate is ignored by RFC 7748, but HPKE hashes the bytes.
      bad[i] ^= (byte) 0x80;
      Refused.with(Code.UNSEALABLE, () -> Sealing.open(node, context, bad));
    }
  }

  @Test
  @Tag("threat-25")
  void sealed_cutAtAnyRecordOrByte_doesNotOpen() {
    byte[] sealed = Sealing.seal(node.publicKey(), context, text(3 * Records.PLAIN_BYTES), random);
    for (int length :
        new int[] {
          0,
          31,
          79,
          HEADER,
          HEADER + 15,
          HEADER + 16,
          HEADER + FULL,
          HEADER + 2 * FULL,
          sealed.length - 16,
          sealed.length - 1
        }) {
      byte[] cut = Arrays.copyOf(sealed, length);
      Refused.with(Code.UNSEALABLE, () -> Sealing.open(node, context, cut));
    }
  }

  @Test
  @Tag("threat-25")
  void records_reorderedRepeatedOrAppended_doNotOpen() {
    byte[] sealed = Sealing.seal(node.publicKey(), context, text(3 * Records.PLAIN_BYTES), random);
    byte[] swapped = sealed.clone();
    System.arraycopy(sealed, HEADER, swapped, HEADER + FULL, FULL);
    System.arraycopy(sealed, HEADER + FULL, swapped, HEADER, FULL);
    byte[] repeated = sealed.clone();
    System.arraycopy(sealed, HEADER, repeated, HEADER + FULL, FULL);
    byte[] appended = Arrays.copyOf(sealed, sealed.length + FULL);
    System.arraycopy(sealed, HEADER, appended, sealed.length, FULL);
    for (byte[] bad : List.of(swapped, repeated, appended)) {
      Refused.with(Code.UNSEALABLE, () -> Sealing.open(node, context, bad));
    }
  }

  @Test
  void key_ofSmallOrder_isNotSealedTo() {
    Refused.with(Code.UNSEALABLE, () -> Sealing.seal(Digest.ZERO, context, text(1), random));
    byte[] sealed = Sealing.seal(node.publicKey(), context, text(10), random);
    Arrays.fill(sealed, 0, 32, (byte) 0);
    Refused.with(Code.UNSEALABLE, () -> Sealing.open(node, context, sealed));
  }

  @Test
  @Tag("threat-33")
  void garbage_ofAnyLength_costsNoMoreThanItself() {
    byte[] garbage = text(1 << 20);
    Heap.atMost(
        3 << 20, () -> Refused.with(Code.UNSEALABLE, () -> Sealing.open(node, context, garbage)));
  }

  @Test
  void keyPair_closed_opensNothing() {
    byte[] sealed = Sealing.seal(node.publicKey(), context, text(10), random);
    byte[] copy = node.copySecret();
    node.close();
    Refused.with(Code.UNSEALABLE, () -> Sealing.open(node, context, sealed));
    try (SealingKeyPair again = SealingKeyPair.of(copy)) {
      assertArrayEquals(text(10), Sealing.open(again, context, sealed));
    }
    assertThrows(IllegalArgumentException.class, () -> SealingKeyPair.of(new byte[31]));
  }

  private static List<SealContext> othersThan(SealContext c) {
    Domain chain = new Domain(c.domain().chainId() + 1, c.domain().contract());
    Domain contract = new Domain(c.domain().chainId(), Address.of(new byte[Address.BYTES]));
    RunId run = new RunId(Requests.digest("other run"));
    Digest job = Requests.digest("other job");
    Digest parameters = Requests.digest("other parameters");
    PartyId r02 = new PartyId("r02");
    PartyId n2 = new PartyId("n2");
    List<SealContext> out = new ArrayList<>();
    for (Domain d : List.of(chain, contract)) {
      out.add(
          new SealContext(
              d,
              c.run(),
              c.jobDigest(),
              c.parametersDigest(),
              c.sender(),
              c.recipient(),
              c.senderEpoch(),
              c.kind()));
    }
    out.add(with(c, run, c.jobDigest(), c.parametersDigest(), c.sender(), c.recipient(), 1));
    out.add(with(c, c.run(), job, c.parametersDigest(), c.sender(), c.recipient(), 1));
    out.add(with(c, c.run(), c.jobDigest(), parameters, c.sender(), c.recipient(), 1));
    out.add(with(c, c.run(), c.jobDigest(), c.parametersDigest(), r02, c.recipient(), 1));
    out.add(with(c, c.run(), c.jobDigest(), c.parametersDigest(), c.sender(), n2, 1));
    out.add(with(c, c.run(), c.jobDigest(), c.parametersDigest(), c.sender(), c.recipient(), 2));
    out.add(
        new SealContext(
            c.domain(),
            c.run(),
            c.jobDigest(),
            c.parametersDigest(),
            c.sender(),
            c.recipient(),
            c.senderEpoch(),
            SealContext.Kind.OUTPUT));
    return out;
  }

  private static SealContext with(
      SealContext c,
      RunId run,
      Digest job,
      Digest parameters,
      PartyId sender,
      PartyId recipient,
      int epoch) {
    return new SealContext(c.domain(), run, job, parameters, sender, recipient, epoch, c.kind());
  }

  private static byte[] text(int length) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) ((long) i * i % 251);
    }
    return text;
  }
}
