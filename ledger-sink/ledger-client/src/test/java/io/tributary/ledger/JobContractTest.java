package io.tributary.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger.JobRecord;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Revocation;
import io.tributary.protocol.statement.Signed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Vetting on the contract, on a real chain. Two organisations are needed. */
final class JobContractTest {
  private static LocalLedger chain;

  @BeforeAll
  static void start() {
    chain = LocalLedger.start();
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  @Test
  void vetJob_twoOrganisations_recordsTheEarlierExpiry() {
    Digest job = LocalLedger.digest("good");
    Approval early = new Approval(new PartyId("vetter-1"), job, chain.time() + 100, 1);
    chain.write(
        LedgerCalls.vetJob(
            List.of(chain.sign("vetter-1", early), chain.approval("vetter-2", job))));
    JobRecord record = job(job).orElseThrow();
    assertEquals(early.expires(), record.expires());
    assertEquals(LocalLedger.ids("vetter-1", "vetter-2"), record.vetters());
    assertTrue(job(LocalLedger.digest("other")).isEmpty());
  }

  @Test
  @Tag("threat-1")
  void vetJob_tooFewDuplicateOrOutsider_isRefused() {
    Digest job = LocalLedger.digest("short");
    Signed<Approval> first = chain.approval("vetter-1", job);
    assertRefused("TooFewApprovals", LedgerCalls.vetJob(List.of()));
    assertRefused("TooFewApprovals", LedgerCalls.vetJob(List.of(first)));
    assertRefused("DuplicateOrganisation", LedgerCalls.vetJob(List.of(first, first)));
    assertRefused(
        "WrongRole", LedgerCalls.vetJob(List.of(first, chain.approval("coordinator", job))));
    assertRefused(
        "UnknownParty", LedgerCalls.vetJob(List.of(first, chain.approval("outsider", job))));
    Approval byVetter2 = chain.approval("vetter-2", job).statement();
    assertRefused(
        "WrongSigner", LedgerCalls.vetJob(List.of(first, chain.sign("vetter-1", byVetter2))));
    Signed<Approval> other = chain.approval("vetter-2", LocalLedger.digest("other job"));
    assertRefused("DifferentJob", LedgerCalls.vetJob(List.of(first, other)));
  }

  @Test
  @Tag("threat-18")
  void vetJob_twoVettersOfOneOrganisation_countOnce() {
    Digest job = LocalLedger.digest("one house");
    assertRefused(
        "DuplicateOrganisation",
        LedgerCalls.vetJob(
            List.of(chain.approval("vetter-1", job), chain.approval("vetter-3", job))));
  }

  @Test
  @Tag("threat-1")
  void vetJob_vetterHasLeft_isRefusedAndVoidsWhatItApproved() {
    chain.register("vetter-7", Role.VETTER, "west");
    Digest before = LocalLedger.digest("before it left");
    chain.write(
        LedgerCalls.vetJob(
            List.of(chain.approval("vetter-1", before), chain.approval("vetter-7", before))));
    chain.write(LedgerCalls.depart(new PartyId("vetter-7")));
    Digest after = LocalLedger.digest("after it left");
    assertRefused(
        "PartyNotActive",
        LedgerCalls.vetJob(
            List.of(chain.approval("vetter-1", after), chain.approval("vetter-7", after))));
    assertEquals(LocalLedger.ids("vetter-1"), job(before).orElseThrow().vetters());
    assertRefused(
        "TooFewApprovals", LedgerCalls.openRun(chain.sign("alice", chain.request(before))));
  }

  @Test
  @Tag("threat-5")
  void approval_ofAnOldEpoch_isRefusedAndNoLongerCounts() {
    chain.register("vetter-8", Role.VETTER, "east");
    Digest vetted = LocalLedger.digest("vetted with the stolen key");
    chain.write(
        LedgerCalls.vetJob(
            List.of(chain.approval("vetter-1", vetted), chain.approval("vetter-8", vetted))));
    chain.write(LedgerCalls.openRun(chain.sign("alice", chain.request(vetted))));

    Digest later = LocalLedger.digest("approved with the stolen key after rotation");
    Signed<Approval> stolen = chain.approval("vetter-8", later);
    chain.rotate("vetter-8", "vetter-8 second");
    assertRefused(
        "KeyNotValid", LedgerCalls.vetJob(List.of(chain.approval("vetter-1", later), stolen)));
    Approval claimsNewEpoch =
        new Approval(new PartyId("vetter-8"), later, stolen.statement().expires(), 2);
    Signed<Approval> forged;
    try (var old = LocalLedger.key("vetter-8")) {
      forged = old.sign(chain.domain(), claimsNewEpoch);
    }
    assertRefused(
        "WrongSigner", LedgerCalls.vetJob(List.of(chain.approval("vetter-1", later), forged)));
    assertRefused(
        "TooFewApprovals", LedgerCalls.openRun(chain.sign("alice", chain.request(vetted))));

    Signed<Approval> renewed = chain.sign("vetter-8", epoch2(vetted));
    chain.write(LedgerCalls.vetJob(List.of(chain.approval("vetter-1", vetted), renewed)));
    chain.write(LedgerCalls.openRun(chain.sign("alice", chain.request(vetted))));
  }

  @Test
  @Tag("threat-4")
  void revokeJob_byAnApprover_isForGood() {
    Digest job = chain.vettedJob();
    assertRefused("NotAnApprover", revocation("vetter-3", job));
    assertRefused("WrongRole", revocation("coordinator", job));
    Revocation byOther = new Revocation(new PartyId("vetter-2"), job, 1);
    assertRefused("WrongSigner", LedgerCalls.revokeJob(chain.sign("vetter-1", byOther)));
    chain.write(revocation("vetter-2", job));
    assertTrue(job(job).orElseThrow().revoked());
    assertRefused("JobIsRevoked", revocation("vetter-1", job));
    assertRefused(
        "JobIsRevoked",
        LedgerCalls.vetJob(
            List.of(chain.approval("vetter-1", job), chain.approval("vetter-2", job))));
    assertRefused("JobIsRevoked", LedgerCalls.openRun(chain.sign("alice", chain.request(job))));
  }

  @Test
  @Tag("threat-4")
  void revokeJob_byAnApproverOfAnEarlierVetting_isForGood() {
    chain.register("vetter-5", Role.VETTER, "up");
    chain.register("vetter-6", Role.VETTER, "down");
    Digest job = LocalLedger.digest("vetted again by others");
    Approval early = new Approval(new PartyId("vetter-1"), job, chain.time() + 100, 1);
    chain.write(
        LedgerCalls.vetJob(
            List.of(chain.sign("vetter-1", early), chain.approval("vetter-2", job))));
    chain.write(
        LedgerCalls.vetJob(
            List.of(chain.approval("vetter-5", job), chain.approval("vetter-6", job))));
    assertEquals(
        LocalLedger.ids("vetter-5", "vetter-6"), job(job).orElseThrow().vetters(), "in force");
    assertRefused("NotAnApprover", revocation("vetter-3", job));
    chain.write(revocation("vetter-1", job));
    assertRefused("JobIsRevoked", LedgerCalls.openRun(chain.sign("alice", chain.request(job))));
  }

  @Test
  @Tag("threat-4")
  void vetJob_expiredOrExpiring_countsToTheSecond() {
    Digest job = LocalLedger.digest("expiring");
    long expires = chain.time() + 50;
    Approval approval = new Approval(new PartyId("vetter-1"), job, expires, 1);
    List<Signed<Approval>> approvals =
        List.of(chain.sign("vetter-1", approval), chain.approval("vetter-2", job));
    chain.write(LedgerCalls.vetJob(approvals));
    LedgerRevert again = chain.refusal(LedgerCalls.vetJob(approvals)).orElseThrow();
    assertEquals("JobAlreadyVetted", again.error());
    assertEquals(LedgerRevert.Meaning.ALREADY_THERE, again.meaning());
    chain.waitUntil(expires - 2);
    assertTrue(
        chain.refusal(LedgerCalls.openRun(chain.sign("alice", chain.request(job)))).isEmpty());
    chain.waitUntil(expires);
    assertRefused("JobExpired", LedgerCalls.openRun(chain.sign("alice", chain.request(job))));
    assertRefused("ApprovalExpired", LedgerCalls.vetJob(approvals));
  }

  private static Approval epoch2(Digest job) {
    return new Approval(new PartyId("vetter-8"), job, chain.time() + 3600, 2);
  }

  private static LedgerCall revocation(String vetter, Digest job) {
    return LedgerCalls.revokeJob(chain.sign(vetter, new Revocation(new PartyId(vetter), job, 1)));
  }

  private static Optional<JobRecord> job(Digest job) {
    try (Web3Ledger ledger = chain.read()) {
      return ledger.job(job);
    }
  }

  private static void assertRefused(String error, LedgerCall call) {
    assertEquals(error, chain.refusal(call).map(LedgerRevert::error).orElse("accepted"));
  }
}
