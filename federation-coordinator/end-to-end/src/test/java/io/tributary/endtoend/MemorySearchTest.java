package io.tributary.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.Reference;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for hidden sums finds what is there, and nothing else. */
class MemorySearchTest {
  /** A piece is read at a time; what lies across two of them must be found as well. */
  private static final int PIECE = 1 << 22;

  @TempDir private Path folder;

  @Test
  void number_inAnyForm_isFoundWhereverItLies() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] noise = new byte[PIECE + 1_000];
    random.nextBytes(noise);
    BigInteger number = new BigInteger(42, random).setBit(41);
    MemorySearch search = new MemorySearch().numbers(Map.of("it", number));
    assertEquals(Set.of(), search.in(Files.write(folder.resolve("noise"), noise)), "seed " + seed);
    for (byte[] form : MemorySearch.forms(number)) {
      requireFound(search, form, noise, PIECE - 3);
      byte[] little = Arrays.copyOf(noise, 100);
      requireFound(search, form, little, 0);
      requireFound(search, form, little, little.length - form.length);
    }
  }

  private void requireFound(MemorySearch search, byte[] form, byte[] around, int at)
      throws IOException {
    byte[] planted = around.clone();
    System.arraycopy(form, 0, planted, at, form.length);
    Path file = Files.write(folder.resolve("planted"), planted);
    assertEquals(Set.of("it"), search.in(file), HexFormat.of().formatHex(form));
  }

  /** It is held in four forms, each by nothing else. */
  @Test
  void numbers_onTheHeapOfAProcess_areFoundInItsDump() throws Exception {
    long seed = System.nanoTime();
    long[] word = {number(seed, 0)};
    BigInteger whole = BigInteger.valueOf(number(seed, 1));
    String digits = Long.toString(number(seed, 2));
    byte[] low =
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(number(seed, 3)).array();
    Path dump = HeapDumps.of(Map.of("self", ProcessHandle.current().pid()), folder).get("self");
    List.of(word, whole, digits, low).forEach(Reference::reachabilityFence);
    MemorySearch search = new MemorySearch();
    for (int held = 0; held < 5; held++) {
      search.numbers(Map.of("number " + held, BigInteger.valueOf(number(seed, held))));
    }
    Set<String> expected = Set.of("number 0", "number 1", "number 2", "number 3");
    assertEquals(expected, search.in(dump), "seed " + seed);
  }

  /** Of 41 bits. */
  private static long number(long seed, int which) {
    return new Random(seed + which).nextLong() >>> 24 | 1L << 40;
  }

  @Test
  void forms_ofANumber_areTheLowHalfOfSixteenBytes() {
    BigInteger number = BigInteger.ONE.shiftLeft(40).add(BigInteger.TEN);
    byte[] sixteen = new byte[16];
    byte[] bare = number.toByteArray();
    System.arraycopy(bare, 0, sixteen, 16 - bare.length, bare.length);
    byte[] low = Arrays.copyOfRange(sixteen, 8, 16);
    assertTrue(MemorySearch.forms(number).stream().anyMatch(form -> Arrays.equals(form, low)));
  }

  @Test
  void hiddenTrips_haveSumsThatCanBeToldApart() {
    assertEquals(9, HiddenTrips.pooled().size());
    assertTrue(HiddenTrips.parts().keySet().stream().anyMatch(name -> name.startsWith("r01")));
    assertTrue(HiddenTrips.parts().keySet().stream().anyMatch(name -> name.startsWith("others")));
    assertFalse(MemorySearch.canTell(BigInteger.ONE.shiftLeft(31)));
  }
}
