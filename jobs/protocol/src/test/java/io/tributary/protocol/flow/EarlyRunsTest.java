package io.tributary.protocol.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.protocol.fake.InMemoryStore;
import io.tributary.protocol.fake.Requests;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each party has so much room, and pushes out its own oldest only. */
final class EarlyRunsTest {
  private static final PartyId A = new PartyId("a");
  private static final PartyId AB = new PartyId("ab");
  private final InMemoryStore store = new InMemoryStore();
  private final EarlyRuns books = new EarlyRuns("early", 3, 100);

  private static RunId run(int number) {
    return new RunId(Requests.digest("run " + number));
  }

  private List<RunId> add(PartyId party, int run, long bytes) {
    return store.transact(tx -> books.add(tx, party, run(run), bytes));
  }

  private Set<PartyId> known(int run) {
    return store.transact(tx -> books.known(tx, run(run)));
  }

  @Test
  void add_oneRunTooMany_dropsTheOldestOfThatParty() {
    List<RunId> dropped = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      dropped.addAll(add(A, i, 1));
      assertEquals(List.of(), i < 3 ? add(AB, i, 1) : List.of());
    }
    assertEquals(List.of(run(0), run(1)), dropped);
    assertEquals(Set.of(AB), known(0));
    assertEquals(Set.of(A, AB), known(2));
    assertEquals(Set.of(), known(2));
  }

  @Test
  void add_moreBytesOfOneRun_dropsOlderRunsFirstAndItselfLast() {
    assertEquals(List.of(), add(A, 1, 40));
    assertEquals(List.of(), add(A, 2, 40));
    assertEquals(List.of(), add(A, 1, 20));
    assertEquals(List.of(run(1)), add(A, 2, 20));
    assertEquals(List.of(run(2)), add(A, 2, 50));
    assertEquals(Set.of(), store.table("early-order").keySet());
    assertEquals(Set.of(), store.table("early-places").keySet());
  }

  @Test
  void known_run_makesRoom() {
    add(A, 1, 90);
    assertEquals(Set.of(A), known(1));
    assertEquals(List.of(), add(A, 2, 90));
  }
}
