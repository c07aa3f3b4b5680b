package io.tributary.mpc.four;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.Trial;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The attack of eprint 2026/234, section 4, on a count that stays hidden: e = (a b) d is computed.
 * Party 2 adds 1 to its message to party 1 in the first product. If party 1 goes on, the hash with
 * which it backs party 3's message to party 2 in the second product is of that message plus the
 * piece of d that party 2 lacks, and party 2 can test any guess of d.
 */
class LateCheckTest {
  private static final int SMALL_COUNT = 7;
  private static final int CHEAT = 2;
  private static final int VICTIM = 1;
  private static final Transfer SECOND = Transfer.PRODUCT.get(5);

  private final List<Message> seen = new ArrayList<>();
  private Rehearsal rehearsal;
  private Program program;
  private PartyKeys keys;
  private long knownOfD;

  private void set(Trial trial) {
    Circuit c = new Circuit(Committee.four());
    Num a = c.input("a", Ring.Z64, 1);
    Num b = c.input("b", Ring.Z64, 1);
    Num d = c.input("d", Ring.Z64, 1);
    c.open("e", c.multiply(c.multiply(a, b), d));
    program = c.build();
    List<long[]> inputs = List.of(new long[] {3}, new long[] {1}, new long[] {SMALL_COUNT});
    List<PieceDealing> dealings = Rehearsal.deal(program, inputs, trial.secure());
    List<io.tributary.mpc.Seed> seeds = Rehearsal.seeds(trial.secure());
    Session session = Rehearsal.session(trial.secure());
    keys = PartyKeys.derive(CHEAT, seeds, session, program);
    rehearsal = new Rehearsal(program, dealings, seeds, session);
    PieceDealing dealt = dealings.get(2);
    knownOfD = dealt.piece(0)[0] + dealt.piece(1)[0] + dealt.piece(3)[0];
    seen.clear();
  }

  /** Adds 1 to the first message; {@code late} makes party 1 blind to it for a layer. */
  private Function<Message, List<Message>> wire(boolean late) {
    List<Message> cheated = new ArrayList<>();
    List<Message> held = new ArrayList<>();
    return message -> {
      List<Message> out = new ArrayList<>(List.of(message));
      boolean first = message.round() == 1 && message.to() == VICTIM;
      if (first && message.from() == CHEAT) {
        cheated.add(cheated(message));
        out = new ArrayList<>(cheated);
      } else if (first && message.from() == 3 && late) {
        held.addAll(out);
        out.clear();
      }
      if (!cheated.isEmpty() && !held.isEmpty()) {
        // The backup's hash made to fit: a party that checks later sees no more than this.
        Message backup = held.remove(0);
        List<byte[]> digests = new ArrayList<>(backup.digests());
        digests.set(digests.size() - 1, cheated.get(0).digests().get(0));
        out.add(CheatingParty.with(backup, digests, backup.body()));
      }
      out.stream().filter(each -> each.to() == CHEAT).forEach(seen::add);
      return out;
    };
  }

  private Message cheated(Message message) {
    byte[] body = message.body().clone();
    long[] word = Digests.read(body, 0, 1);
    word[0]++;
    Digests.write(word, 0, 1, body, 0);
    Layer.Section section = program.layer(1).between(CHEAT, VICTIM).get(0);
    MessageDigest digest = Exchange.digest(keys, message.context(), 1, section);
    digest.update(body);
    List<byte[]> digests = new ArrayList<>(message.digests());
    digests.set(0, digest.digest());
    return CheatingParty.with(message, digests, body);
  }

  /** Every count from 0 to 9 that explains what party 2 has seen of round 2. */
  private Set<Integer> guesses() {
    Set<Integer> guesses = new TreeSet<>();
    List<Message> sent = seen.stream().filter(m -> m.round() == 2 && m.from() == 3).toList();
    List<Message> backed = seen.stream().filter(m -> m.round() == 2 && m.from() == VICTIM).toList();
    Layer layer = program.layer(2);
    Layer.Section section =
        layer.sections().stream().filter(s -> s.route().equals(SECOND)).findFirst().orElseThrow();
    for (int guess = 0; guess <= 9 && !sent.isEmpty() && !backed.isEmpty(); guess++) {
      if (backed.get(0).kind() != Message.Kind.LAYER) {
        continue;
      }
      long[] word = Digests.read(sent.get(0).body(), section.offset() * Long.BYTES, 1);
      word[0] += guess - knownOfD;
      MessageDigest digest = Exchange.digest(keys, sent.get(0).context(), 2, section);
      Digests.update(digest, word);
      int index =
          layer.between(VICTIM, CHEAT).size() + layer.backedBy(VICTIM, CHEAT).indexOf(section);
      if (MessageDigest.isEqual(digest.digest(), backed.get(0).digests().get(index))) {
        guesses.add(guess);
      }
    }
    return guesses;
  }

  @Test
  @Tag("threat-61")
  void addedOne_isCaughtInItsLayer_andNothingComesBack() {
    Trial.repeat(
        10,
        trial -> {
          set(trial);
          Receiver receiver = rehearsal.through(wire(false)).play();
          Blame blame = rehearsal.party(VICTIM).blame().orElseThrow();
          assertEquals(Blame.Kind.MISMATCH, blame.kind());
          assertEquals(1, blame.round());
          assertEquals(Set.of(CHEAT, 3), blame.suspects());
          assertTrue(
              seen.stream()
                  .filter(m -> m.from() == VICTIM && m.kind() == Message.Kind.LAYER)
                  .allMatch(m -> m.round() == 1));
          assertEquals(Set.of(), guesses());
          assertTrue(!receiver.isDone());
        });
  }

  @Test
  @Tag("threat-61")
  void addedOne_ifCheckedALayerLater_wouldTellTheCount() {
    Trial.repeat(
        10,
        trial -> {
          set(trial);
          rehearsal.through(wire(true)).play();
          assertEquals(Set.of(SMALL_COUNT), guesses());
        });
  }

  @Test
  @Tag("threat-61")
  void party_withoutOneBackupsHash_sendsNothingOfTheNextLayer() {
    Trial.repeat(
        1,
        trial -> {
          for (int victim = 0; victim < 4; victim++) {
            for (int keptBack : Committee.four().others(victim)) {
              for (int round = 1; round <= Scene.four(trial).program.depth(); round++) {
                assertWaits(Scene.four(trial), victim, keptBack, round);
              }
            }
          }
        });
  }

  private static void assertWaits(Scene scene, int victim, int keptBack, int round) {
    List<Message> held = new ArrayList<>();
    List<Message> early = new ArrayList<>();
    scene
        .rehearsal
        .through(
            message -> {
              if (message.round() == round
                  && message.to() == victim
                  && message.from() == keptBack) {
                held.add(message);
                return List.of();
              }
              if (message.from() == victim && message.round() > round) {
                early.add(message);
              }
              return List.of(message);
            })
        .play();
    assertEquals(List.of(), early);
    assertEquals(Set.of(keptBack), scene.rehearsal.party(victim).waitsFor());
    List<byte[]> digests = new ArrayList<>(held.get(0).digests());
    if (!digests.isEmpty()) {
      digests.set(digests.size() - 1, new byte[Digests.BYTES]);
      List<Message> out =
          scene
              .rehearsal
              .party(victim)
              .receive(CheatingParty.with(held.get(0), digests, held.get(0).body()));
      assertTrue(out.stream().allMatch(message -> message.kind() == Message.Kind.ABORT));
      assertEquals(3, out.size());
    }
  }

  @Test
  void sameVector_underAnotherOutsidersKey_hasAnotherHash() {
    // The outsider knows the mask and could try all values of a short vector.
    Trial.repeat(
        1,
        trial -> {
          Scene scene = Scene.four(trial);
          Layer.Section section = scene.program.layer(2).sections().get(0);
          int outsider = section.route().outsider();
          int other = section.route().sender();
          byte[] context = scene.session.context(Committee.four());
          Transfer route = section.route();
          Layer.Section swapped =
              new Layer.Section(
                  new Transfer(route.sender(), route.backup(), route.receiver(), other),
                  section.words(),
                  0);
          PartyKeys third = scene.keys(route.receiver());
          assertTrue(outsider != other);
          assertTrue(
              !MessageDigest.isEqual(
                  Exchange.digest(third, context, 2, section).digest(),
                  Exchange.digest(third, context, 2, swapped).digest()));
        });
  }
}
