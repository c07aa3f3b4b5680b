package io.tributary.ledger.abi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.protocol.id.Digest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.StaticStruct;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint64;

/** The codec against web3j's encoder, and against bytes that no compiler would write. */
final class AbiTest {
  private static final String PARAMETERS =
      """
      [{"type":"bytes32"},
       {"type":"tuple[]","components":[{"type":"bytes32"},{"type":"uint64"}]},
       {"type":"tuple","components":[{"type":"bytes[]"},{"type":"bool"},{"type":"string"}]},
       {"type":"uint64"}]
      """;

  @Test
  void write_nestedValues_isWeb3jsEncoding() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      Digest head = digest(random);
      List<List<Object>> pairs =
          random
              .ints(random.nextInt(4))
              .mapToObj(i -> List.<Object>of(digest(random), i & 0xffL))
              .toList();
      List<byte[]> blobs = random.ints(random.nextInt(4), 0, 70).mapToObj(byte[]::new).toList();
      String text = "x".repeat(random.nextInt(40));
      long number = random.nextLong() >>> 1;
      byte[] ours =
          AbiWriter.write(type(), List.of(head, pairs, List.of(blobs, true, text), number));
      assertEquals(
          web3j(head, pairs, blobs, text, number),
          HexFormat.of().formatHex(ours),
          () -> "seed " + seed);
      List<?> read = AbiReader.read(type(), ours);
      assertEquals(head, read.get(0));
      assertEquals(pairs.size(), ((List<?>) read.get(1)).size());
      assertEquals(BigInteger.valueOf(number), read.get(3));
      List<?> inner = (List<?>) read.get(2);
      for (int i = 0; i < blobs.size(); i++) {
        assertArrayEquals(blobs.get(i), (byte[]) ((List<?>) inner.get(0)).get(i));
      }
      assertEquals(text, inner.get(2));
    }
  }

  @Test
  @Tag("threat-33")
  void read_anyCorruption_isATypedErrorOrAValue() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] good =
        AbiWriter.write(
            type(),
            List.of(
                digest(random),
                List.of(List.of(digest(random), 1L)),
                List.of(List.of(new byte[40]), true, "abc"),
                7L));
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 40));
      for (int flips = random.nextInt(4); flips >= 0 && bad.length > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        AbiReader.read(type(), bad);
      } catch (AbiException e) {
        // The other allowed outcome.
      }
    }
  }

  @Test
  void read_lengthsOutsideTheData_areRefused() throws Exception {
    AbiType bytes = AbiType.tuple(new ObjectMapper().readTree("[{\"type\":\"bytes[]\"}]"));
    for (String bad :
        List.of(
            word(32), // nothing there
            word(0) + word(0), // an offset into the heads
            word(32) + word(5), // five elements in no bytes
            word(32) + "ff".repeat(32), // a length of 2^256
            "7f" + "ff".repeat(31) + word(0),
            word(32) + word(2) + word(64) + word(64) + word(0), // two elements in one place
            word(32) + word(1) + word(32) + word(64))) {
      byte[] data = HexFormat.of().parseHex(bad);
      assertThrows(AbiException.class, () -> AbiReader.read(bytes, data), bad);
    }
  }

  @SuppressWarnings("rawtypes") // as web3j has it
  private static String web3j(
      Digest head, List<List<Object>> pairs, List<byte[]> blobs, String text, long number) {
    List<StaticStruct> structs =
        pairs.stream()
            .map(
                p ->
                    new StaticStruct(
                        new Bytes32(((Digest) p.get(0)).bytes()), new Uint64((Long) p.get(1))))
            .toList();
    DynamicArray<StaticStruct> array = new DynamicArray<>(StaticStruct.class, structs);
    DynamicStruct struct =
        new DynamicStruct(
            new DynamicArray<>(DynamicBytes.class, blobs.stream().map(DynamicBytes::new).toList()),
            new Bool(true),
            new Utf8String(
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)));
    List<Type> values = List.of(new Bytes32(head.bytes()), array, struct, new Uint64(number));
    return FunctionEncoder.encodeConstructor(values);
  }

  private static AbiType type() throws Exception {
    JsonNode parameters = new ObjectMapper().readTree(PARAMETERS);
    return AbiType.tuple(parameters);
  }

  private static String word(long value) {
    return "%064x".formatted(value);
  }

  private static Digest digest(Random random) {
    byte[] bytes = new byte[Digest.BYTES];
    random.nextBytes(bytes);
    return Digest.of(bytes);
  }
}
