package io.tributary.mpc.four;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tributary.mpc.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static List<Message> some(Trial trial) {
    Scene scene = Scene.four(trial);
    List<Message> messages = new ArrayList<>();
    scene
        .rehearsal
        .through(
            m -> {
              messages.add(m);
              return List.of(m);
            })
        .play();
    return messages;
  }

  @Test
  void message_thereAndBack_isTheSame() {
    Trial.repeat(
        1,
        trial -> {
          for (Message message : some(trial)) {
            Message back = Message.parse(message.toBytes());
            assertEquals(message, back);
            assertArrayEquals(message.evidence(), back.evidence());
          }
        });
  }

  @Test
  @Tag("threat-33")
  void hostileBytes_areRefusedOrReadAsWhatTheySay() {
    Trial.repeat(
        1,
        trial -> {
          for (Message message : some(trial).subList(0, 40)) {
            byte[] bytes = message.toBytes();
            for (int i = 0; i < 50; i++) {
              byte[] other = bytes.clone();
              other[trial.between(0, bytes.length - 1)] ^= (byte) (1 << trial.between(0, 7));
              assertReadsBackOrRefuses(other);
              int length = trial.between(0, bytes.length - 1);
              assertThrows(
                  IllegalArgumentException.class,
                  () -> Message.parse(Arrays.copyOf(bytes, length)));
              assertThrows(
                  IllegalArgumentException.class,
                  () -> Message.parse(Arrays.copyOf(bytes, bytes.length + 1)));
            }
          }
        });
  }

  private static void assertReadsBackOrRefuses(byte[] bytes) {
    try {
      assertArrayEquals(bytes, Message.parse(bytes).toBytes());
    } catch (IllegalArgumentException refused) {
      assertNotEquals("", refused.getMessage());
    }
  }

  @Test
  @Tag("threat-33")
  void messageLongerThanItsRoundAllows_isNotKeptForLater() {
    Trial.repeat(
        1,
        trial -> {
          for (Message message : some(trial)) {
            if (message.to() == 1) {
              Scene scene = Scene.four(trial);
              Party party = scene.twin(1);
              party.start();
              byte[] context = scene.session.context(Committee.four());
              byte[] longer = new byte[message.body().length + 1];
              party.receive(
                  new Message(
                      context,
                      message.kind(),
                      message.round(),
                      message.from(),
                      1,
                      List.of(),
                      longer));
              assertEquals(
                  Blame.of(Blame.Kind.MALFORMED, message.round(), 1, message.from()),
                  party.blame().orElseThrow());
            }
          }
        });
  }

  @Test
  void circuitTooWideForOneMessage_isRefusedWhenBuilt() {
    Circuit c = new Circuit(Committee.four());
    Num x = c.input("x", Ring.Z64, Integer.MAX_VALUE / 8);
    c.open("z", c.multiply(x, x));
    assertThrows(IllegalArgumentException.class, c::build);
  }

  @Test
  void digest_ofAProgram_coversConstantsThresholdsAndOutputs() {
    byte[] first = program(10, "n").digest();
    assertArrayEquals(first, program(10, "n").digest());
    assertNotEquals(Arrays.toString(first), Arrays.toString(program(11, "n").digest()));
    assertNotEquals(Arrays.toString(first), Arrays.toString(program(10, "m").digest()));
  }

  private static Program program(long k, String name) {
    Circuit c = new Circuit(Committee.four());
    c.open(name, io.tributary.mpc.circuits.Compare.atLeast(c, c.input("n", Ring.Z64, 4), k));
    return c.build();
  }

  @Test
  void partiesWithDifferentPrograms_stopBeforeAnything() {
    Trial.repeat(
        1,
        trial -> {
          Program ten = program(10, "n");
          List<PieceDealing> dealings = Rehearsal.deal(ten, List.of(new long[4]), trial.secure());
          List<io.tributary.mpc.Seed> seeds = Rehearsal.seeds(trial.secure());
          Session session = Rehearsal.session(trial.secure());
          Rehearsal rehearsal = new Rehearsal(ten, dealings, seeds, session);
          PartyKeys keys = PartyKeys.derive(2, seeds, session, ten);
          rehearsal.replace(
              2, new Party(program(0, "n"), session, keys, List.of(dealings.get(0).of(2))));
          rehearsal.play();
          assertEquals(Blame.Kind.PROGRAM, rehearsal.party(0).blame().orElseThrow().kind());
        });
  }
}
