package io.tributary.auditor;

import io.tributary.auditor.ContributionsCheck.Usable;
import io.tributary.mpc.Commitment;
import io.tributary.mpc.CommitmentTable;
import io.tributary.protocol.flow.NodeQuorum;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.Leaf;
import io.tributary.protocol.transcript.TranscriptFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What each node says it has summed: over the final set, and with the products that the
 * repositories' own commitments come to.
 */
final class CompletionsCheck {
  private static final Leaf FILE = Leaf.file(TranscriptFile.COMPLETIONS);

  private CompletionsCheck() {}

  static String check(Case run, List<Usable> members) {
    int aborts = aborts(run);
    List<PartyId> completed = new ArrayList<>();
    int outputs = 0;
    for (Line<Entry.Completed> line : run.lines().of(Entry.Completed.class)) {
      Completion statement = line.entry().signed().statement();
      StatementCheck.ofRun(run, line, statement.runId());
      int node = run.asked().nodes().indexOf(statement.node());
      AuditFault.unless(node >= 0, line.leaf(), statement.node() + " is not a node of this run");
      AuditFault.unless(
          !completed.contains(statement.node()), line.leaf(), "a second one of this node");
      AuditFault.unless(
          statement.inclusionRoot().equals(run.finalRoot()), line.leaf(), "is over another set");
      products(run, line, members, node);
      outputs += run.transcript().blob(line.entry().blobs().get(1)).isPresent() ? 1 : 0;
      completed.add(statement.node());
    }
    if (run.completed()) {
      enough(run, completed, outputs);
      return "by " + completed + "; products recomputed from " + members.size() + " contributions";
    }
    AuditFault.unless(
        run.record().state() == RunState.ABORTED, FILE, "the run has neither completed nor ended");
    return "the run was aborted; " + completed.size() + " completions, " + aborts + " reasons";
  }

  /** Those by whose word the ledger completed, and enough of them with an output to open. */
  private static void enough(Case run, List<PartyId> completed, int outputs) {
    List<PartyId> needed = run.compares() ? run.record().completed() : run.asked().nodes();
    for (PartyId node : needed) {
      AuditFault.unless(
          completed.contains(node), FILE, "the completion of node " + node + " is missing");
    }
    AuditFault.unless(
        NodeQuorum.isEnough(run.asked(), needed),
        FILE,
        "only " + needed + " of the nodes have completed");
    AuditFault.unless(
        outputs >= run.asked().nodesNeeded(),
        FILE,
        "the blobs of only " + outputs + " sealed outputs are there");
  }

  private static int aborts(Case run) {
    List<Line<Entry.OfStatement>> lines = run.lines().about(Abort.class);
    for (Line<Entry.OfStatement> line : lines) {
      StatementCheck.ofRun(run, line, ((Abort) line.statement()).runId());
    }
    return lines.size();
  }

  private static void products(
      Case run, Line<Entry.Completed> line, List<Usable> members, int node) {
    AuditFault.unless(!members.isEmpty(), line.leaf(), "there was nothing to complete");
    int blocks = run.job().compiled().shape().blocks();
    List<Commitment> expected = expected(run, members, node);
    byte[] products = blob(run, line, 0, "products");
    AuditFault.unless(
        products.length == expected.size() * Commitment.BYTES
            && CompletionMessage.productRoot(products)
                .equals(line.entry().signed().statement().productRoot()),
        line.leaf(),
        "the products do not have the root that is signed");
    for (int i = 0; i < expected.size(); i++) {
      byte[] stated =
          Arrays.copyOfRange(products, i * Commitment.BYTES, (i + 1) * Commitment.BYTES);
      AuditFault.unless(
          Arrays.equals(stated, expected.get(i).toBytes()),
          line.leaf(),
          (run.compares() ? "piece " + i / blocks + ", " : "")
              + "block "
              + i % blocks
              + ": node "
              + run.asked().nodes().get(node)
              + " does not state the product of the repositories' commitments");
    }
    if (run.completed() && !run.compares()) {
      blob(run, line, 1, "sealed output");
    }
  }

  /** In sum runs each node's own row of the tables; else all rows, which are pieces, by piece. */
  private static List<Commitment> expected(Case run, List<Usable> members, int node) {
    List<CommitmentTable> tables = members.stream().map(Usable::table).toList();
    if (!run.compares()) {
      return CommitmentTable.product(tables, node);
    }
    return IntStream.range(0, run.asked().nodes().size())
        .mapToObj(piece -> CommitmentTable.product(tables, piece))
        .flatMap(List::stream)
        .toList();
  }

  private static byte[] blob(Case run, Line<Entry.Completed> line, int which, String what) {
    Optional<byte[]> blob = run.transcript().blob(line.entry().blobs().get(which));
    return blob.orElseThrow(
        () -> new AuditFault(line.leaf(), "the blob of its " + what + " is missing"));
  }
}
