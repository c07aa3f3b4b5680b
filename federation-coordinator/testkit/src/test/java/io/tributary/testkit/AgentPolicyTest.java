package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tributary.party.config.ConfigException;
import io.tributary.party.desk.Loss;
import io.tributary.party.desk.OperatorDesk;
import io.tributary.party.desk.UsedRows;
import io.tributary.party.desk.WaitingRun;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.port.CellComputer;
import io.tributary.protocol.statement.RefusalCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's policy, held against requests at an agent. The federation starts on a Friday. */
final class AgentPolicyTest {
  private static final String STRICT =
      """
      minimum: {organisations: 2, subjects: 1}
      tables:
        rows: {columns: [grp, amount], consent: not-required, reason: "made up"}
      rules:
        - name: narrow
          askers: [alice]
          jobs: [sum-by-group]
          vetters: [vetter-1]
          purposes: [research]
          tables: [rows]
          hours: {days: [fri], from: "00:00", to: "24:00", zone: UTC}
          runs: {most: 2, per: hour}
          approval: automatic
      """;

  private final Desk desk = new Desk();
  private final Federation federation = Plan.of(41).desk(desk).start();

  @ParameterizedTest
  @CsvSource({
    "'', '', NONE",
    "alice, somebody, POLICY",
    "'[sum-by-group]', '[other]', POLICY",
    "vetter-1, vetter-9, POLICY",
    "'[grp, amount]', '[grp]', POLICY",
    "rows:, others:, POLICY",
    "'[research]', '[sales]', PURPOSE",
    "'[research]', '[Research]', PURPOSE",
    "'[fri]', '[sat]', HOURS",
    "organisations: 2, organisations: 3, POLICY",
    "subjects: 1, subjects: 2, POLICY",
  })
  void request_againstAPolicyWithOneChange_getsItsCode(String from, String to, RefusalCode code) {
    String changed = to.equals("others:") ? STRICT.replace("[rows]", "[others]") : STRICT;
    federation.policy(changed.replace(from, to));
    assertEquals(Optional.of(code), decide("research"));
    assertEquals(code == RefusalCode.NONE, federation.computer("r01").calls() > 0);
  }

  @Test
  void policy_byOrganisationAndDigest_allows() {
    String querier = federation.roster().querier().id().name();
    federation.policy(
        STRICT
            .replace("askers: [alice]", "organisations: [\"org " + querier + "\"]")
            .replace("[sum-by-group]", "[\"" + federation.job().digest() + "\"]"));
    assertEquals(Optional.of(RefusalCode.NONE), decide("research"));
  }

  @Test
  void runs_beyondTheLimit_areRefusedUntilThePeriodIsOver() {
    federation.policy(STRICT);
    AgentBench bench = new AgentBench(federation, "r01");
    assertEquals(Optional.of(RefusalCode.NONE), ask(bench, "1"));
    assertEquals(Optional.of(RefusalCode.NONE), ask(bench, "2"));
    assertEquals(Optional.of(RefusalCode.RUNS), ask(bench, "3"));
    federation.clock().advance(3600);
    assertEquals(Optional.of(RefusalCode.NONE), ask(bench, "4"));
  }

  @Test
  void policyThatCannotBeRead_answersNobodyUntilItCan() {
    AgentBench bench = new AgentBench(federation, "r01");
    federation.policy(
        () -> {
          throw ConfigException.of(Path.of("policy.yaml"), "broken");
        });
    bench.receive(AgentBench.dispatch(federation, federation.asker())).turn(5);
    assertEquals(Optional.empty(), bench.said());
    federation.policy(Policies.ALLOW_ALL);
    federation.clock().advance(1);
    bench.turn(2);
    assertEquals(Optional.of(RefusalCode.NONE), bench.said());
  }

  @Test
  void policyThatForbidsMeanwhile_holdsTheSharesBack() {
    AgentBench bench = new AgentBench(federation, "r01");
    Asker asker = federation.asker().purpose("research").sign();
    federation.policy(STRICT);
    bench.receive(AgentBench.dispatch(federation, asker)).turn(1);
    assertEquals(Optional.of(RefusalCode.NONE), bench.said());
    federation.policy(STRICT.replace("[research]", "[sales]"));
    bench.turn(2);
    assertEquals(Optional.of(RefusalCode.PURPOSE), bench.said());
    assertEquals(List.of(), bench.shares());
  }

  @Test
  void run_thatNeedsAPerson_waitsAndIsAnsweredAsThePersonSays() {
    federation.policy(STRICT.replace("automatic", "manual"));
    for (boolean yes : new boolean[] {true, false}) {
      AgentBench bench = new AgentBench(federation, "r01");
      bench.receive(dispatch("research")).turn(3);
      assertEquals(Optional.empty(), bench.said());
      WaitingRun waiting = desk.shown.get(0);
      assertEquals("research", waiting.purpose());
      assertEquals("narrow", waiting.rule());
      bench.restart("n1", "n2", "n3");
      desk.answers.put(waiting.run(), yes);
      RefusalCode code = yes ? RefusalCode.NONE : RefusalCode.DENIED;
      assertEquals(Optional.of(code), bench.turn(3).said());
      bench.turn(1);
      assertEquals(Map.of(), desk.answers);
      assertEquals(List.of(), desk.shown);
    }
  }

  @Test
  void run_thatWaitsForAPersonTooLong_isExpired() {
    federation.policy(STRICT.replace("automatic", "manual"));
    AgentBench bench = new AgentBench(federation, "r01");
    bench.receive(dispatch("research")).turn(3);
    federation.clock().advance(Federation.CONTRIBUTION_SECONDS);
    assertEquals(Optional.of(RefusalCode.EXPIRED), bench.turn(2).said());
    assertEquals(List.of(), desk.shown);
  }

  @Test
  void person_whoSaysYesAfterHours_isHeard() {
    federation.policy(STRICT.replace("automatic", "manual"));
    AgentBench bench = new AgentBench(federation, "r01");
    bench.receive(dispatch("research")).turn(3);
    federation.policy(STRICT.replace("automatic", "manual").replace("[fri]", "[sat]"));
    desk.answers.put(desk.shown.get(0).run(), true);
    assertEquals(Optional.of(RefusalCode.NONE), bench.turn(3).said());
  }

  @Test
  void purpose_otherThanSigned_isRefused() {
    RunDispatch honest = dispatch("research");
    RunDispatch altered =
        new RunDispatch(
            honest.request(),
            honest.job(),
            honest.approvals(),
            new io.tributary.protocol.run.Parameters(
                honest.parameters().values(), honest.parameters().salt(), "sales"));
    AgentBench bench = new AgentBench(federation, "r01");
    assertEquals(Optional.of(RefusalCode.MALFORMED), bench.receive(altered).turn(2).said());
  }

  @Test
  @Tag("threat-18")
  @Tag("threat-48")
  void askersOwnOrganisation_doesNotCountForTheReleaseRules() {
    assertEquals(Optional.of(RefusalCode.NONE), decide(plan()));
    assertEquals(Optional.of(RefusalCode.ROSTER), decide(plan().organisation("r02", "alice")));
    assertEquals(
        Optional.of(RefusalCode.NONE), decide(plan().repositories(4).organisation("r02", "alice")));
    assertEquals(
        Optional.of(RefusalCode.ROSTER),
        decide(plan().repositories(4).organisation("r02", "r03").organisation("r04", "alice")));
  }

  private static Plan plan() {
    String rules = "{min_subjects: 5, min_organisations: 3, subjects: rows}";
    return Plan.of(42).nodes(4).release(rules);
  }

  private static Optional<RefusalCode> decide(Plan plan) {
    Federation own = plan.start();
    return new AgentBench(own, "r01")
        .receive(AgentBench.dispatch(own, own.asker().without(own.job().compiled().faults())))
        .turn(1)
        .said();
  }

  @Test
  @Tag("threat-15")
  void run_overATableWithSubjects_isComputedWithConsentAndRemembered() {
    federation.policy(
        STRICT.replace(
            "consent: not-required, reason: \"made up\"", "subject: grp, consent: required"));
    AgentBench bench = new AgentBench(federation, "r01");
    Asker asker = federation.asker().purpose("research");
    RunDispatch dispatch = AgentBench.dispatch(federation, asker);
    bench.receive(dispatch).turn(1);
    federation.ledger().openRun(dispatch.request());
    bench.turn(4);
    CellComputer.Consent consent = federation.computer("r01").consents().get(0);
    assertEquals(Map.of("rows", "grp"), consent.subjects());
    String digest = federation.job().digest().hex();
    assertEquals(
        Set.of("*", "job:sum-by-group", "job:" + digest, "purpose:research"), consent.scopes());
    assertEquals(Federation.START, consent.at().getEpochSecond());
    ContributionMessage sent = bench.contribution();
    assertNotEquals(Digest.ZERO, sent.signed().statement().consentDigest());
    UsedRows used = desk.used.values().iterator().next();
    assertEquals(Optional.of(3L), used.consentVersion());
    assertEquals(Set.of("rows"), used.consent());
    assertEquals(used, UsedRows.read(used.write()));
  }

  private Optional<RefusalCode> decide(String purpose) {
    return new AgentBench(federation, "r01").receive(dispatch(purpose)).turn(1).said();
  }

  private Optional<RefusalCode> ask(AgentBench bench, String least) {
    Asker asker = federation.asker().purpose("research").with("least", least).until(120);
    return bench.receive(AgentBench.dispatch(federation, asker)).turn(1).said();
  }

  private RunDispatch dispatch(String purpose) {
    return AgentBench.dispatch(federation, federation.asker().purpose(purpose));
  }

  /** A desk in memory. */
  private static final class Desk implements OperatorDesk {
    private final Map<RunId, Boolean> answers = new HashMap<>();
    private final Map<RunId, UsedRows> used = new HashMap<>();
    private List<WaitingRun> shown = List.of();

    @Override
    public void show(Collection<WaitingRun> waiting) {
      shown = new ArrayList<>(waiting);
    }

    @Override
    public Map<RunId, Boolean> answers() {
      return Map.copyOf(answers);
    }

    @Override
    public void taken(RunId run) {
      answers.remove(run);
    }

    @Override
    public void spent(Collection<Loss> losses) {}

    @Override
    public void used(UsedRows rows) {
      used.put(rows.run(), rows);
    }
  }
}
