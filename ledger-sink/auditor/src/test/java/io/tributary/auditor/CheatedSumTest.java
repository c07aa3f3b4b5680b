package io.tributary.auditor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.mpc.Commitment;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.Dealing;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was contributed, summed or received is not what the commitments say. */
final class CheatedSumTest extends CheatedRun {
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
    Contribution contribution =
        new Contribution(repository, run.run, none, none, none, none, none, 3, 1);
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
              CheatedSumTest.this.chain.log(
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
  @Tag("threat-36")
  void conviction_onTheLedger_failsTheAuditAndNamesTheNode() {
    TestRun run = new TestRun(chain, seed).play();
    assertTrue(audit(run.transcript()).ok());
    chain.log(new LedgerEvent.NodeConvicted(run.run, new PartyId("n2"), 1));
    AuditReport report = audit(run.transcript());
    assertFalse(report.ok());
    assertTrue(report.text().contains("the contract has named node n2"), report.text());
  }

  @Test
  void receipt_thatNamesANode_failsTheAuditAndSaysWhich() {
    TestRun run = new TestRun(chain, seed).play();
    assertFails(
        run.receive(1, new PartyId("n2").bytes32()), "receipt", "transcript/receipt.jsonl line 1");
  }
}
