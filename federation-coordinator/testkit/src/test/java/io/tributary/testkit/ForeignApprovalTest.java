package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.auditor.Audit;
import io.tributary.auditor.AuditReport;
import io.tributary.ledger.LocalLedger;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.TranscriptFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Anyone may hand in a job with whatever beside its approvals; the audit of its runs stands. */
final class ForeignApprovalTest {
  @Test
  @Tag("threat-1")
  void approvals_foreignOnesAmongThem_areDroppedAndTheRunsAuditPasses() {
    long seed = Seeds.next("foreign approvals");
    try (ChainFederation federation = new ChainFederation(seed)) {
      List<Signed<Approval>> good = federation.approvals();
      refused(() -> federation.publish(foreign(federation)));
      List<Signed<Approval>> handedIn = new ArrayList<>(foreign(federation));
      handedIn.addAll(good);
      federation.publish(handedIn);
      refused(() -> federation.publish(List.of()));
      RunId run = federation.ask();
      federation.await(run, RunState.COMPLETED);
      RunFolder folder = federation.folder(run);
      // The job's four files, and one approval of each vetter.
      assertEquals(4 + 2, folder.transcript().lines(TranscriptFile.JOB).size());
      AuditReport report = Audit.run(folder, Optional.empty());
      assertTrue(report.ok(), report.text());
    }
  }

  @Test
  @Tag("threat-1")
  void approvals_withoutOneThatTheLedgerHas_areNotPublished() {
    try (ChainFederation federation = new ChainFederation(Seeds.next("missing approval"))) {
      List<Signed<Approval>> good = federation.approvals();
      refused(() -> federation.publish(good.subList(0, 1)));
      federation.publish(good);
    }
  }

  private static void refused(Executable publication) {
    assertEquals(Code.BAD_JOB, assertThrows(ProtocolException.class, publication).code());
  }

  /** By an outsider, forged, of another job, expired, and a second one of one vetter. */
  private static List<Signed<Approval>> foreign(ChainFederation federation) {
    LocalLedger chain = federation.chain();
    long soon = chain.time() + 1000;
    PartyId vetter = new PartyId("vetter-1");
    PartyId outsider = new PartyId("r01");
    return List.of(
        chain.sign("r01", new Approval(outsider, federation.job().digest(), soon, 1)),
        chain.sign("r01", new Approval(vetter, federation.job().digest(), soon, 1)),
        chain.sign("vetter-2", new Approval(vetter, federation.job().digest(), soon, 1)),
        chain.sign("vetter-1", new Approval(vetter, LocalLedger.digest("another job"), soon, 1)),
        chain.sign("vetter-1", new Approval(vetter, federation.job().digest(), 1, 1)),
        chain.sign("vetter-1", new Approval(vetter, federation.job().digest(), soon, 1)),
        chain.sign("vetter-1", new Approval(vetter, federation.job().digest(), soon, 7)));
  }
}
