package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tributary.agent.ContributionMaker;
import io.tributary.agent.Origin;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.party.Party.Leave;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Ledger.JobRecord;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.RefusalCode;
import io.tributary.protocol.statement.Revocation;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was right at the start is asked again before shares leave. */
final class AgentReleaseTest {
  private static final int ENOUGH = 6;

  private static Plan plan() {
    return Plan.of(Seeds.next("agent release"));
  }

  /** An agent that has accepted a run which the ledger has opened. */
  private static AgentBench opened(Federation federation) {
    RunDispatch dispatch = AgentBench.dispatch(federation, federation.asker());
    federation.ledger().openRun(dispatch.request());
    AgentBench bench = new AgentBench(federation, "r01").receive(dispatch).turn(1);
    assertEquals(Optional.of(RefusalCode.NONE), bench.said());
    return bench;
  }

  private static void revoke(Federation federation) {
    PartyId vetter = new PartyId("vetter-1");
    Revocation revocation = new Revocation(vetter, federation.job().digest(), 1);
    federation
        .ledger()
        .revokeJob(federation.roster().sign(federation.ledger(), vetter, revocation));
  }

  private static void nothingLeft(RefusalCode code, Federation federation, AgentBench bench) {
    assertEquals(1, federation.computer("r01").computations());
    assertEquals(List.of(), bench.shares());
    assertEquals(Optional.of(code), bench.said());
  }

  @Test
  @Tag("threat-4")
  void job_revokedWhileCellsAreComputed_letsNoShareLeave() {
    Federation federation = plan().start();
    AgentBench bench = opened(federation);
    federation.computer("r01").meanwhile(() -> revoke(federation));
    nothingLeft(RefusalCode.REVOKED, federation, bench.turn(ENOUGH));
  }

  @Test
  @Tag("threat-4")
  void request_expiringWhileCellsAreComputed_letsNoShareLeave() {
    Federation federation = plan().start();
    AgentBench bench = opened(federation);
    federation
        .computer("r01")
        .meanwhile(() -> federation.clock().advance(Federation.CONTRIBUTION_SECONDS));
    nothingLeft(RefusalCode.EXPIRED, federation, bench.turn(ENOUGH));
  }

  @Test
  @Tag("threat-4")
  @Tag("threat-57")
  void approvals_lapsingWhileCellsAreComputed_letNoShareLeaveThoughTheLedgerSaysVetted() {
    Federation federation = plan().start();
    long expires = federation.approvals().get(0).statement().expires();
    federation.clock().advance(expires - 10 - federation.clock().now());
    AgentBench bench = opened(federation);
    federation
        .ledger()
        .lieAbout(
            new JobRecord(
                federation.job().digest(),
                Long.MAX_VALUE,
                false,
                List.of(new PartyId("vetter-1"), new PartyId("vetter-2"))));
    federation.computer("r01").meanwhile(() -> federation.clock().advance(10));
    nothingLeft(RefusalCode.REVOKED, federation, bench.turn(ENOUGH));
  }

  @Test
  @Tag("threat-57")
  void ledger_downWhenSharesAreDealt_holdsThemUntilItIsBack() {
    Federation federation = plan().start();
    AgentBench bench = dealtWithTheLedgerDown(federation);
    federation.ledger().setDown(false);
    federation.clock().advance(1);
    assertNotEquals(List.of(), bench.turn(ENOUGH).shares());
    assertEquals(1, federation.computer("r01").computations());
  }

  private static AgentBench dealtWithTheLedgerDown(Federation federation) {
    AgentBench bench = opened(federation);
    bench.restart(new LedgerFailsThen(federation), "n1", "n2", "n3").turn(2);
    assertEquals(List.of(), bench.shares());
    return bench;
  }

  /** Deals, and then the ledger is silent. */
  private static final class LedgerFailsThen extends ContributionMaker {
    private final Federation federation;

    LedgerFailsThen(Federation federation) {
      super(federation.identity(new PartyId("r01")), federation.ledger(), federation.random());
      this.federation = federation;
    }

    @Override
    public List<BusRecord> make(RunView view, List<BigInteger> cells, Origin origin) {
      List<BusRecord> batch = super.make(view, cells, origin);
      federation.ledger().setDown(true);
      return batch;
    }
  }

  @Test
  @Tag("threat-64")
  void node_distrustedSinceTheRunWasAccepted_getsNoShare() {
    Federation federation = plan().start();
    AgentBench bench = opened(federation);
    assertEquals(List.of(), bench.restart("n1", "n3").turn(ENOUGH).shares());
    assertEquals(Optional.of(RefusalCode.ROSTER), bench.said());
    assertEquals(0, federation.computer("r01").computations());
  }

  @Test
  @Tag("threat-64")
  void node_distrustedSinceTheSharesWereDealt_getsNone() {
    Federation federation = plan().start();
    AgentBench bench = dealtWithTheLedgerDown(federation);
    federation.ledger().setDown(false);
    federation.clock().advance(1);
    assertEquals(List.of(), bench.restart("n1", "n3").turn(ENOUGH).shares());
    assertEquals(Optional.of(RefusalCode.ROSTER), bench.said());
  }

  @Test
  @Tag("threat-4")
  @Tag("threat-57")
  void shares_waitingForTheRelay_areAskedAboutWheneverItIsOfferedThem() {
    Federation federation = plan().start();
    AgentBench bench = opened(federation).turn(ENOUGH);
    List<BusRecord> shares = bench.shares();
    assertNotEquals(List.of(), shares);
    assertEquals(Leave.NOW, bench.leave(shares));
    federation.ledger().setDown(true);
    assertThrows(LedgerException.class, () -> bench.leave(shares));
    federation.ledger().setDown(false);
    revoke(federation);
    assertEquals(Leave.NEVER, bench.leave(shares));
    assertEquals(Leave.NOW, bench.leave(bench.sent().subList(0, 1)), "its acceptance is no secret");
  }

  @Test
  @Tag("threat-4")
  @Tag("threat-64")
  void shares_waitingForTheRelayTooLong_stay() {
    Federation federation = plan().start();
    AgentBench bench = opened(federation).turn(ENOUGH);
    assertEquals(Leave.NEVER, bench.restart("n1").leave(bench.shares()));
    bench.restart("n1", "n2", "n3");
    federation.clock().advance(Federation.CONTRIBUTION_SECONDS - 1);
    assertEquals(Leave.NOW, bench.leave(bench.shares()));
    federation.clock().advance(1);
    assertEquals(Leave.NEVER, bench.leave(bench.shares()));
  }
}
