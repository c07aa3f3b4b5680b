package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.port.Ledger.JobRecord;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.RefusalCode;
import io.tributary.protocol.statement.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one agent decides by itself, whatever coordinator and ledger say. */
final class AgentDecisionTest {
  private static final int ENOUGH = 6;

  private static Plan plan() {
    return Plan.of(Seeds.next("agent decision"));
  }

  private static Optional<RefusalCode> decide(Federation federation, RunDispatch dispatch) {
    return new AgentBench(federation, "r01").receive(dispatch).turn(2).said();
  }

  private static Optional<RefusalCode> decide(Federation federation) {
    return decide(federation, AgentBench.dispatch(federation, federation.asker()));
  }

  private static void refused(RefusalCode code, Optional<RefusalCode> said) {
    assertEquals(Optional.of(code), said);
  }

  private static void accepted(Optional<RefusalCode> said) {
    assertEquals(Optional.of(RefusalCode.NONE), said);
  }

  @Test
  @Tag("threat-2")
  void definition_withAnyByteFlipped_isRefusedBeforeAnyComputerIsCalled() {
    Federation federation = plan().shape(1, 4).start();
    int flips = 0;
    for (Map.Entry<String, byte[]> file : federation.job().files().entrySet()) {
      for (int i = 0; i < file.getValue().length; i++) {
        byte[] altered = file.getValue().clone();
        altered[i] ^= (byte) (1 << (i % 8));
        SortedMap<String, byte[]> files = new TreeMap<>(federation.job().files());
        files.put(file.getKey(), altered);
        refused(
            RefusalCode.NOT_VETTED,
            decide(
                federation,
                AgentBench.dispatch(
                    federation, federation.asker(), files, federation.approvals())));
        flips++;
      }
    }
    assertTrue(flips > 500, "flips " + flips);
    assertEquals(0, federation.computer("r01").calls());
    accepted(decide(federation));
    assertNotEquals(0, federation.computer("r01").calls());
  }

  @Test
  @Tag("threat-4")
  void request_oneSecondBeforeItsDeadline_isAccepted_andRefusedAtIt() {
    Federation federation = plan().start();
    RunDispatch early = AgentBench.dispatch(federation, federation.asker());
    RunDispatch late = AgentBench.dispatch(federation, federation.asker());
    federation.clock().advance(Federation.CONTRIBUTION_SECONDS - 1);
    accepted(decide(federation, early));
    federation.clock().advance(1);
    refused(RefusalCode.EXPIRED, decide(federation, late));
  }

  @Test
  @Tag("threat-4")
  void request_endingMoreThanADayAhead_isRefused() {
    Federation federation = plan().start();
    long day = 24 * 3600;
    accepted(decide(federation, AgentBench.dispatch(federation, federation.asker().until(day))));
    refused(
        RefusalCode.MALFORMED,
        decide(federation, AgentBench.dispatch(federation, federation.asker().until(day + 1))));
  }

  @Test
  @Tag("threat-4")
  void approval_oneSecondBeforeItExpires_isAccepted_andRefusedAtIt() {
    Federation federation = plan().start();
    long expires = federation.approvals().get(0).statement().expires();
    federation.clock().advance(expires - 1 - federation.clock().now());
    accepted(decide(federation));
    federation.clock().advance(1);
    refused(RefusalCode.REVOKED, decide(federation));
  }

  @Test
  @Tag("threat-1")
  @Tag("threat-57")
  void ledger_thatLiesAboutVetting_isNotBelievedWithoutSignatures() {
    Federation federation = plan().start();
    Digest job = federation.job().digest();
    federation
        .ledger()
        .lieAbout(
            new JobRecord(
                job,
                Long.MAX_VALUE,
                false,
                List.of(new PartyId("vetter-1"), new PartyId("vetter-2"))));
    for (List<Signed<Approval>> approvals : insufficient(federation)) {
      Asker asker = federation.asker();
      refused(
          RefusalCode.NOT_VETTED,
          decide(
              federation,
              AgentBench.dispatch(federation, asker, federation.job().files(), approvals)));
    }
    assertEquals(0, federation.computer("r01").calls());
  }

  /** None, one too few, one twice, one forged by another party, one for another job. */
  private static List<List<Signed<Approval>>> insufficient(Federation federation) {
    Signed<Approval> first = federation.approvals().get(0);
    Signed<Approval> second = federation.approvals().get(1);
    Signed<Approval> forged =
        federation
            .roster()
            .sign(federation.ledger(), federation.roster().querier().id(), second.statement());
    Approval other = new Approval(new PartyId("vetter-2"), Digest.ZERO, Federation.START + 1000, 1);
    Signed<Approval> otherJob =
        federation.roster().sign(federation.ledger(), other.vetter(), other);
    List<List<Signed<Approval>>> lists = new ArrayList<>();
    lists.add(List.of());
    lists.add(List.of(first));
    lists.add(List.of(first, first));
    lists.add(List.of(first, forged));
    lists.add(List.of(first, otherJob));
    return lists;
  }

  @Test
  @Tag("threat-57")
  void ledger_thatIsDown_isWaitedFor() {
    Federation federation = plan().start();
    RunDispatch dispatch = AgentBench.dispatch(federation, federation.asker());
    AgentBench bench = new AgentBench(federation, "r01");
    federation.ledger().setDown(true);
    bench.receive(dispatch).turn(ENOUGH);
    assertEquals(Optional.empty(), bench.said());
    assertEquals(0, federation.computer("r01").calls());
    federation.ledger().setDown(false);
    federation.clock().advance(1);
    accepted(bench.turn(1).said());
  }

  @Test
  void job_vettedBySignaturesButUnknownToTheLedger_isRefused() {
    Federation federation = plan().start();
    federation.ledger().lieAbout(new JobRecord(federation.job().digest(), 0, false, List.of()));
    refused(RefusalCode.REVOKED, decide(federation));
  }

  @Test
  @Tag("threat-58")
  void parameters_otherThanSigned_areRefused() {
    Federation federation = plan().start();
    RunDispatch honest = AgentBench.dispatch(federation, federation.asker());
    SortedMap<String, String> values = new TreeMap<>(Map.of("least", "1"));
    RunDispatch altered =
        new RunDispatch(
            honest.request(),
            honest.job(),
            honest.approvals(),
            new Parameters(values, honest.parameters().salt()));
    refused(RefusalCode.MALFORMED, decide(federation, altered));
    assertEquals(0, federation.computer("r01").calls());
  }

  @Test
  @Tag("threat-64")
  void roster_withANodeNotTrusted_isRefused() {
    Federation federation = plan().trusted("n1", "n2").start();
    refused(RefusalCode.ROSTER, decide(federation));
    Asker asker = federation.asker().by(List.of(new PartyId("n1"), new PartyId("n2")));
    accepted(decide(federation, AgentBench.dispatch(federation, asker)));
  }

  @Test
  @Tag("threat-40")
  void roster_withTwoNodesOfOneOperator_isRefused() {
    Federation federation = plan().organisation("n2", "n1").start();
    refused(RefusalCode.ROSTER, decide(federation));
    assertEquals(0, federation.computer("r01").calls());
  }

  @Test
  @Tag("threat-40")
  void roster_withOneNode_isRefused() {
    Federation federation = plan().start();
    Asker asker = federation.asker().by(List.of(new PartyId("n1")));
    refused(RefusalCode.ROSTER, decide(federation, AgentBench.dispatch(federation, asker)));
  }

  @Test
  @Tag("threat-18")
  void repositories_ofOneOrganisation_countOnce() {
    Federation federation = plan().organisation("r02", "r01").organisation("r03", "r01").start();
    refused(RefusalCode.ROSTER, decide(federation));
  }

  @Test
  @Tag("threat-64")
  void repositories_chosenByTheAskerAgainstTheJobsRule_areRefused() {
    Federation federation = plan().start();
    Asker some = federation.asker().of(List.of(new PartyId("r01"), new PartyId("r02")));
    refused(RefusalCode.ROSTER, decide(federation, AgentBench.dispatch(federation, some)));
    Federation any = plan().rule("any").start();
    Asker allowed = any.asker().of(List.of(new PartyId("r01"), new PartyId("r02")));
    accepted(decide(any, AgentBench.dispatch(any, allowed)));
  }

  @Test
  void request_ofAStranger_isRefused() {
    Federation federation = plan().start();
    RunDispatch honest = AgentBench.dispatch(federation, federation.asker());
    RunDispatch forged =
        new RunDispatch(
            federation
                .roster()
                .sign(federation.ledger(), new PartyId("r02"), honest.request().statement()),
            honest.job(),
            honest.approvals(),
            honest.parameters());
    refused(RefusalCode.SIGNATURE, decide(federation, forged));
  }

  @Test
  @Tag("threat-33")
  void job_whoseSumsNoMessageCanHold_isRefused() {
    Federation federation = plan().shape(100_000, 2).start();
    refused(RefusalCode.MALFORMED, decide(federation));
    assertEquals(0, federation.computer("r01").calls());
  }

  @Test
  @Tag("threat-39")
  void check_thatFailsUnexpectedly_isRefusedAndHoldsUpNoOtherRun() {
    Federation federation = plan().start();
    AgentBench bench = new AgentBench(federation, "r01");
    federation.computer("r01").failNextCheck(new StackOverflowError());
    bench.receive(about(federation, "0")).turn(1);
    refused(RefusalCode.COMPUTE, bench.said());
    federation.computer("r01").failNextCheck(new IllegalStateException("a value of a row"));
    bench.receive(about(federation, "1")).turn(1);
    refused(RefusalCode.COMPUTE, bench.said());
    bench.receive(about(federation, "2")).turn(1);
    accepted(bench.said());
  }

  private static RunDispatch about(Federation federation, String least) {
    return AgentBench.dispatch(federation, federation.asker().with("least", least));
  }
}
