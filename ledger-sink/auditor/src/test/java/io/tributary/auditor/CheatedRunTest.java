package io.tributary.auditor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.mpc.Commitment;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.Dealing;
import io.tributary.protocol.fake.Roster;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.Signature;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.transcript.Entries;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs that are well formed and signed, and yet not right. The chain here logs whatever it is told:
 * the audit believes signatures, not the contract's word.
 */
final class CheatedRunTest {
  private static final PartyId VETTER = new PartyId("vetter-1");
  private final long seed = Seeds.next("CheatedRunTest");
  private final EventChain chain = new EventChain();

  private AuditReport audit(Transcript transcript) {
    return Audit.replayed(
            new RunFolder(transcript, Optional.empty(), Optional.empty()), chain.history())
        .report();
  }

  private void assertFails(TestRun run, String check, String leaf) {
    assertFails(run.play().transcript(), check, leaf);
  }

  private void assertFails(Transcript transcript, String check, String leaf) {
    AuditReport report = audit(transcript);
    assertTrue(
        report.checks().stream()
            .filter(c -> c.name().equals(check) && !c.ok())
            .anyMatch(c -> c.leaf().filter(l -> l.name().startsWith(leaf)).isPresent()),
        report.text());
    assertFalse(report.ok());
  }

  // --- Vetting ---------------------------------------------------------------------------------

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
            CheatedRunTest.this.chain.log(new LedgerEvent.KeyRotated(VETTER, 2, next, Digest.ZERO));
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
            CheatedRunTest.this.chain.log(new LedgerEvent.JobRevoked(job.digest(), VETTER));
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

  // --- Who, when, which run --------------------------------------------------------------------

  @Test
  void nodes_ofOneOrganisation_fail() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          void registerAll() {
            for (Roster.Member m : roster.members()) {
              Digest organisation =
                  m.id().name().equals("n3") ? Roster.organisation("n1") : m.organisation();
              chain.register(
                  new Roster.Member(m.id(), m.role(), organisation, m.key(), m.sealing()));
            }
          }
        };
    assertFails(run, "request", "transcript/request.jsonl line 1");
  }

  @Test
  void contributors_fewerThanTheJobRequires_fail() {
    assertFails(new TestRun(chain, seed, 4), "inclusion", "transcript/checked.jsonl");
  }

  @Test
  void repositories_notAllThatTheJobAsks_fail() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          List<PartyId> asked() {
            return roster.repositories().subList(0, 3);
          }
        };
    assertFails(run, "repositories", "transcript/request.jsonl line 1");
  }

  @Test
  void run_openedAfterItsDeadline_fails() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          void beforeOpening() {
            CheatedRunTest.this.chain.skip(150_000);
          }
        };
    assertFails(run, "request", "transcript/request.jsonl line 1");
  }

  @Test
  void run_closedAfterItsDeadline_failsAndNamesTheReceipt() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          Dealing contribute(PartyId repository, Map<PartyId, Digest> members) {
            CheatedRunTest.this.chain.skip(80_000);
            return super.contribute(repository, members);
          }
        };
    assertFails(run, "order", "chain.json block ");
  }

  @Test
  @Tag("threat-49")
  void statement_ofAnotherRunContractOrChain_failsAndNamesTheLine() {
    TestRun run = new TestRun(chain, seed).play();
    Transcript honest = run.transcript();
    PartyId node = run.roster.nodes().get(0);
    InclusionSet set = InclusionSet.of(Map.of(new PartyId("r01"), TestRun.digest("x")));
    Checked here = new Checked(node, run.run, set.root(), 1, 1);
    Checked elsewhere = new Checked(node, new RunId(TestRun.digest("run")), set.root(), 1, 1);
    IdentityKey key = run.roster.member(node).key();
    Domain chainBeside = new Domain(run.domain().chainId() + 1, run.domain().contract());
    Domain contractBeside =
        new Domain(run.domain().chainId(), new Address("0x" + "0".repeat(39) + "1"));
    List<Signed<Checked>> replayed =
        List.of(
            key.sign(run.domain(), elsewhere),
            key.sign(chainBeside, here),
            key.sign(contractBeside, here),
            key.sign(run.domain(), new Checked(node, run.run, set.root(), 1, 2)));
    for (Signed<Checked> signed : replayed) {
      Entry.InclusionOf entry = new Entry.InclusionOf(signed, set.members());
      List<byte[]> lines = new ArrayList<>(honest.lines(TranscriptFile.CHECKED));
      lines.set(0, Entries.write(entry));
      assertFails(
          honest.with(TranscriptFile.CHECKED, lines),
          "inclusion",
          "transcript/checked.jsonl line 1");
    }
  }

  @Test
  @Tag("threat-50")
  void signature_inItsOtherForm_failsAndNamesTheLine() {
    BigInteger order =
        new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    Transcript honest = new TestRun(chain, seed).play().transcript();
    List<byte[]> lines = new ArrayList<>(honest.lines(TranscriptFile.DECISIONS));
    Entry.Plain line = (Entry.Plain) Entries.read(TranscriptFile.DECISIONS, 1, lines.get(0));
    String hex = line.signed().signature().hex();
    BigInteger s = order.subtract(new BigInteger(hex.substring(66, 130), 16));
    String other =
        hex.substring(0, 66) + String.format("%064x", s) + (hex.endsWith("1b") ? "1c" : "1b");
    lines.set(
        0,
        Entries.write(
            new Entry.Plain(new Signed<>(line.signed().statement(), new Signature(other)))));
    assertFails(
        honest.with(TranscriptFile.DECISIONS, lines),
        "decisions",
        "transcript/decisions.jsonl line 1");
  }

  // --- Contributions and sums --------------------------------------------------------------------

  @Test
  void contribution_outsideTheSetAndMalformed_doesNotSpoilTheRun() {
    TestRun run = new TestRun(chain, seed).play();
    run.messages.add(stray(run));
    AuditReport report = audit(run.transcript());
    assertTrue(report.ok(), report.text());
    assertTrue(report.text().contains("not usable: [r04]"), report.text());
  }

  private static Message stray(TestRun run) {
    PartyId repository = new PartyId("r04");
    Digest none = TestRun.digest("none");
    Contribution contribution = new Contribution(repository, run.run, none, none, none, none, 3, 1);
    return new ContributionMessage(
        run.sign(repository, contribution), "rubbish".getBytes(UTF_8), List.of(none));
  }

  @Test
  @Tag("threat-65")
  void commitment_outsideTheSubgroup_failsAndNamesTheContribution() {
    // (0, 2) is on the curve y^2 = x^3 + 4 and has order 3.
    byte[] torsion = new byte[Commitment.BYTES];
    torsion[0] = (byte) 0x80;
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          byte[] table(PartyId repository, CommitmentTable honest) {
            byte[] table = honest.toBytes();
            if (repository.name().equals("r02")) {
              System.arraycopy(torsion, 0, table, 0, torsion.length);
            }
            return table;
          }
        };
    assertFails(run, "inclusion", "transcript/contributions.jsonl line 2");
  }

  @Test
  @Tag("threat-36")
  void node_withOtherProductsThanTheCommitments_failsAndNamesItsCompletion() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          byte[] products(PartyId node, List<CommitmentTable> tables, int index) {
            // Leaves one repository out, as a node that drops a contribution would.
            List<CommitmentTable> some =
                node.name().equals("n3") ? tables.subList(1, tables.size()) : tables;
            return super.products(node, some, index);
          }
        };
    assertFails(run, "completions", "transcript/completions.jsonl line 3");
  }

  @Test
  @Tag("threat-60")
  void secondContribution_onTheLedgerButNotInTheTranscript_failsAndNamesTheReceipt() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          Dealing contribute(PartyId repository, Map<PartyId, Digest> members) {
            Dealing dealing = super.contribute(repository, members);
            if (repository.name().equals("r02")) {
              CheatedRunTest.this.chain.log(
                  new LedgerEvent.EquivocationRecorded(
                      this.run, repository, members.get(repository), digest("second")));
            }
            return dealing;
          }
        };
    assertFails(run, "ledger", "chain.json block ");
  }

  @Test
  @Tag("threat-60")
  void set_otherThanTheLedgersFinalOne_fails() {
    TestRun run = new TestRun(chain, seed).play();
    Transcript transcript = run.transcript();
    EventChain other = new EventChain();
    TestRun shown =
        new TestRun(other, seed) {
          @Override
          Dealing contribute(PartyId repository, Map<PartyId, Digest> members) {
            Dealing dealing = super.contribute(repository, members);
            if (repository.name().equals("r03")) {
              members.remove(repository);
            }
            return dealing;
          }
        };
    shown.play();
    AuditReport report =
        Audit.replayed(
                new RunFolder(transcript, Optional.empty(), Optional.empty()), other.history())
            .report();
    assertFalse(report.ok());
    assertTrue(report.leaf().isPresent(), report.text());
  }

  @Test
  @Tag("threat-60")
  void receipt_overAnotherTranscript_fails() {
    TestRun run = new TestRun(chain, seed).play();
    Transcript signed = run.receive();
    assertTrue(audit(signed).ok());
    run.messages.add(stray(run));
    Transcript longer =
        run.transcript().with(TranscriptFile.RECEIPT, signed.lines(TranscriptFile.RECEIPT));
    assertFails(longer, "receipt", "transcript/receipt.jsonl line 1");
  }

  @Test
  void receipt_thatNamesANode_failsTheAuditAndSaysWhich() {
    TestRun run = new TestRun(chain, seed).play();
    assertFails(
        run.receive(1, new PartyId("n2").bytes32()), "receipt", "transcript/receipt.jsonl line 1");
  }
}
