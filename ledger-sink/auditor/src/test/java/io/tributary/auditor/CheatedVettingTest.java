package io.tributary.auditor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.protocol.fake.Roster;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.transcript.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The job was not approved as it should have been, or is not the one that was. */
final class CheatedVettingTest extends CheatedRun {
  private static final PartyId VETTER = new PartyId("vetter-1");

  @Test
  @Tag("threat-1")
  @Tag("threat-57")
  void job_withOneApprovalTooFew_failsThoughTheLedgerSaysVetted() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          List<Signed<Approval>> approvals(long expires) {
            return super.approvals(expires).subList(0, 1);
          }
        };
    assertFails(run, "vetting", "transcript/job.jsonl");
  }

  @Test
  @Tag("threat-1")
  @Tag("threat-57")
  void job_approvedByTwoVettersOfOneOrganisation_fails() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          void registerAll() {
            for (Roster.Member m : roster.members()) {
              boolean vetter = m.id().name().startsWith("vetter-");
              Digest organisation = vetter ? digest("one for all") : m.organisation();
              chain.register(
                  new Roster.Member(m.id(), m.role(), organisation, m.key(), m.sealing()));
            }
          }
        };
    assertFails(run, "vetting", "transcript/job.jsonl");
  }

  @Test
  @Tag("threat-1")
  void job_approvedByAnOutsider_failsAndNamesTheLine() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          List<Signed<Approval>> approvals(long expires) {
            List<Signed<Approval>> approvals = new ArrayList<>(super.approvals(expires));
            PartyId outsider = new PartyId("r01");
            approvals.add(sign(outsider, new Approval(outsider, job.digest(), expires, 1)));
            return approvals;
          }
        };
    assertFails(run, "vetting", "transcript/job.jsonl line 5");
  }

  @Test
  @Tag("threat-1")
  @Tag("threat-57")
  void job_approvedWithAKeySinceReplaced_fails() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          void beforeOpening() {
            Address next = IdentityKey.random(random).address();
            CheatedVettingTest.this.chain.log(
                new LedgerEvent.KeyRotated(VETTER, 2, next, Digest.ZERO));
          }
        };
    assertFails(run, "vetting", "transcript/job.jsonl");
  }

  @Test
  @Tag("threat-1")
  @Tag("threat-57")
  void job_revokedBeforeTheRun_fails() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          void beforeOpening() {
            CheatedVettingTest.this.chain.log(new LedgerEvent.JobRevoked(job.digest(), VETTER));
          }
        };
    assertFails(run, "vetting", "transcript/job.jsonl");
  }

  @Test
  void job_expiredWhenTheRunOpened_fails() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          List<Signed<Approval>> approvals(long expires) {
            return super.approvals(EventChain.START + 10);
          }
        };
    assertFails(run, "vetting", "transcript/job.jsonl");
  }

  @Test
  void job_withLapsedApprovalsBesideGoodOnes_passes() {
    TestRun run = new TestRun(chain, seed).play();
    RunDispatch honest = (RunDispatch) run.messages.remove(0);
    List<Signed<Approval>> approvals = new ArrayList<>(honest.approvals());
    approvals.addAll(run.approvals(EventChain.START));
    run.messages.add(
        new RunDispatch(honest.request(), honest.job(), approvals, honest.parameters()));
    AuditReport report = audit(run.transcript());
    assertTrue(report.ok(), report.text());
  }

  @Test
  @Tag("threat-2")
  void job_withAByteChangedAfterVetting_fails() {
    for (String file : new TreeMap<>(TestJob.of(2).files()).keySet()) {
      EventChain own = new EventChain();
      TestRun run =
          new TestRun(own, seed) {
            @Override
            SortedMap<String, byte[]> files() {
              SortedMap<String, byte[]> files = new TreeMap<>(job.files());
              byte[] changed = files.get(file).clone();
              changed[changed.length / 2] ^= 1;
              files.put(file, changed);
              return files;
            }
          };
      AuditReport report =
          Audit.replayed(
                  new RunFolder(run.play().transcript(), Optional.empty(), Optional.empty()),
                  own.history())
              .report();
      assertFalse(report.ok(), file);
      assertEquals("transcript/job.jsonl", report.leaf().orElseThrow().name(), file);
    }
  }

  @Test
  @Tag("threat-2")
  void job_withoutOneOfItsFiles_fails() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          SortedMap<String, byte[]> files() {
            SortedMap<String, byte[]> files = new TreeMap<>(job.files());
            files.remove(JobPackage.README);
            return files;
          }
        };
    assertFails(run, "job", "transcript/job.jsonl");
  }
}
