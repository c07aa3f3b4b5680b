package io.tributary.mpc.four;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.Trial;
import io.tributary.mpc.four.CheatingParty.Trick;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExclusionTest {
  /** A party goes down at every round; the three others finish what was started. */
  @Test
  void crashedParty_atAnyRound_isNamedAndTheThreeOthersFinish() {
    Trial.repeat(
        1,
        trial -> {
          for (int round = 0; round <= Scene.four(trial).program.depth() + 2; round++) {
            crash(Scene.four(trial), round % 4, round);
          }
        });
  }

  private static void crash(Scene scene, int down, int round) {
    int depth = scene.program.depth();
    Receiver first =
        scene
            .rehearsal
            .through(m -> m.from() == down && m.round() >= round ? List.of() : List.of(m))
            .play();
    Set<Integer> waited = new HashSet<>();
    scene.members().forEach(party -> waited.addAll(party.waitsFor()));
    scene.rehearsal.silent(down);
    if (round <= depth + 1) {
      assertTrue(waited.contains(down));
      for (int party : Committee.without(down).members()) {
        Blame blame = scene.rehearsal.party(party).blame().orElseThrow();
        assertEquals(Blame.Kind.SILENT, blame.kind());
        assertEquals(Set.of(down), blame.suspects());
      }
      Scene again = scene.without(down);
      Receiver receiver = again.rehearsal.play();
      assertEquals(Scene.LEAST, receiver.numbers("least"));
      assertEquals(Set.of(), receiver.liars());
    } else {
      // All pieces have another two holders.
      assertEquals(Scene.LEAST, first.numbers("least"));
    }
  }

  /** With three members a liar can stop the run, and no more. */
  @Test
  @Tag("threat-37")
  void cheatAmongThree_withAnyMessage_stopsTheRunOrChangesNothing() {
    Trial.repeat(
        1,
        trial -> {
          for (Trick trick : Trick.values()) {
            int played = 0;
            int absent = trial.between(0, 3);
            int cheat = Committee.without(absent).members().get(trial.between(0, 2));
            int rounds = Scene.four(trial).without(absent).program.depth() + 3;
            for (int round = 0; round < rounds; round++) {
              for (int victim = 0; victim <= Committee.OUTSIDE; victim++) {
                Scene scene = Scene.four(trial).without(absent);
                played += plays(scene, trick, cheat, round, victim) ? 1 : 0;
              }
            }
            assertTrue(played > 10, trick + " played " + played + " times");
          }
        });
  }

  private static boolean plays(Scene scene, Trick trick, int cheat, int round, int victim) {
    CheatingParty party = new CheatingParty(scene, cheat, round, victim, trick);
    boolean[] opened = {false};
    Receiver receiver =
        scene
            .rehearsal
            .through(
                m -> {
                  opened[0] |= m.kind() == Message.Kind.OPEN && m.from() != cheat;
                  return party.apply(m);
                })
            .play();
    String what = trick + " by " + cheat + " in round " + round + " to " + victim;
    if (party.played && round <= scene.program.depth() && trick != Trick.TWICE) {
      assertFalse(opened[0], what);
      boolean stopped = scene.members().stream().anyMatch(p -> p.state() == Party.State.ABORTED);
      assertTrue(stopped || trick == Trick.DROP, what);
    }
    if (receiver.isDone() && receiver.blame().isEmpty()) {
      assertEquals(Scene.LEAST, receiver.numbers("least"), what);
    }
    return party.played;
  }

  /** The error that no hash can find: a member adds 1 to its part and stands by it. */
  @Test
  @Tag("threat-37")
  void wrongProductPart_amongThree_failsTheCheckOfProducts() {
    Trial.repeat(
        6,
        trial -> {
          Committee committee = Committee.without(trial.between(0, 3));
          int cheat = committee.members().get(trial.between(0, 2));
          Ring ring = trial.between(0, 1) == 0 ? Ring.Z64 : Ring.Z128;
          Program honest = withError(committee, ring, Committee.OUTSIDE);
          Program wrong = withError(committee, ring, committee.after(cheat, 1));
          long[] inputs = trial.words(3 * ring.wordsPerCell());
          List<PieceDealing> dealings =
              Rehearsal.deal(honest, List.of(inputs, inputs), trial.secure());
          List<io.tributary.mpc.Seed> seeds = Rehearsal.seeds(trial.secure());
          Session session = Rehearsal.session(trial.secure());
          Rehearsal rehearsal = new Rehearsal(honest, dealings, seeds, session);
          PartyKeys keys = PartyKeys.derive(cheat, seeds, session, honest);
          List<Pieces> pieces = dealings.stream().map(dealing -> dealing.of(cheat)).toList();
          rehearsal.replace(cheat, new Party(wrong, session, keys, pieces));
          Receiver receiver =
              rehearsal.through(m -> List.of(raised(m, cheat, committee, wrong, keys))).play();
          for (int party : committee.others(cheat)) {
            Blame blame = rehearsal.party(party).blame().orElseThrow();
            assertEquals(Blame.Kind.PRODUCTS, blame.kind());
          }
          assertFalse(receiver.isDone());
        });
  }

  /** A product after which one piece of it is raised by 1, in place, where it is held. */
  private static Program withError(Committee committee, Ring ring, int piece) {
    Circuit c = new Circuit(committee);
    Num product = c.multiply(c.input("x", ring, 3), c.input("y", ring, 3));
    int same =
        c.steps()
            .raw(
                "as it is",
                List.of(),
                (q, in, p) -> {
                  in[0][0] += q == piece ? 1 : 0;
                  return in[0].clone();
                },
                List.of(product.id()));
    c.open("z", new Num(same, ring, 3));
    return c.build();
  }

  private static Message raised(
      Message m, int cheat, Committee committee, Program program, PartyKeys keys) {
    if (m.from() != cheat || m.round() != 1 || m.body().length == 0) {
      return m;
    }
    byte[] body = m.body().clone();
    long[] word = Digests.read(body, 0, 1);
    word[0]++;
    Digests.write(word, 0, 1, body, 0);
    Layer.Section section = program.layer(1).between(cheat, committee.after(cheat, 2)).get(0);
    java.security.MessageDigest digest = Exchange.digest(keys, m.context(), 1, section);
    digest.update(body);
    return CheatingParty.with(m, List.of(digest.digest()), body);
  }

  @Test
  void bucket_isTheSmallestThatKeepsTheErrorBelow2ToTheMinus40() {
    for (int units : new int[] {1, 2, 10, 1000, 100_000, 10_000_000}) {
      int bucket = ProductCheck.bucket(units);
      assertTrue(log2Choices(units, bucket) > 40);
      assertTrue(bucket == 1 || log2Choices(units, bucket - 1) <= 40);
    }
    assertEquals(2, ProductCheck.bucket(10_000_000));
  }

  private static double log2Choices(int units, int bucket) {
    double bits = 0;
    for (int i = 0; i < bucket; i++) {
      bits += Math.log((double) bucket * units + bucket - i) - Math.log(i + 1.0);
    }
    return bits / Math.log(2);
  }

  @Test
  void permutation_ofACoin_isAPermutationAndFollowsTheCoin() {
    Trial.repeat(
        3,
        trial -> {
          long[] coin = trial.words(4);
          int[] order = ProductCheck.permutation(1000, coin);
          assertEquals(1000, java.util.Arrays.stream(order).distinct().count());
          assertTrue(java.util.Arrays.stream(order).allMatch(i -> i >= 0 && i < 1000));
          coin[0] ^= 1;
          assertFalse(java.util.Arrays.equals(order, ProductCheck.permutation(1000, coin)));
        });
  }

  @Test
  void excludedParty_isSentNothingAndHeardNoMore() {
    Trial.repeat(
        1,
        trial -> {
          Scene four = Scene.four(trial);
          List<Message> old = four.rehearsal.party(2).start();
          Scene three = four.without(2);
          List<Message> sent = new ArrayList<>();
          Receiver receiver =
              three
                  .rehearsal
                  .through(
                      m -> {
                        sent.add(m);
                        return List.of(m);
                      })
                  .play();
          assertTrue(sent.stream().noneMatch(m -> m.to() == 2 || m.from() == 2));
          old.forEach(m -> assertEquals(List.of(), three.twin(m.to()).receive(m)));
          assertEquals(BigInteger.valueOf(5), receiver.numbers("least").get(0));
        });
  }
}
