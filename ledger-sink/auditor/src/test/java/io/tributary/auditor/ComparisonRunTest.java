package io.tributary.auditor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.Commitment;
import io.tributary.mpc.CommitmentTable;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.OutputMessage;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs of four nodes of which one may be missing: inputs, set, signatures and products. */
final class ComparisonRunTest extends CheatedRun {
  private static final Optional<Release> GUARDED =
      Optional.of(
          new Release.Guarded(2, 2, Optional.empty(), Optional.empty(), OptionalInt.empty()));

  /** A run that compares: every node states the products of all four pieces. */
  private static class Compared extends TestRun {
    Compared(TestChain chain, long seed) {
      this(chain, seed, GUARDED);
    }

    Compared(TestChain chain, long seed, Optional<Release> release) {
      super(chain, seed, TestJob.of(2, release), 4);
    }

    @Override
    int faults() {
      return 1;
    }

    @Override
    byte[] products(PartyId node, List<CommitmentTable> tables, int index) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int piece = 0; piece < 4; piece++) {
        all.writeBytes(super.products(node, tables, piece));
      }
      return all.toByteArray();
    }

    final List<PartyId> without(String node) {
      return roster.nodes().stream().filter(n -> !n.name().equals(node)).toList();
    }

    /** The transcript without some messages. */
    final Transcript lacking(Predicate<Message> lost) {
      messages.removeIf(lost);
      return transcript();
    }
  }

  /** n2 is down from the start of the run. */
  private static class NodeDown extends Compared {
    NodeDown(TestChain chain, long seed) {
      super(chain, seed);
    }

    @Override
    List<PartyId> closers() {
      return without("n2");
    }

    @Override
    List<PartyId> completers() {
      return without("n2");
    }
  }

  private static Predicate<Message> of(String node) {
    PartyId id = new PartyId(node);
    return m ->
        (m instanceof CheckedMessage c && c.signed().statement().node().equals(id))
            || (m instanceof CompletionMessage d && d.signed().statement().node().equals(id))
            || (m instanceof OutputMessage o && o.node().equals(id));
  }

  private void assertPasses(Transcript transcript) {
    AuditReport report = audit(transcript);
    assertTrue(report.ok(), report.text());
  }

  @Test
  void audit_allFourNodes_passes() {
    assertPasses(new Compared(chain, seed).play().transcript());
  }

  @Test
  void audit_oneNodeMissing_passes() {
    Compared run = new NodeDown(chain, seed);
    run.play();
    assertPasses(run.lacking(of("n2")));
  }

  @Test
  void audit_theFourthNodeTooLateForTheLedger_passes() {
    assertPasses(new NodeDown(chain, seed).play().transcript());
  }

  @Test
  void audit_oneNodeMissingOnARealChain_passesOffline() {
    try (AnvilChain anvil = new AnvilChain()) {
      Compared run = new NodeDown(anvil, seed);
      run.play();
      RunFolder folder = RunFolder.of(run.lacking(of("n2")), anvil.export(run.run));
      AuditReport report = Audit.run(folder, Optional.empty());
      assertTrue(report.ok(), report.text());
      assertTrue(report.text().contains("checked by [n1, n3, n4]"), report.text());
    }
  }

  @Test
  @Tag("threat-60")
  void audit_aCloserOrCompleterMissingFromTheTranscript_fails() {
    Compared run = new Compared(chain, seed);
    run.play();
    Predicate<Message> check = m -> m instanceof CheckedMessage && of("n3").test(m);
    assertFails(run.lacking(check), "inclusion", "transcript/checked.jsonl");
    Compared other = new Compared(new EventChain(), seed);
    other.play();
    Predicate<Message> completion = m -> m instanceof CompletionMessage && of("n3").test(m);
    assertCompletionsFail(other, other.lacking(completion));
  }

  private void assertCompletionsFail(TestRun run, Transcript transcript) {
    AuditReport report =
        Audit.replayed(
                new RunFolder(transcript, Optional.empty(), Optional.empty()),
                ((EventChain) run.chain).history())
            .report();
    assertTrue(
        report.checks().stream().anyMatch(c -> c.name().equals("completions") && !c.ok()),
        report.text());
  }

  @Test
  void audit_closedOrCompletedByTwoNodes_fails() {
    TestRun closed =
        new Compared(chain, seed) {
          @Override
          List<PartyId> closers() {
            return roster.nodes().subList(0, 2);
          }
        };
    assertFails(closed, "inclusion", "transcript/checked.jsonl");
    EventChain other = new EventChain();
    TestRun completed =
        new Compared(other, seed) {
          @Override
          List<PartyId> completers() {
            return roster.nodes().subList(1, 3);
          }
        };
    completed.play();
    assertCompletionsFail(completed, completed.transcript());
  }

  @Test
  void audit_onlyTwoOutputs_fails() {
    Compared run = new Compared(chain, seed);
    run.play();
    Predicate<Message> lost =
        m -> m instanceof OutputMessage && (of("n1").test(m) || of("n4").test(m));
    assertFails(run.lacking(lost), "completions", "transcript/completions.jsonl");
  }

  @Test
  @Tag("threat-37")
  void products_ofOnePieceChangedByANode_nameIt() {
    for (int piece = 0; piece < 4; piece++) {
      int changed = piece;
      EventChain events = new EventChain();
      TestRun run =
          new Compared(events, seed) {
            @Override
            byte[] products(PartyId node, List<CommitmentTable> tables, int index) {
              byte[] all = super.products(node, tables, index);
              if (node.name().equals("n3")) {
                int at = changed * shape.blocks() * Commitment.BYTES;
                byte[] other = super.products(node, tables.subList(1, tables.size()), index);
                System.arraycopy(other, at, all, at, Commitment.BYTES);
              }
              return all;
            }
          };
      run.play();
      AuditReport report =
          Audit.replayed(
                  new RunFolder(run.transcript(), Optional.empty(), Optional.empty()),
                  events.history())
              .report();
      assertTrue(report.text().contains("piece " + changed + ", block 0: node n3"), report.text());
    }
  }

  @Test
  @Tag("threat-37")
  void products_ofTheNodesOwnPieceOnly_fail() {
    TestRun run =
        new Compared(chain, seed) {
          @Override
          byte[] products(PartyId node, List<CommitmentTable> tables, int index) {
            ByteArrayOutputStream own = new ByteArrayOutputStream();
            CommitmentTable.product(tables, index).forEach(c -> own.writeBytes(c.toBytes()));
            return own.toByteArray();
          }
        };
    assertFails(run, "completions", "transcript/completions.jsonl line 1");
  }

  @Test
  void request_withFaultsForAJobThatOnlyAdds_fails() {
    Optional<Release> open = Optional.of(new Release.Open("made up"));
    assertFails(new Compared(chain, seed, open), "repositories", "transcript/request.jsonl line 1");
  }

  @Test
  void open_runThatCompares_isNotOpenedAgainstProducts() {
    TestRun run = new Compared(chain, seed).play();
    RunFolder folder = new RunFolder(run.transcript(), Optional.empty(), Optional.empty());
    Opening opening =
        QuerierOpening.open(Audit.replayed(folder, chain.history()), run.resultKey, run.random);
    assertInstanceOf(Opening.NotOpened.class, opening);
  }

  @Test
  void result_ofARunThatCompares_isNotTakenUnchecked() {
    TestRun run = new Compared(chain, seed).play();
    RunFolder folder =
        new RunFolder(run.transcript(), Optional.empty(), Optional.of("{}".getBytes(UTF_8)));
    AuditReport report = Audit.replayed(folder, chain.history()).report();
    assertTrue(
        report.checks().stream().anyMatch(c -> c.name().equals("result") && !c.ok()),
        report.text());
  }
}
