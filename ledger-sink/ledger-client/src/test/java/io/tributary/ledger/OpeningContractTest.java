package io.tributary.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signature;
import io.tributary.protocol.statement.Signed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Opening of runs, roster changes and signatures on the contract, on a real chain. */
final class OpeningContractTest {
  private static final BigInteger CURVE_ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private static LocalLedger chain;
  private static Digest job;

  @BeforeAll
  static void start() {
    chain = LocalLedger.start();
    job = chain.vettedJob();
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  @Test
  void openRun_everyRuleBroken_isRefused() {
    RunRequest good = chain.request(job);
    assertTrue(chain.refusal(open(good)).isEmpty());
    long now = chain.time();
    Digest unvetted = LocalLedger.digest("unvetted");
    assertRefused("JobNotVetted", open(chain.request(unvetted)));
    assertRefused("DeadlinePassed", open(deadlines(good, now - 1, now + 10)));
    assertRefused("NodeCountOutOfRange", open(nodes(good, "n1")));
    assertRefused("DuplicateOrganisation", open(nodes(good, "n1", "n4")));
    assertRefused("WrongRole", open(nodes(good, "n1", "r01")));
    assertRefused("UnknownParty", open(nodes(good, "n1", "n9")));
    assertRefused("WrongRole", open(repositories(good, "n1", "r01")));
    assertTrue(chain.refusal(open(deadlines(good, now + 10, now + 86_390))).isEmpty());
    assertRefused("RunTooLong", open(deadlines(good, now + 10, now + 86_700)));
    assertRefused("UnsupportedFeeClass", open(feeClass(good)));
    assertRefused("UnknownSigner", LedgerCalls.openRun(chain.sign("outsider", good)));
    assertRefused("WrongRole", LedgerCalls.openRun(chain.sign("coordinator", good)));
  }

  @Test
  void openRun_ofAFormThatJavaRefuses_isRefusedByTheContractToo() {
    DigestProbe probe = DigestProbe.of(chain);
    RunRequest good = chain.request(job);
    List<PartyId> none = List.of();
    List<PartyId> unsorted = LocalLedger.ids("r02", "r01");
    List<PartyId> twice = LocalLedger.ids("r01", "r01");
    List<PartyId> nodes = good.nodes();
    long at = good.contributionDeadline();
    assertTrue(chain.refusal(probe.open(good, unsorted.subList(0, 1), nodes, at)).isEmpty());
    assertRefused("RepositoryCountOutOfRange", probe.open(good, none, nodes, at));
    assertRefused("NotSorted", probe.open(good, unsorted, nodes, at));
    assertRefused("NotSorted", probe.open(good, twice, nodes, at));
    assertRefused(
        "DuplicateOrganisation",
        probe.open(good, good.repositories(), LocalLedger.ids("n1", "n1"), at));
    assertRefused(
        "DeadlinesOutOfOrder", probe.open(good, good.repositories(), nodes, good.deadline()));
    List<PartyId> four = LocalLedger.FOUR_NODES;
    assertTrue(chain.refusal(probe.open(good, good.repositories(), four, at, 1)).isEmpty());
    assertRefused("UnsupportedFaults", probe.open(good, good.repositories(), nodes, at, 1));
    assertRefused("UnsupportedFaults", probe.open(good, good.repositories(), four, at, 2));
    assertRefused("UnsupportedFaults", probe.open(good, good.repositories(), four, at, 255));
  }

  @Test
  @Tag("threat-40")
  void openRun_nodesOfOneOperator_isRefused() {
    RunRequest request = nodes(chain.request(job), "n2", "n1", "n4");
    assertRefused("DuplicateOrganisation", open(request));
  }

  @Test
  @Tag("threat-49")
  void openRun_repeated_isAlreadyThere() {
    Signed<RunRequest> request = chain.sign("alice", chain.request(job));
    chain.write(LedgerCalls.openRun(request));
    LedgerRevert again = chain.refusal(LedgerCalls.openRun(request)).orElseThrow();
    assertEquals("RunAlreadyOpened", again.error());
    assertEquals(LedgerRevert.Meaning.ALREADY_THERE, again.meaning());
    assertEquals(List.of(chain.runId(request).digest()), again.arguments());
  }

  @Test
  @Tag("threat-52")
  void openRun_sameNonceByAnother_isAnotherRun() {
    chain.register("bob", Role.QUERIER, "bob");
    RunRequest request = chain.request(job);
    chain.write(LedgerCalls.openRun(chain.sign("bob", request)));
    assertTrue(chain.refusal(open(request)).isEmpty(), "nobody can occupy alice's run id");
  }

  @Test
  @Tag("threat-49")
  void statement_ofAnotherRunChainOrContract_isRefused() {
    RunId first = chain.openRun();
    RunId second = chain.openRun();
    PartyId r1 = new PartyId("r01");
    Contribution here = chain.contribution(first, r1, "").statement();
    Domain domain = chain.domain();
    Domain otherChain = new Domain(domain.chainId() + 1, domain.contract());
    Domain otherContract = new Domain(domain.chainId(), LocalLedger.key("x").address());
    for (Domain other : List.of(otherChain, otherContract)) {
      try (IdentityKey key = LocalLedger.key("r01")) {
        assertRefused("WrongSigner", LedgerCalls.contribution(key.sign(other, here)));
      }
    }
    Signed<Contribution> signed = chain.sign("r01", here);
    Contribution moved = chain.contribution(second, r1, "").statement();
    assertRefused("WrongSigner", LedgerCalls.contribution(new Signed<>(moved, signed.signature())));
    InclusionSet set = chain.contribute(second, List.of(r1));
    assertRefused("OtherRun", LedgerCalls.close(second, chain.checked(first, set), set.members()));
    RunId unknown = new RunId(LocalLedger.digest("no such run"));
    assertRefused("UnknownRun", LedgerCalls.contribution(chain.contribution(unknown, r1, "")));
  }

  @Test
  @Tag("threat-50")
  void signature_highSOrOtherV_isRefused() {
    RunId run = chain.openRun();
    Signed<Contribution> good = chain.contribution(run, new PartyId("r01"), "");
    byte[] bytes = good.signature().bytes();
    byte[] high = bytes.clone();
    byte[] s = new byte[32];
    System.arraycopy(bytes, 32, s, 0, 32);
    byte[] other = CURVE_ORDER.subtract(new BigInteger(1, s)).toByteArray();
    System.arraycopy(other, other.length - 32, high, 32, 32);
    high[64] = (byte) (55 - bytes[64]);
    assertRefused("ECDSAInvalidSignatureS", contribution(good, high));
    byte[] lowV = bytes.clone();
    lowV[64] = (byte) (bytes[64] - 27);
    assertRefused("ECDSAInvalidSignature", contribution(good, lowV));
    assertTrue(chain.refusal(LedgerCalls.contribution(good)).isEmpty());
  }

  @Test
  @Tag("threat-59")
  void rotation_midRun_oldRunTakesBothKeysNewRunOnlyTheNew() {
    chain.register("r77", Role.REPOSITORY, "r77");
    PartyId r77 = new PartyId("r77");
    RunRequest first = repositories(chain.request(job), "r01", "r77");
    chain.write(open(first));
    RunId before = chain.runId(chain.sign("alice", first));
    chain.waitUntil(chain.time() + 1);
    IdentityKey old = LocalLedger.key("r77");
    chain.rotate("r77", "r77 second");

    Digest digest = chain.digestOf(first);
    Acceptance withOld = new Acceptance(r77, before, digest, 1);
    assertTrue(chain.refusal(LedgerCalls.acceptance(old.sign(chain.domain(), withOld))).isEmpty());
    Acceptance withNew = new Acceptance(r77, before, digest, 2);
    assertTrue(chain.refusal(LedgerCalls.acceptance(chain.sign("r77", withNew))).isEmpty());
    assertRefused("WrongSigner", LedgerCalls.acceptance(old.sign(chain.domain(), withNew)));

    RunRequest second = repositories(chain.request(job), "r01", "r77");
    chain.write(open(second));
    RunId after = chain.runId(chain.sign("alice", second));
    Digest later = chain.digestOf(second);
    Acceptance stale = new Acceptance(r77, after, later, 1);
    assertRefused("KeyNotValid", LedgerCalls.acceptance(old.sign(chain.domain(), stale)));
    Acceptance future = new Acceptance(r77, after, later, 3);
    assertRefused("KeyNotValid", LedgerCalls.acceptance(chain.sign("r77", future)));
    Acceptance current = new Acceptance(r77, after, later, 2);
    assertTrue(chain.refusal(LedgerCalls.acceptance(chain.sign("r77", current))).isEmpty());
    old.close();
  }

  @Test
  void departure_midRun_oldRunGoesOnNewRunIsRefused() {
    chain.register("r88", Role.REPOSITORY, "r88");
    PartyId r88 = new PartyId("r88");
    RunRequest first = repositories(chain.request(job), "r88");
    chain.write(open(first));
    RunId run = chain.runId(chain.sign("alice", first));
    chain.waitUntil(chain.time() + 1);
    chain.write(LedgerCalls.depart(r88));
    assertTrue(chain.refusal(LedgerCalls.contribution(chain.contribution(run, r88, ""))).isEmpty());
    assertRefused("PartyNotActive", open(repositories(chain.request(job), "r88")));
    assertRefused("PartyNotActive", LedgerCalls.depart(r88));
  }

  @Test
  void register_rulesBroken_isRefused() {
    try (IdentityKey key = LocalLedger.key("fresh");
        IdentityKey used = LocalLedger.key("alice")) {
      PartyId fresh = new PartyId("fresh");
      Digest house = LocalLedger.digest("house");
      assertRefused(
          "PartyAlreadyRegistered",
          LedgerCalls.register(
              new PartyId("alice"), Role.QUERIER, house, key.address(), Digest.ZERO));
      assertRefused(
          "AccountAlreadyUsed",
          LedgerCalls.register(fresh, Role.QUERIER, house, used.address(), Digest.ZERO));
      assertRefused(
          "InvalidRole", LedgerCalls.register(fresh, Role.NONE, house, key.address(), Digest.ZERO));
      assertRefused("UnknownParty", LedgerCalls.rotate(fresh, key.address(), Digest.ZERO));
      LedgerCall good =
          LedgerCalls.register(fresh, Role.QUERIER, house, key.address(), Digest.ZERO);
      assertTrue(chain.refusal(good).isEmpty());
      try (LedgerWriter stranger =
          LedgerWriter.connect(
              chain.anvil().url(),
              chain.domain(),
              Account.ofMnemonic(LocalLedger.MNEMONIC, 3),
              0)) {
        assertEquals(
            "OwnableUnauthorizedAccount",
            stranger.prepare(List.of(good)).get(0).revert().orElseThrow().error());
      }
    }
  }

  @Test
  void deadline_passed_onlyExpiryRemains() {
    RunRequest request = chain.request(job);
    long now = chain.time();
    RunRequest shortOne = deadlines(request, now + 20, now + 40);
    chain.write(open(shortOne));
    RunId run = chain.runId(chain.sign("alice", shortOne));
    PartyId r1 = new PartyId("r01");
    InclusionSet set = chain.contribute(run, List.of(r1));
    LedgerRevert early = chain.refusal(LedgerCalls.expire(run)).orElseThrow();
    assertEquals("DeadlineNotReached", early.error());
    assertEquals(LedgerRevert.Meaning.TOO_EARLY, early.meaning());
    chain.waitUntil(now + 41);
    assertRefused("DeadlinePassed", LedgerCalls.close(run, chain.checked(run, set), set.members()));
    assertRefused(
        "DeadlinePassed",
        LedgerCalls.contribution(chain.contribution(run, new PartyId("r02"), "")));
    chain.write(LedgerCalls.expire(run));
    try (Web3Ledger ledger = chain.read()) {
      assertEquals(RunState.ABORTED, ledger.run(run).orElseThrow().state());
    }
  }

  private static LedgerCall contribution(Signed<Contribution> signed, byte[] signature) {
    return LedgerCalls.contribution(new Signed<>(signed.statement(), Signature.of(signature)));
  }

  private static LedgerCall open(RunRequest request) {
    return LedgerCalls.openRun(chain.sign("alice", request));
  }

  private static RunRequest deadlines(RunRequest r, long contribution, long deadline) {
    return copy(r, r.repositories(), r.nodes(), contribution, deadline, 0);
  }

  private static RunRequest nodes(RunRequest r, String... nodes) {
    return copy(
        r, r.repositories(), LocalLedger.ids(nodes), r.contributionDeadline(), r.deadline(), 0);
  }

  private static RunRequest repositories(RunRequest r, String... repositories) {
    List<PartyId> ids = new ArrayList<>(LocalLedger.ids(repositories));
    return copy(r, ids, r.nodes(), r.contributionDeadline(), r.deadline(), 0);
  }

  private static RunRequest feeClass(RunRequest r) {
    return copy(r, r.repositories(), r.nodes(), r.contributionDeadline(), r.deadline(), 1);
  }

  private static RunRequest copy(
      RunRequest r,
      List<PartyId> repositories,
      List<PartyId> nodes,
      long contribution,
      long deadline,
      int feeClass) {
    return new RunRequest(
        r.jobDigest(),
        r.parametersDigest(),
        repositories,
        nodes,
        r.resultKey(),
        r.purposeDigest(),
        contribution,
        deadline,
        r.nonce(),
        feeClass,
        r.faults());
  }

  private static void assertRefused(String error, LedgerCall call) {
    assertEquals(error, chain.refusal(call).map(LedgerRevert::error).orElse("accepted"));
  }
}
