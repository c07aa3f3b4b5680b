package io.tributary.auditor;

import io.tributary.auditor.ContributionsCheck.Usable;
import io.tributary.mpc.BlockShape;
import io.tributary.mpc.Commitment;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.transcript.Leaf;
import io.tributary.protocol.transcript.RunResult;
import io.tributary.protocol.transcript.TranscriptException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** The querier's answer: it follows from cells that open the product of all commitments. */
final class ResultCheck {
  private ResultCheck() {}

  static String check(Case run, List<Usable> members, byte[] file, SecureRandom random) {
    CompiledJob job = run.job().compiled();
    RunResult result;
    try {
      result = RunResult.read(file, job.given(run.request().entry().parameters().values()));
    } catch (TranscriptException | JobException | IllegalArgumentException e) {
      throw new AuditFault(Leaf.RESULT, e.getMessage(), e);
    }
    AuditFault.unless(result.run().equals(run.run()), Leaf.RESULT, "is of another run");
    AuditFault.unless(!members.isEmpty(), Leaf.RESULT, "the run has no answer");
    AuditFault.unless(
        run.compares() == result.opening() instanceof RunResult.Released,
        Leaf.RESULT,
        "is not of this kind of run");
    return result.opening() instanceof RunResult.Released released
        ? released(released)
        : sums(run, members, (RunResult.Sums) result.opening(), random);
  }

  /** Commitments bind the inputs of a comparison run, not what opens of it. */
  private static String released(RunResult.Released released) {
    return "the answer follows from what the nodes opened to the asker; "
        + released.cells().hidden()
        + " groups are hidden";
  }

  private static String sums(
      Case run, List<Usable> members, RunResult.Sums result, SecureRandom random) {
    BlockShape shape = run.job().compiled().shape();
    AuditFault.unless(
        result.blindings().length() == shape.blocks(), Leaf.RESULT, "has not one blinding a block");
    List<Integer> wrong =
        Pedersen.ofBlockSize(shape.blockSize())
            .invalid(
                total(members, run.asked().nodes().size()),
                shape,
                ScalarVector.ofIntegers(result.cells()),
                result.blindings(),
                random);
    AuditFault.unless(
        wrong.isEmpty(),
        Leaf.RESULT,
        "the cells of blocks " + wrong + " do not open the commitments");
    return "the answer follows from " + shape.cells() + " cells that open the commitments";
  }

  /** Per block, the commitment to the sum over all repositories and nodes. */
  private static List<Commitment> total(List<Usable> members, int nodes) {
    List<CommitmentTable> tables = members.stream().map(Usable::table).toList();
    List<Commitment> total = new ArrayList<>(CommitmentTable.product(tables, 0));
    for (int node = 1; node < nodes; node++) {
      List<Commitment> product = CommitmentTable.product(tables, node);
      for (int block = 0; block < total.size(); block++) {
        total.set(block, total.get(block).plus(product.get(block)));
      }
    }
    return total;
  }
}
