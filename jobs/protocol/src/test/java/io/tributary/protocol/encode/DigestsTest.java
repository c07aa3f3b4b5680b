package io.tributary.protocol.encode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class DigestsTest {
  @Test
  void keccak256_ofKnownText_isEthereums() {
    assertEquals(
        "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        Digests.keccak256().hex());
    assertEquals(
        "0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
        Digests.keccak256(bytes("a"), bytes("bc")).hex());
  }

  @Test
  void sha256_ofKnownText_isFips180s() {
    assertEquals(
        "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Digests.sha256(bytes("ab"), bytes("c")).hex());
  }

  @Test
  void tagged_withTheDomainCutElsewhere_differs() {
    assertNotEquals(Digests.tagged("d", bytes("ab")), Digests.tagged("da", bytes("b")));
    assertNotEquals(Digests.tagged("d", bytes("ab")), Digests.tagged("e", bytes("ab")));
    assertEquals(
        Digests.keccak256(new byte[] {0, 0, 0, 1}, bytes("dab")),
        Digests.tagged("d", bytes("a"), bytes("b")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
