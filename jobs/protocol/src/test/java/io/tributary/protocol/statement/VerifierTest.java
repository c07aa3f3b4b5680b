package io.tributary.protocol.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.protocol.Refused;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.fake.FakeClock;
import io.tributary.protocol.fake.FakeLedger;
import io.tributary.protocol.fake.Requests;
import io.tributary.protocol.fake.Roster;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private static final Digest JOB = Requests.digest("job");
  private static final PartyId R01 = new PartyId("r01");

  private final FakeClock clock = new FakeClock(1_800_000_000);
  private final FakeLedger ledger = new FakeLedger(clock);
  private final Roster roster = Roster.of(1, 2, 2, 2).register(ledger);
  private final Verifier verifier = new Verifier(ledger);
  private final IdentityKey newKey = IdentityKey.random(Seeds.random(2));
  private Signed<RunRequest> request;
  private RunId run;

  @BeforeEach
  void openRun() {
    roster.vet(ledger, JOB, clock.now() + 10_000);
    clock.advance(10);
    RunRequest asked = Requests.all(roster, JOB, Requests.noParameters(), clock.now());
    request = roster.sign(ledger, roster.querier().id(), asked);
    run = ledger.openRun(request);
  }

  @Test
  void statement_byPartyOfItsRole_isVerified() {
    assertEquals(R01, verifier.verify(accept(1)).id());
    assertEquals(roster.querier().id(), verifier.verifyRequest(request).id());
  }

  @Test
  void statement_namingAnotherParty_isRefused() {
    Acceptance asOther = new Acceptance(new PartyId("r02"), run, Digest.ZERO, 1);
    Refused.with(Code.SIGNATURE, () -> verifier.verify(roster.sign(ledger, R01, asOther)));
    Acceptance asNobody = new Acceptance(new PartyId("r99"), run, Digest.ZERO, 1);
    Refused.with(Code.UNKNOWN_PARTY, () -> verifier.verify(roster.sign(ledger, R01, asNobody)));
  }

  @Test
  void statement_byPartyOfAnotherRole_isRefused() {
    PartyId node = roster.nodes().get(0);
    Acceptance said = new Acceptance(node, run, Digest.ZERO, 1);
    Refused.with(Code.WRONG_ROLE, () -> verifier.verify(roster.sign(ledger, node, said)));
    Abort abort = new Abort(R01, run, 1, 1);
    Refused.with(Code.WRONG_ROLE, () -> verifier.verify(roster.sign(ledger, R01, abort)));
    Refused.with(
        Code.UNKNOWN_PARTY,
        () -> verifier.verifyRequest(roster.sign(ledger, R01, request.statement())));
  }

  @Test
  @Tag("threat-49")
  void statement_signedForAnotherContract_isRefused() {
    Domain other = new Domain(ledger.domain().chainId() + 1, ledger.domain().contract());
    Signed<Acceptance> signed =
        roster.member(R01).key().sign(other, new Acceptance(R01, run, Digest.ZERO, 1));
    Refused.with(Code.SIGNATURE, () -> verifier.verify(signed));
  }

  @Test
  @Tag("threat-59")
  void key_rotatedMidRun_oldHoldsForTheRunAndNewForAll() {
    clock.advance(1);
    ledger.rotate(R01, newKey.address(), Digest.ZERO);
    verifier.verify(accept(1));
    verifier.verify(newKey.sign(ledger.domain(), new Acceptance(R01, run, Digest.ZERO, 2)));
    // The old key under the new epoch, the new key under the old one, and an epoch to come.
    Refused.with(Code.SIGNATURE, () -> verifier.verify(accept(2)));
    Refused.with(
        Code.SIGNATURE,
        () ->
            verifier.verify(
                newKey.sign(ledger.domain(), new Acceptance(R01, run, Digest.ZERO, 1))));
    Refused.with(Code.WRONG_EPOCH, () -> verifier.verify(accept(3)));
  }

  @Test
  @Tag("threat-59")
  void key_rotatedBeforeRun_holdsNoMore() {
    ledger.rotate(R01, newKey.address(), Digest.ZERO);
    RunId unopened = new RunId(Requests.digest("unopened"));
    Acceptance said = new Acceptance(R01, unopened, Digest.ZERO, 1);
    Refused.with(Code.WRONG_EPOCH, () -> verifier.verify(roster.sign(ledger, R01, said)));
  }

  @Test
  @Tag("threat-5")
  void approval_ofOldEpoch_isRefused() {
    PartyId vetter = new PartyId("vetter-1");
    Signed<Approval> approval =
        roster.sign(ledger, vetter, new Approval(vetter, JOB, clock.now() + 100, 1));
    verifier.verify(approval);
    ledger.rotate(vetter, newKey.address(), Digest.ZERO);
    Refused.with(Code.WRONG_EPOCH, () -> verifier.verify(approval));
  }

  @Test
  void party_thatLeft_finishesItsRunsOnly() {
    clock.advance(1);
    ledger.depart(R01);
    verifier.verify(accept(1));
    RunId unopened = new RunId(Requests.digest("unopened"));
    Acceptance said = new Acceptance(R01, unopened, Digest.ZERO, 1);
    Refused.with(Code.WRONG_EPOCH, () -> verifier.verify(roster.sign(ledger, R01, said)));
  }

  @Test
  @Tag("threat-58")
  void request_withAnythingAltered_isNotTheQueriers() {
    RunRequest r = request.statement();
    RunRequest altered =
        new RunRequest(
            r.jobDigest(),
            Requests.digest("other parameters"),
            r.repositories(),
            r.nodes(),
            r.resultKey(),
            r.purposeDigest(),
            r.contributionDeadline(),
            r.deadline(),
            r.nonce(),
            r.feeClass(),
            r.faults());
    Refused.with(
        Code.UNKNOWN_PARTY,
        () -> verifier.verifyRequest(new Signed<>(altered, request.signature())));
  }

  @Test
  void receipt_byTheRunsQuerier_isVerified() {
    Receipt said = new Receipt(run, Digest.ZERO, 0, Digest.ZERO);
    Signed<Receipt> receipt = roster.sign(ledger, roster.querier().id(), said);
    assertEquals(roster.querier().id(), verifier.verifyReceipt(request, receipt).id());
    Signed<Receipt> forged = roster.sign(ledger, R01, said);
    Refused.with(Code.SIGNATURE, () -> verifier.verifyReceipt(request, forged));
    RunId otherRun = new RunId(Requests.digest("other run"));
    Signed<Receipt> other =
        roster.sign(
            ledger, roster.querier().id(), new Receipt(otherRun, Digest.ZERO, 0, Digest.ZERO));
    Refused.with(Code.CONFLICT, () -> verifier.verifyReceipt(request, other));
  }

  private Signed<Acceptance> accept(int epoch) {
    return roster.sign(ledger, R01, new Acceptance(R01, run, Digest.ZERO, epoch));
  }
}
