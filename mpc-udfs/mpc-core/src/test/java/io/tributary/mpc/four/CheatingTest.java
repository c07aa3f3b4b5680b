package io.tributary.mpc.four;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.Trial;
import io.tributary.mpc.four.CheatingParty.Trick;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheatingTest {
  /** Every trick on every message of every party. */
  @ParameterizedTest
  @EnumSource(Trick.class)
  @Tag("threat-37")
  @Tag("threat-38")
  void cheat_withAnyMessage_isCaughtOrOutvotedAndNeverChangesTheAnswer(Trick trick) {
    Trial.repeat(
        1,
        trial -> {
          int played = 0;
          for (int cheat = 0; cheat < 4; cheat++) {
            int rounds = Scene.four(trial).program.depth() + 3;
            for (int round = 0; round < rounds; round++) {
              for (int victim = 0; victim <= Committee.OUTSIDE; victim++) {
                played += victim != cheat && plays(trial, trick, cheat, round, victim) ? 1 : 0;
              }
            }
          }
          assertTrue(played > 20, trick + " played " + played + " times");
        });
  }

  private static boolean plays(Trial trial, Trick trick, int cheat, int round, int victim) {
    Scene scene = Scene.four(trial);
    CheatingParty party = new CheatingParty(scene, cheat, round, victim, trick);
    boolean[] opened = {false};
    Receiver receiver =
        scene
            .rehearsal
            .through(
                message -> {
                  opened[0] |= message.kind() == Message.Kind.OPEN && message.from() != cheat;
                  return party.apply(message);
                })
            .play();
    if (!party.played) {
      return false;
    }
    scene.rehearsal.silent(cheat);
    String what = trick + " by " + cheat + " in round " + round + " to " + victim;
    int depth = scene.program.depth();
    boolean late = trick == Trick.TWICE && scene.rehearsal.party(victim % 4).blame().isEmpty();
    if (late) {
      // The first message had already done its work.
      assertOpened(scene, receiver, what);
    } else if (round <= depth) {
      assertFalse(opened[0], what);
      assertStopped(scene, cheat, victim, what);
    } else if (victim == Committee.OUTSIDE) {
      assertOpened(scene, receiver, what);
      assertTrue(
          EnumSet.of(Trick.DROP, Trick.TWICE, Trick.OTHER_KIND, Trick.FALSE_ABORT).contains(trick)
              || receiver.liars().equals(Set.of(cheat)),
          what + ": " + receiver.liars());
    }
    return true;
  }

  private static void assertStopped(Scene scene, int cheat, int victim, String what) {
    for (int honest = 0; honest < 4; honest++) {
      if (honest != cheat) {
        Party party = scene.rehearsal.party(honest);
        assertEquals(Party.State.ABORTED, party.state(), what + ", party " + honest);
        Blame blame = party.blame().orElseThrow();
        Set<Integer> named = new TreeSet<>(blame.suspects());
        named.add(blame.reporter());
        assertTrue(named.contains(cheat), what + ": " + blame.text());
        boolean passedOn = blame.kind() == Blame.Kind.STOPPED;
        assertTrue(blame.suspects().size() <= (passedOn ? 3 : 2), what);
        assertTrue(blame.reporter() == victim || blame.reporter() == cheat, what);
        assertTrue(party.opened("less").isEmpty(), what);
      }
    }
  }

  private static void assertOpened(Scene scene, Receiver receiver, String what) {
    assertTrue(receiver.isDone(), what);
    assertEquals(Scene.LEAST, receiver.numbers("least"), what);
    scene.members().forEach(party -> assertEquals(Party.State.DONE, party.state(), what));
  }

  @Test
  @Tag("threat-37")
  void wrongJointMessage_withItsOwnHash_namesSenderAndBackup() {
    Trial.repeat(
        2,
        trial -> {
          for (Layer.Section section : Scene.four(trial).program.layer(2).sections()) {
            Scene scene = Scene.four(trial);
            Transfer route = section.route();
            CheatingParty party =
                new CheatingParty(scene, route.sender(), 2, route.receiver(), Trick.BODY_AND_HASH);
            List<Message> wires = new ArrayList<>();
            scene
                .rehearsal
                .through(
                    message -> {
                      List<Message> out = party.apply(message);
                      wires.addAll(out);
                      return out;
                    })
                .play();
            Blame blame = scene.rehearsal.party(route.receiver()).blame().orElseThrow();
            assertEquals(Blame.Kind.MISMATCH, blame.kind());
            int backup =
                scene
                    .program
                    .layer(2)
                    .between(route.sender(), route.receiver())
                    .get(0)
                    .route()
                    .backup();
            assertEquals(Set.of(route.sender(), backup), blame.suspects());
            assertEquals(
                blame.suspects(),
                new Referee(scene.program)
                    .decide(
                        blame,
                        find(wires, route.sender(), route.receiver()),
                        find(wires, backup, route.receiver())));
          }
        });
  }

  private static Message find(List<Message> messages, int from, int to) {
    return messages.stream()
        .filter(m -> m.round() == 2 && m.from() == from && m.to() == to)
        .filter(m -> m.kind() == Message.Kind.LAYER)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void falseAccusation_beforeTheReferee_fallsBackOnItsReporter() {
    Trial.repeat(
        1,
        trial -> {
          Scene scene = Scene.four(trial);
          List<Message> wires = new ArrayList<>();
          scene
              .rehearsal
              .through(
                  message -> {
                    wires.add(message);
                    return List.of(message);
                  })
              .play();
          Blame lie = Blame.of(Blame.Kind.MISMATCH, 2, 3, 0, 1);
          assertEquals(
              Set.of(3),
              new Referee(scene.program).decide(lie, find(wires, 0, 3), find(wires, 1, 3)));
        });
  }

  /** A party that was dealt something else is outvoted before anything is computed. */
  @Test
  void wrongInput_ofOneParty_isNamedByItsCoHolders() {
    Trial.repeat(
        4,
        trial -> {
          Scene scene = Scene.four(trial);
          int liar = trial.between(0, 3);
          List<Pieces> pieces = new ArrayList<>();
          for (PieceDealing dealing : scene.dealings) {
            long[][] words = new long[4][];
            for (int piece = 0; piece < 4; piece++) {
              words[piece] = piece == liar ? new long[0] : dealing.piece(piece);
            }
            words[(liar + 1) % 4][0]++;
            pieces.add(new Pieces(liar, Ring.Z64, words));
          }
          scene.rehearsal.replace(
              liar, new Party(scene.program, scene.session, scene.keys(liar), pieces));
          scene.rehearsal.play();
          Set<Integer> accusers = new TreeSet<>();
          for (int party = 0; party < 4; party++) {
            Blame blame = scene.rehearsal.party(party).blame().orElseThrow();
            assertEquals(Blame.Kind.INPUTS, blame.kind());
            accusers.add(blame.reporter());
            if (blame.reporter() != liar) {
              assertEquals(Set.of(liar), blame.suspects());
            }
          }
          assertFalse(accusers.isEmpty());
        });
  }
}
