package io.tributary.mpc.four;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.mpc.Seed;
import io.tributary.mpc.Vectors;
import java.io.Serial;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole runs against the second implementation, src/test/resources/vectors/four.py. */
class FourVectorsTest {
  @Test
  void everyMessageOfARun_equalsVector() {
    for (Vectors vector : Vectors.read("four")) {
      long[] x = words(vector.bytes("x"));
      Circuit c = new Circuit(Committee.four());
      Num a = c.input("x", Ring.Z64, x.length);
      Num b = c.input("y", Ring.Z64, x.length);
      c.open("w", c.multiply(c.multiply(a, b), a));
      Program program = c.build();
      assertArrayEquals(vector.bytes("digest"), program.digest());
      List<byte[]> dealt = vector.list("dealerSeeds");
      List<PieceDealing> dealings =
          List.of(
              PieceDealing.deal(Ring.Z64, x, 0, 0, new Given(dealt, 1, 2, 3)),
              PieceDealing.deal(
                  Ring.Z64, words(vector.bytes("y")), 1, 1, new Given(dealt, 4, 6, 7)));
      List<Seed> seeds = vector.list("seeds").stream().map(Seed::of).toList();
      Session session = new Session(vector.bytes("runId"), vector.number("attempt"));
      List<Message> messages = new ArrayList<>();
      Receiver receiver =
          new Rehearsal(program, dealings, seeds, session)
              .through(
                  message -> {
                    messages.add(message);
                    return List.of(message);
                  })
              .play();
      messages.sort(
          Comparator.comparingInt(Message::round)
              .thenComparingInt(Message::from)
              .thenComparingInt(Message::to));
      assertArrayEquals(words(vector.bytes("opened")), receiver.words("w"));
      assertEquals(hex(vector.bytes("first")), hex(messages.get(14).toBytes()));
      assertEquals(
          vector.list("messages").stream().map(FourVectorsTest::hex).toList(),
          messages.stream().map(message -> hex(Digests.sha256(message.toBytes()))).toList());
    }
  }

  private static long[] words(byte[] bytes) {
    return Digests.read(bytes, 0, bytes.length / Long.BYTES);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Hands out some of the seeds in turn. */
  private static final class Given extends SecureRandom {
    @Serial private static final long serialVersionUID = 1L;
    private final transient Iterator<byte[]> seeds;

    Given(List<byte[]> all, int... which) {
      List<byte[]> some = new ArrayList<>();
      for (int each : which) {
        some.add(all.get(each));
      }
      seeds = some.iterator();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seeds.next(), 0, bytes, 0, bytes.length);
    }
  }
}
