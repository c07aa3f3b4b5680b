package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.fake.Faults;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.run.ShareChunks;
import io.tributary.protocol.statement.AbortReason;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The relay is trusted with delivery at most, and here not even with that. */
final class FaultyRelayTest {
  private static final PartyId R02 = new PartyId("r02");

  /** Right, or named: never a wrong answer, and never without end. */
  private static void rightOrNamed(Federation federation, Asker.End end, String what) {
    if (end instanceof Asker.Answer answer) {
      assertTrue(answer.contributors().size() >= 2, what);
      assertEquals(federation.sum(answer.contributors()), answer.cells(), what);
    } else if (end instanceof Asker.Nothing nothing) {
      // Never opened, or complete with an output that did not come through.
      assertTrue(
          nothing.state() == RunState.NONE || nothing.state() == RunState.COMPLETED,
          what + ": " + nothing);
    } else {
      Asker.Aborted aborted = assertInstanceOf(Asker.Aborted.class, end, what);
      assertNotEquals(AbortReason.NONE, aborted.reason(), what);
    }
    assertEquals(List.of(), federation.broken(), what);
  }

  @Test
  @Tag("threat-24")
  void eachRecordDroppedInTurn_givesARightAnswerOrANamedEnd() {
    long seed = Seeds.next("each record dropped");
    Federation honest = Plan.of(seed).start();
    assertInstanceOf(Asker.Answer.class, honest.asker().ask().await());
    int records = honest.bus().published().size();
    assertTrue(records > 25, "records " + records);
    for (int i = 0; i < records; i++) {
      Federation federation = Plan.of(seed).start();
      AtomicInteger number = new AtomicInteger();
      int dropped = i;
      federation.bus().withhold(item -> number.getAndIncrement() == dropped);
      rightOrNamed(federation, federation.asker().ask().await(), "record " + i);
    }
  }

  @Test
  @Tag("threat-24")
  @Tag("threat-25")
  void recordsLostRepeatedDelayedWithKills_giveARightAnswerOrANamedEnd() {
    for (int i = 0; i < 25; i++) {
      Federation federation =
          Plan.of(Seeds.next("lossy relay"))
              .faults(new Faults(0.03, 0.2, 0.3, 0.1))
              .kills(0.01)
              .start();
      Asker asker = federation.asker().ask();
      rightOrNamed(federation, asker.await(), federation.toString());
      for (PartyId repository : federation.roster().repositories()) {
        assertTrue(federation.contributions(asker.run(), repository) <= 1);
      }
    }
  }

  @Test
  @Tag("threat-19")
  void everyBatchRepeated_countsOnce() {
    List<BigInteger> zeros = Collections.nCopies(6, BigInteger.ZERO);
    Plan plan = Plan.of(Seeds.next("replays")).faults(new Faults(0, 1, 0.3, 0));
    for (int i = 0; i < 3; i++) {
      List<BigInteger> own = new ArrayList<>(zeros);
      own.set(i, BigInteger.ONE);
      plan.cells("r0" + (i + 1), own);
    }
    Federation federation = plan.start();
    Asker asker = federation.asker().ask();
    // Everything that was ever sent comes a third time, in reverse.
    federation.play(
        20,
        () -> {
          List<BusRecord> again = new ArrayList<>(federation.bus().published());
          Collections.reverse(again);
          if (federation.clock().now() == Federation.START) {
            federation.bus().publish(again);
          }
          return federation.state(asker.run()) == RunState.COMPLETED;
        });
    Asker.Answer answer = assertInstanceOf(Asker.Answer.class, asker.await());
    List<BigInteger> ones = new ArrayList<>(zeros);
    Collections.fill(ones.subList(0, 3), BigInteger.ONE);
    assertEquals(ones, answer.cells());
    assertEquals(List.of(), federation.broken());
  }

  @Test
  @Tag("threat-21")
  void share_deliveredToAnotherNode_isRefusedThere() {
    Federation federation = Plan.of(Seeds.next("swapped ciphertexts")).start();
    String mine = Topics.shares(R02, new PartyId("n1"));
    String other = Topics.shares(R02, new PartyId("n2"));
    List<BusRecord> kept = new ArrayList<>();
    federation
        .bus()
        .tamper(
            item -> {
              if (item.topic().equals(mine)) {
                kept.add(item);
              }
              return item.topic().equals(other) && !kept.isEmpty()
                  ? relabelled(item, kept.get(0))
                  : item;
            });
    Asker asker = federation.asker().ask();
    Asker.Answer answer = assertInstanceOf(Asker.Answer.class, asker.await());
    assertEquals(Set.of(new PartyId("r01"), new PartyId("r03")), answer.contributors());
    rightOrNamed(federation, answer, "swapped");
  }

  @Test
  @Tag("threat-20")
  void share_ofAnotherRun_isRefused() {
    Federation federation = Plan.of(Seeds.next("share of another run")).start();
    List<BusRecord> first = new ArrayList<>();
    String topic = Topics.shares(R02, new PartyId("n1"));
    federation
        .bus()
        .tamper(
            item -> {
              if (!item.topic().equals(topic)) {
                return item;
              }
              first.add(item);
              return relabelled(item, first.get(0));
            });
    Asker.End before = federation.asker().ask().await();
    assertEquals(3, assertInstanceOf(Asker.Answer.class, before).contributors().size());
    Asker other = federation.asker().with("least", "1").ask();
    Asker.Answer after = assertInstanceOf(Asker.Answer.class, other.await());
    assertEquals(Set.of(new PartyId("r01"), new PartyId("r03")), after.contributors());
    rightOrNamed(federation, after, "other run");
  }

  /** The content of one record under the header and in the place of another. */
  private static BusRecord relabelled(BusRecord place, BusRecord content) {
    ShareChunks.Chunk label = ShareChunks.Chunk.parse(place.value());
    ShareChunks.Chunk body = ShareChunks.Chunk.parse(content.value());
    byte[] altered =
        ShareChunks.split(label.run(), label.repository(), label.node(), body.body()).get(0);
    return new BusRecord(place.topic(), place.lane(), place.key(), altered);
  }

  @Test
  @Tag("threat-34")
  void poison_onEveryTopic_isSetAsideAndTheRunGoesOn() {
    Federation federation = Plan.of(Seeds.next("poison")).start();
    String canary = "canary-7f3a";
    for (String topic : federation.topics()) {
      for (String text : List.of(canary, "{\"kind\":\"" + canary + "\"}", "{", "\u0000")) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        federation.bus().publish(List.of(new BusRecord(topic, 0, canary, bytes)));
      }
    }
    Asker.Answer answer = assertInstanceOf(Asker.Answer.class, federation.asker().ask().await());
    assertEquals(federation.sum(federation.roster().repositories()), answer.cells());
    for (String id : List.of("r01", "n1", "coordinator")) {
      Map<String, byte[]> letters = federation.actor(id).store().table(Party.DEAD_LETTERS);
      assertTrue(letters.size() >= 4, id + " has " + letters.size());
      for (byte[] letter : letters.values()) {
        String text = new String(letter, StandardCharsets.UTF_8);
        assertTrue(text.matches("\\{\"code\":\"[A-Z_]+\",\"sha256\":\"0x[0-9a-f]{64}\"}"), text);
      }
    }
  }

  @Test
  @Tag("threat-39")
  void run_stalled_doesNotHoldUpAnother() {
    Federation federation = Plan.of(Seeds.next("two runs")).start();
    Asker stalled = federation.asker().ask();
    String key = stalled.run().toString();
    federation
        .bus()
        .withhold(item -> item.key().equals(key) && item.topic().startsWith("tributary-shares-"));
    Asker other = federation.asker().ask();
    Asker.Answer answer = assertInstanceOf(Asker.Answer.class, other.await());
    assertEquals(federation.sum(federation.roster().repositories()), answer.cells());
    assertEquals(RunState.OPEN, federation.state(stalled.run()));
    assertEquals(new Asker.Aborted(AbortReason.TOO_FEW), stalled.await());
    assertEquals(List.of(), federation.broken());
  }

  @Test
  @Tag("threat-58")
  void coordinator_alteringParameters_isRefusedByThatRepository() {
    Federation federation =
        Plan.of(Seeds.next("altered parameters"))
            .cheat("coordinator", (f, id) -> new CoordinatorAlteringParameters(f.honest(id), R02))
            .start();
    Asker.Answer answer = assertInstanceOf(Asker.Answer.class, federation.asker().ask().await());
    assertEquals(Set.of(new PartyId("r01"), new PartyId("r03")), answer.contributors());
    assertEquals(0, federation.computer(R02).calls());
    rightOrNamed(federation, answer, "altered");
  }
}
