package io.tributary.protocol.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.Heap;
import io.tributary.protocol.Refused;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.fake.Requests;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("threat-25")
class ShareChunksTest {
  private static final RunId RUN = new RunId(Requests.digest("run"));
  private static final PartyId R01 = new PartyId("r01");
  private static final PartyId N1 = new PartyId("n1");
  private static final int COUNT_AT = 4 + 3 * 32 + 4;
  private static final int TOTAL_AT = COUNT_AT + 4;

  private final long seed = Seeds.next("ShareChunksTest");
  private final Random random = new Random(seed);

  @Test
  void share_cutAtBoundaries_isAsManyRecordsAsNeeded() {
    int body = ShareChunks.BODY_BYTES;
    for (int[] sizeAndCount :
        new int[][] {{1, 1}, {body, 1}, {body + 1, 2}, {2 * body, 2}, {2 * body + 1, 3}}) {
      byte[] sealed = bytes(sizeAndCount[0]);
      List<byte[]> records = ShareChunks.split(RUN, R01, N1, sealed);
      assertEquals(sizeAndCount[1], records.size());
      assertTrue(records.stream().allMatch(r -> r.length <= ShareChunks.MAX_RECORD_BYTES));
      assertArrayEquals(sealed, assemble(records).orElseThrow());
    }
  }

  @Test
  void records_shuffledAndRepeated_giveTheShare() {
    byte[] sealed = bytes(5 * ShareChunks.BODY_BYTES + 17);
    List<byte[]> records = new ArrayList<>(ShareChunks.split(RUN, R01, N1, sealed));
    records.addAll(List.copyOf(records).subList(1, 4));
    Collections.shuffle(records, random);
    assertArrayEquals(sealed, assemble(records).orElseThrow(), "seed " + seed);
  }

  @Test
  @Tag("threat-24")
  void records_withOneMissing_giveNothing() {
    List<byte[]> records = ShareChunks.split(RUN, R01, N1, bytes(3 * ShareChunks.BODY_BYTES));
    for (int missing = 0; missing < records.size(); missing++) {
      List<byte[]> rest = new ArrayList<>(records);
      rest.remove(missing);
      assertEquals(Optional.empty(), assemble(rest));
    }
  }

  @Test
  void record_thatContradictsAnEarlierOne_isRefusedAndForgotten() {
    byte[] sealed = bytes(2 * ShareChunks.BODY_BYTES);
    List<byte[]> records = ShareChunks.split(RUN, R01, N1, sealed);
    ShareChunks.Assembler assembler = assembler(R01, N1);
    assembler.accept(records.get(0));
    byte[] other = records.get(0).clone();
    other[other.length - 1] ^= 1;
    Refused.with(Code.CONFLICT, () -> assembler.accept(other));
    List<byte[]> longer = ShareChunks.split(RUN, R01, N1, bytes(3 * ShareChunks.BODY_BYTES));
    Refused.with(Code.CONFLICT, () -> assembler.accept(longer.get(1)));
    assertArrayEquals(sealed, assembler.accept(records.get(1)).orElseThrow());
  }

  @Test
  @Tag("threat-21")
  void record_ofAnotherRunRepositoryOrNode_isRefused() {
    byte[] sealed = bytes(10);
    RunId otherRun = new RunId(Requests.digest("other"));
    PartyId r02 = new PartyId("r02");
    PartyId n2 = new PartyId("n2");
    for (List<byte[]> records :
        List.of(
            ShareChunks.split(otherRun, R01, N1, sealed),
            ShareChunks.split(RUN, r02, N1, sealed),
            ShareChunks.split(RUN, R01, n2, sealed))) {
      Refused.with(Code.CONFLICT, () -> assembler(R01, N1).accept(records.get(0)));
    }
  }

  @Test
  @Tag("threat-33")
  void record_thatDeclaresAHugeShare_isRefusedAndCostsNoMemory() {
    byte[] record = ShareChunks.split(RUN, R01, N1, bytes(ShareChunks.BODY_BYTES)).get(0);
    int huge = Integer.MAX_VALUE;
    ByteBuffer.wrap(record)
        .putInt(
            COUNT_AT, (int) (((long) huge + ShareChunks.BODY_BYTES - 1) / ShareChunks.BODY_BYTES))
        .putInt(TOTAL_AT, huge);
    Heap.atMost(
        2L << 20, () -> Refused.with(Code.TOO_LARGE, () -> assembler(R01, N1).accept(record)));
  }

  @Test
  @Tag("threat-33")
  void header_withAnyByteFlipped_isRefused() {
    byte[] good = ShareChunks.split(RUN, R01, N1, bytes(100)).get(0);
    for (int i = 0; i < good.length - 100; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] bad = good.clone();
        bad[i] ^= (byte) (1 << bit);
        assertTrue(Refused.orDone(() -> assembler(R01, N1).accept(bad)), "byte " + i);
      }
    }
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      Refused.with(Code.MALFORMED, () -> ShareChunks.Chunk.parse(cut));
    }
    byte[] longest = new byte[ShareChunks.MAX_RECORD_BYTES + 1];
    Refused.with(Code.TOO_LARGE, () -> ShareChunks.Chunk.parse(longest));
  }

  private static Optional<byte[]> assemble(List<byte[]> records) {
    ShareChunks.Assembler assembler = assembler(R01, N1);
    Optional<byte[]> whole = Optional.empty();
    for (byte[] record : records) {
      whole = assembler.accept(record);
    }
    return whole;
  }

  private static ShareChunks.Assembler assembler(PartyId repository, PartyId node) {
    return new ShareChunks.Assembler(RUN, repository, node, 16 << 20);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
