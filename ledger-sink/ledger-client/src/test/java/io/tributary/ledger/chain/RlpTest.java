package io.tributary.ledger.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class RlpTest {
  @Test
  void read_whatWasWritten_writesTheSameAgain() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      byte[] encoded = Rlp.write(item(random, 0));
      assertArrayEquals(encoded, Rlp.write(Rlp.read(encoded)), () -> "seed " + seed);
    }
  }

  @Test
  void read_otherSpellings_areRefused() {
    for (String bad :
        List.of(
            "", // nothing
            "8100", // a small byte written long
            "b80100", // long form for a short string
            "b90038" + "00".repeat(56), // leading zero in the length
            "8201", // too short
            "c201", // list too short
            "0000", // bytes after the end
            "f800", // long form for an empty list
            "bb01000000", // 16 MiB announced
            "bfffffffffffffffff", // 2^63 bytes announced
            "c9".repeat(3) + "c8c7c6c5c4c3c2c1c0")) { // nested too deeply
      byte[] data = HexFormat.of().parseHex(bad);
      assertThrows(Rlp.RlpException.class, () -> Rlp.read(data), bad);
    }
  }

  @Test
  @Tag("threat-33")
  void read_randomBytes_isATypedErrorOrTheOnlySpelling() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] data = new byte[1 + random.nextInt(60)];
      random.nextBytes(data);
      data[0] |= (byte) 0x80;
      try {
        assertArrayEquals(data, Rlp.write(Rlp.read(data)), () -> "seed " + seed);
      } catch (Rlp.RlpException e) {
        // The other allowed outcome.
      }
    }
  }

  private static Object item(Random random, int depth) {
    if (depth < 4 && random.nextInt(3) == 0) {
      List<Object> items = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        items.add(item(random, depth + 1));
      }
      return items;
    }
    byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(3)];
    random.nextBytes(bytes);
    return bytes;
  }
}
