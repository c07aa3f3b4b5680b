package io.tributary.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.fake.FakeClock;
import io.tributary.protocol.fake.FakeLedger;
import io.tributary.protocol.fake.InMemoryStore;
import io.tributary.protocol.fake.Roster;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.AcceptanceMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.statement.Acceptance;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Statements about runs that nobody asked for: kept within bounds, and nothing to work on. */
final class FloodedSinkTest {
  private static final PartyId R01 = new PartyId("r01");
  private static final int MOST = 1_000;

  private final InMemoryStore store = new InMemoryStore();
  private final FakeLedger ledger = new FakeLedger(new FakeClock(1_800_000_000L));
  private final Roster roster = Roster.of(Seeds.next("flooded sink"), 2, 2, 2).register(ledger);
  private final Sink sink = new Sink(ledger, new DisturbedWriter(null), 10);
  private long offset;

  private static RunId run(int number) {
    return new RunId(Digests.sha256(("made-up run " + number).getBytes(StandardCharsets.UTF_8)));
  }

  private void deliver(Message message) {
    Delivery delivery = new Delivery(Topics.STATEMENTS, 0, offset++, "", Messages.write(message));
    store.transact(
        tx -> {
          sink.receive(tx, delivery, batch -> {});
          return true;
        });
  }

  @Test
  @Tag("threat-33")
  void statements_aboutManyMadeUpRuns_keepTheLatestAndAskNothingOfTheLedger() {
    for (int i = 0; i < MOST + 20; i++) {
      Acceptance said = new Acceptance(R01, run(i), Digest.ZERO, 1);
      deliver(new AcceptanceMessage(roster.sign(ledger, R01, said)));
    }
    Map<String, byte[]> carried = store.table("sink-carried");
    assertEquals(MOST, carried.size());
    assertTrue(carried.keySet().stream().anyMatch(key -> key.startsWith(run(MOST + 19) + "/")));
    assertTrue(carried.keySet().stream().noneMatch(key -> key.startsWith(run(19) + "/")));
    // A ledger that is asked now would throw, and the writer has nothing behind it.
    ledger.setDown(true);
    assertTrue(store.transact(tx -> sink.work(tx, 1)).isEmpty());
  }
}
