package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.fake.Requests;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.RefusalMessage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.run.ShareChunks;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A repository sends a node what belongs to no run: it fills its own corner, and no more. */
final class FloodedNodeTest {
  private static final PartyId R01 = new PartyId("r01");
  private static final PartyId R02 = new PartyId("r02");
  private static final PartyId N1 = new PartyId("n1");
  private static final int MOST_RUNS = 1_000;
  private static final long MOST_BYTES = 64L << 20;

  private static RunId run(int number) {
    return new RunId(Requests.digest("made-up run " + number));
  }

  private static List<BusRecord> share(PartyId from, RunId run, int bytes) {
    return ShareChunks.split(run, from, N1, new byte[bytes]).stream()
        .map(record -> new BusRecord(Topics.shares(from, N1), 0, run.toString(), record))
        .toList();
  }

  @Test
  @Tag("threat-33")
  void shares_ofManyMadeUpRuns_keepTheLatestOnly() {
    NodeBench node = new NodeBench(Plan.of(Seeds.next("flood of runs")).start(), "n1");
    share(R01, run(-1), 100).forEach(node::receive);
    for (int i = 0; i < MOST_RUNS + 200; i++) {
      share(R02, run(i), 100).forEach(node::receive);
    }
    Set<String> kept = node.runs("chunks");
    assertEquals(MOST_RUNS + 1, kept.size());
    assertTrue(kept.contains(run(MOST_RUNS + 199).toString()));
    assertTrue(kept.contains(run(-1).toString()), "another repository's is not touched");
    assertEquals(kept, node.runs("sending"));
    assertEquals(kept, node.runs("early-shares-places"));
  }

  @Test
  @Tag("threat-33")
  void shares_ofManyBytes_keepNoMoreThanTheCap() {
    NodeBench node = new NodeBench(Plan.of(Seeds.next("flood of bytes")).start(), "n1");
    int half = 4 << 20;
    long highest = 0;
    for (int i = 0; i < 48; i++) {
      for (BusRecord item : share(R02, run(i), half)) {
        node.receive(item);
        highest = Math.max(highest, node.bytes("chunks"));
      }
    }
    // Of each record 112 bytes are its header.
    assertTrue(highest <= MOST_BYTES + 200 * 112, "highest " + highest);
    assertTrue(node.bytes("chunks") > MOST_BYTES - 2L * half);
    assertEquals(0, node.size(Party.DEAD_LETTERS));
    share(R02, run(99), (int) MOST_BYTES + 1).stream().limit(1).forEach(node::receive);
    assertEquals(1, node.size(Party.DEAD_LETTERS), "a share that never fits");
  }

  @Test
  void shares_beforeTheirDispatch_areHeldAgainstIt() {
    Federation federation = Plan.of(Seeds.next("early shares")).rule("any").start();
    Asker asker = federation.asker().of(List.of(R01, new PartyId("r03")));
    RunDispatch dispatch = AgentBench.dispatch(federation, asker);
    RunId run = dispatch.run(federation.ledger().domain());
    NodeBench node = new NodeBench(federation, "n1");
    share(R01, run, 400).forEach(node::receive);
    share(R02, run, 400).forEach(node::receive);
    share(new PartyId("r03"), run, 1 << 20).forEach(node::receive);
    assertEquals(5, node.size("chunks"));
    node.receive(dispatch, federation.roster().coordinator().id());
    assertEquals(1, node.size("chunks"), "not asked, and longer than the layout allows");
    assertEquals(0, node.size("early-shares-order"));
    share(R02, run, 400).forEach(node::receive);
    share(new PartyId("r03"), run, 1 << 20).forEach(node::receive);
    assertEquals(1, node.size("chunks"));
    assertEquals(4, node.size(Party.DEAD_LETTERS));
  }

  @Test
  @Tag("threat-33")
  void dispatch_ofAJobWhoseSumsNoMessageCanHold_isSetAside() {
    Federation federation = Plan.of(Seeds.next("huge job")).shape(100_000, 2).start();
    NodeBench node = new NodeBench(federation, "n1");
    RunDispatch dispatch = AgentBench.dispatch(federation, federation.asker());
    node.receive(dispatch, federation.roster().coordinator().id());
    assertEquals(1, node.size(Party.DEAD_LETTERS));
    assertEquals(0, node.size("runs"));
  }

  /** A key of small order: who had computed the answer could not seal it. */
  @Test
  @Tag("threat-33")
  void dispatch_withAResultKeyToWhichNothingCanBeSealed_isSetAside() {
    Federation federation = Plan.of(Seeds.next("small order")).start();
    NodeBench node = new NodeBench(federation, "n1");
    Asker asker = federation.asker().sealedTo(Digest.ZERO);
    node.receive(AgentBench.dispatch(federation, asker), federation.roster().coordinator().id());
    assertEquals(1, node.size(Party.DEAD_LETTERS));
    assertEquals(0, node.size("runs"));
  }

  @Test
  @Tag("threat-33")
  void statements_aboutManyMadeUpRuns_keepTheLatestOnly() {
    Federation federation = Plan.of(Seeds.next("flood of statements")).start();
    NodeBench node = new NodeBench(federation, "n1");
    for (int i = 0; i < MOST_RUNS + 20; i++) {
      node.receive(refusal(federation, run(i)), R02);
    }
    Set<String> kept = node.runs("statements");
    assertEquals(MOST_RUNS, kept.size());
    assertTrue(kept.contains(run(MOST_RUNS + 19).toString()));
    assertEquals(kept, node.runs("early-statements-places"));
  }

  private static RefusalMessage refusal(Federation federation, RunId run) {
    Refusal said = new Refusal(R02, run, Digest.ZERO, RefusalCode.POLICY.code(), 1);
    return new RefusalMessage(federation.roster().sign(federation.ledger(), R02, said));
  }

  @Test
  @Tag("threat-33")
  @Tag("threat-39")
  void run_whileOneRepositoryFloodsANode_endsWithTheRightAnswer() {
    Federation federation = Plan.of(Seeds.next("run under a flood")).start();
    List<BusRecord> flood = new ArrayList<>();
    for (int i = 0; i < MOST_RUNS + 50; i++) {
      flood.addAll(share(R02, run(i), 200));
    }
    flood.addAll(share(R02, run(-1), (int) MOST_BYTES));
    flood.addAll(share(R02, run(-2), (int) MOST_BYTES));
    for (int i = 0; i < 50; i++) {
      byte[] bytes = Messages.write(refusal(federation, run(i)));
      flood.add(new BusRecord(Topics.STATEMENTS, 5, "", bytes));
    }
    federation.bus().publish(flood);
    Asker asker = federation.asker().ask();
    Asker.Answer answer = assertInstanceOf(Asker.Answer.class, asker.await());
    assertEquals(federation.sum(federation.roster().repositories()), answer.cells());
    assertEquals(Set.copyOf(federation.roster().repositories()), answer.contributors());
    assertEquals(List.of(), federation.broken());
  }
}
