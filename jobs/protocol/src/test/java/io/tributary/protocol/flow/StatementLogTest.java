package io.tributary.protocol.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.protocol.fake.InMemoryStore;
import io.tributary.protocol.fake.Requests;
import io.tributary.protocol.flow.StatementLog.Outcome;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is kept of a party's statements in a run. */
final class StatementLogTest {
  private static final RunId RUN = new RunId(Requests.digest("run"));
  private static final PartyId N1 = new PartyId("n1");
  private static final PartyId R01 = new PartyId("r01");
  private final InMemoryStore store = new InMemoryStore();

  private Outcome keep(String kind, PartyId party, int statement) {
    byte[] message = {(byte) statement, (byte) (statement >> 8)};
    return store.transact(
        tx ->
            StatementLog.keep(
                tx, RUN, kind, party, Requests.digest("statement " + statement), message));
  }

  @Test
  @Tag("threat-23")
  void keep_manyContradictions_keepsTheFirstAndSomeEvidence() {
    assertEquals(Outcome.FIRST, keep("contribution", R01, 0));
    assertEquals(Outcome.REPEAT, keep("contribution", R01, 0));
    for (int i = 1; i <= StatementLog.MOST_EVIDENCE; i++) {
      assertEquals(Outcome.CONTRADICTION, keep("contribution", R01, i));
      assertEquals(Outcome.REPEAT, keep("contribution", R01, i));
    }
    assertEquals(Outcome.IGNORED, keep("contribution", R01, 1000));
    assertEquals(
        StatementLog.MOST_EVIDENCE, store.transact(tx -> StatementLog.evidence(tx, RUN)).size());
  }

  @Test
  @Tag("threat-33")
  void keep_manyOfAKindThatMayBeSaidAgain_endsAtTheCap() {
    for (int i = 0; i < StatementLog.MOST_OF_A_KIND; i++) {
      assertEquals(Outcome.FIRST, keep("checked/" + i, N1, i));
    }
    assertEquals(Outcome.IGNORED, keep("checked/other", N1, 1));
    assertEquals(Outcome.REPEAT, keep("checked/0", N1, 0));
    assertEquals(Outcome.FIRST, keep("checked/0", new PartyId("n11"), 0));
    assertEquals(Outcome.FIRST, keep("completion", N1, 0));
  }

  @Test
  void forget_party_leavesTheOthers() {
    keep("contribution", R01, 1);
    keep("contribution", R01, 2);
    keep("complaint/r01", N1, 3);
    keep("complaint/r01", N1, 4);
    store.transact(
        tx -> {
          StatementLog.forget(tx, RUN, R01);
          return true;
        });
    assertEquals(1, store.transact(tx -> StatementLog.all(tx, RUN)).size());
    assertEquals(
        Set.of(N1), store.transact(tx -> StatementLog.all(tx, RUN, "complaint/r01")).keySet());
    assertEquals(1, store.transact(tx -> StatementLog.evidence(tx, RUN)).size());
    store.transact(
        tx -> {
          StatementLog.forget(tx, RUN, N1);
          return true;
        });
    assertEquals(List.of(), store.transact(tx -> StatementLog.all(tx, RUN)));
    assertEquals(0, store.transact(tx -> StatementLog.evidence(tx, RUN)).size());
  }
}
