package io.tributary.mpc.four;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ViewTest {
  /** 255 degrees of freedom: beyond 440 lies less than 1 of 10^11 honest trials. */
  private static final double LIMIT = 440;

  @Test
  @Tag("threat-35")
  void whatAPartyReceivesAndHolds_isUniformWhateverTheInputs() {
    Trial.repeat(
        1,
        trial -> {
          for (int absent = -1; absent < 4; absent += 2) {
            for (long value : new long[] {0, -1, 12345}) {
              long[][] bins = view(trial, new Committee(absent), value);
              for (int party : new Committee(absent).members()) {
                double statistic = fromUniform(bins[party]);
                assertTrue(
                    statistic < LIMIT,
                    "party "
                        + party
                        + " without "
                        + absent
                        + ", inputs "
                        + value
                        + ": "
                        + statistic);
              }
            }
          }
        });
  }

  private static long[][] view(Trial trial, Committee committee, long value) {
    int cells = 4000;
    Circuit c = new Circuit(committee);
    Num x = c.input("x", Ring.Z64, cells);
    Num y = c.input("y", Ring.Z64, cells);
    c.open("z", c.multiply(c.multiply(x, y), c.subtract(x, y)));
    Program program = c.build();
    int layers = committee.isFour() ? program.depth() : 2;
    long[] clear = new long[cells];
    Arrays.fill(clear, value);
    long[][] bins = new long[4][256];
    List<PieceDealing> dealings = Rehearsal.deal(program, List.of(clear, clear), trial.secure());
    for (int party : committee.members()) {
      for (int piece : committee.others(party)) {
        byte[] bytes = new byte[cells * Long.BYTES];
        Digests.write(dealings.get(0).piece(piece), 0, cells, bytes, 0);
        count(bytes, bins[party]);
      }
    }
    new Rehearsal(
            program, dealings, Rehearsal.seeds(trial.secure()), Rehearsal.session(trial.secure()))
        .through(
            message -> {
              if (message.kind() == Message.Kind.LAYER && message.round() <= layers) {
                count(message.body(), bins[message.to()]);
              }
              return List.of(message);
            })
        .play();
    return bins;
  }

  private static void count(byte[] bytes, long[] bins) {
    for (byte each : bytes) {
      bins[each & 0xff]++;
    }
  }

  private static double fromUniform(long[] bins) {
    double expected = Arrays.stream(bins).sum() / (double) bins.length;
    return Arrays.stream(bins).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
  }

  @Test
  void messagesWithoutMasks_wouldBeSeenByTheStatistic() {
    long[] bins = new long[256];
    byte[] bytes = new byte[64_000];
    Random random = new Random(1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(16) * random.nextInt(16));
    }
    count(bytes, bins);
    assertTrue(fromUniform(bins) > LIMIT);
  }

  /**
   * From the same inputs, keys and messages, in any order between senders: bit for bit the same.
   */
  @Test
  void party_playedAgain_sendsTheSameAndLogsTheSame() {
    Trial.repeat(
        3,
        trial -> {
          for (int party = 0; party < 4; party++) {
            int played = party;
            Scene scene = Scene.four(trial);
            List<Message> received = new ArrayList<>();
            List<Message> sent = new ArrayList<>();
            scene
                .rehearsal
                .through(
                    m -> {
                      if (m.to() == played) {
                        received.add(m);
                      }
                      if (m.from() == played) {
                        sent.add(m);
                      }
                      return List.of(m);
                    })
                .play();
            Party twin = scene.twin(played);
            List<Message> again = new ArrayList<>(twin.start());
            Collections.shuffle(received, new Random(trial.between(0, 1000)));
            received.forEach(m -> again.addAll(twin.receive(Message.parse(m.toBytes()))));
            assertEquals(sent, again);
            Party first = scene.rehearsal.party(played);
            assertArrayEquals(first.log().root(), twin.log().root());
            assertEquals(2 * 3 * (scene.program.depth() + 3) + 1, twin.log().entries().size());
            assertArrayEquals(
                first.opened("less").orElseThrow(), twin.opened("less").orElseThrow());
          }
        });
  }

  @Test
  void closedParty_saysNothingMore_andKeepsWhatItOpened() {
    Trial.repeat(
        1,
        trial -> {
          Scene scene = Scene.four(trial);
          Party running = scene.twin(2);
          List<Message> first = scene.twin(1).start();
          running.start();
          running.close();
          assertEquals(Party.State.ABORTED, running.state());
          first.forEach(message -> assertEquals(List.of(), running.receive(message)));
          scene.twin(3).silent(2).forEach(abort -> assertEquals(List.of(), running.receive(abort)));
          scene.rehearsal.play();
          Party done = scene.rehearsal.party(0);
          long[] opened = done.opened("less").orElseThrow();
          done.close();
          assertEquals(Party.State.DONE, done.state());
          assertArrayEquals(opened, done.opened("less").orElseThrow());
        });
  }

  @Test
  @Tag("threat-39")
  void messagesOfAnotherRun_areIgnored() {
    Trial.repeat(
        2,
        trial -> {
          Scene one = Scene.four(trial);
          Scene other = Scene.four(trial);
          List<Message> foreign = new ArrayList<>(other.rehearsal.party(0).start());
          foreign.addAll(one.without(3).rehearsal.party(0).start());
          Party party = one.twin(1);
          party.start();
          for (Message message : foreign) {
            assertEquals(List.of(), party.receive(message));
          }
          assertEquals(3, party.waitsFor().size());
        });
  }

  @Test
  @Tag("threat-62")
  void partyThatIsDone_opensNothingMore() {
    Trial.repeat(
        2,
        trial -> {
          Scene scene = Scene.four(trial);
          List<Message> all = new ArrayList<>();
          scene
              .rehearsal
              .through(
                  m -> {
                    all.add(m);
                    return List.of(m);
                  })
              .play();
          for (Message message : all) {
            if (message.to() != Committee.OUTSIDE) {
              Party party = scene.rehearsal.party(message.to());
              assertEquals(List.of(), party.receive(message));
              assertEquals(List.of(), party.silent(message.from()));
            }
          }
        });
  }

  @Test
  @Tag("threat-27")
  void messages_ofTwoDataSets_haveTheSameSizes() {
    Trial.repeat(
        1,
        trial -> {
          List<String> sizes = sizes(trial, 0);
          assertEquals(sizes, sizes(trial, -1));
        });
  }

  private static List<String> sizes(Trial trial, long value) {
    Circuit c = new Circuit(Committee.four());
    Num x = c.input("x", Ring.Z64, 100);
    c.open("negative", io.tributary.mpc.circuits.Compare.isNegative(c, x));
    long[] clear = new long[100];
    Arrays.fill(clear, value);
    List<String> sizes = new ArrayList<>();
    new Rehearsal(c.build(), List.of(clear), trial.secure())
        .through(
            m -> {
              sizes.add(m.toString() + m.digests().size());
              return List.of(m);
            })
        .play();
    return sizes;
  }
}
