package io.tributary.auditor;

import io.tributary.auditor.ContributionsCheck.Usable;
import io.tributary.mpc.BlockShape;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.MerkleTree;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.EvidenceMessage;
import io.tributary.protocol.run.NodeOutput;
import io.tributary.protocol.run.OpenRun;
import io.tributary.protocol.run.OpenedAnswer;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.run.OutputPayload;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.RunResult;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The querier's last step (PROTOCOL 7.4): audits the run, opens each node's sealed output, and
 * checks it against the products of the repositories' commitments. A node that changed its sum is
 * named, with evidence.
 */
public final class QuerierOpening {
  private final Case run;
  private final List<CommitmentTable> tables;
  private final BlockShape shape;
  private final AuditReport report;

  private QuerierOpening(AuditReport report, Case run, List<Usable> members) {
    this.report = report;
    this.run = run;
    this.tables = members.stream().map(Usable::table).toList();
    this.shape = run.job().compiled().shape();
  }

  /**
   * Opens a run that has completed.
   *
   * @param folder transcript and chain export; anyone may have made them
   * @param live a ledger to compare with, if there is one
   * @param key the secret half of the request's result key
   * @throws ProtocolException OUT_OF_RANGE if the sums are larger than the job's bounds allow
   */
  public static Opening open(
      RunFolder folder, Optional<LiveLedger> live, SealingKeyPair key, SecureRandom random) {
    return open(Audit.replayed(folder, live), key, random);
  }

  static Opening open(Audit.Replayed replayed, SealingKeyPair key, SecureRandom random) {
    boolean completed =
        replayed.report().ok()
            && replayed.run().filter(Case::completed).isPresent()
            && replayed.members().isPresent();
    if (!completed) {
      return new Opening.NotProven(replayed.report());
    }
    Case run = replayed.run().get();
    List<Usable> members = replayed.members().get();
    return run.compares()
        ? new ReleaseOpening(replayed.report(), run, members).open(key)
        : new QuerierOpening(replayed.report(), run, members).open(key, random);
  }

  private Opening open(SealingKeyPair key, SecureRandom random) {
    List<NodeOutput> outputs = new ArrayList<>();
    for (PartyId node : run.asked().nodes()) {
      Line<Entry.Completed> line = completion(node);
      try {
        outputs.add(new NodeOutput(node, output(line, key)));
      } catch (ProtocolException e) {
        return new Opening.Unreadable(report, node, e.getMessage());
      }
    }
    OpenedAnswer answer =
        OpenRun.open(outputs, tables, shape, Pedersen.ofBlockSize(shape.blockSize()), random);
    if (answer instanceof OpenedAnswer.Mismatch lie) {
      return new Opening.Lie(
          report, lie.node(), lie.block(), evidence(outputs, lie), forLedger(outputs, lie));
    }
    ScalarVector blindings = ScalarVector.zeros(shape.blocks());
    outputs.forEach(output -> blindings.addInPlace(output.opened().blindings()));
    return new Opening.Answer(
        report,
        new RunResult(
            run.run(), new RunResult.Sums(((OpenedAnswer.Cells) answer).cells(), blindings)),
        List.of());
  }

  private Line<Entry.Completed> completion(PartyId node) {
    return run.lines().of(Entry.Completed.class).stream()
        .filter(line -> line.entry().signed().statement().node().equals(node))
        .findFirst()
        .orElseThrow();
  }

  private OutputPayload.Opened output(Line<Entry.Completed> line, SealingKeyPair key) {
    Completion completion = line.entry().signed().statement();
    OutputPayload.Opened opened = OutputPayload.read(SealedOutput.open(run, line, key), shape);
    run.verifier().verify(opened.statement(completion.node(), run.run(), completion.epoch()));
    return opened;
  }

  private Optional<OpeningEvidence> forLedger(List<NodeOutput> outputs, OpenedAnswer.Mismatch lie) {
    if (outputs.size() < OpeningEvidence.FEWEST_NODES) {
      return Optional.empty();
    }
    Line<Entry.Completed> line = completion(lie.node());
    byte[] products = run.transcript().blob(line.entry().blobs().get(0)).orElseThrow();
    int node = run.asked().nodes().indexOf(lie.node());
    OpeningEvidence evidence =
        EvidenceMessage.of(
                outputs.get(node).opened(), shape, line.entry().signed(), products, lie.block())
            .evidence();
    return Optional.of(evidence).filter(OpeningEvidence::convicts);
  }

  private SumEvidence evidence(List<NodeOutput> outputs, OpenedAnswer.Mismatch lie) {
    int node = run.asked().nodes().indexOf(lie.node());
    OutputPayload.Opened opened = outputs.get(node).opened();
    List<byte[]> leaves = OutputPayload.leaves(opened.sums(), opened.blindings(), shape);
    int epoch = completion(lie.node()).entry().signed().statement().epoch();
    return new SumEvidence(
        opened.statement(lie.node(), run.run(), epoch),
        lie.block(),
        leaves.get(lie.block()),
        MerkleTree.of(leaves).path(lie.block()));
  }
}
