package io.tributary.protocol.run;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.Commitment;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** The querier's last step: checks every opening, then adds them up (PROTOCOL 7.4). */
public final class OpenRun {
  /** Cells are below this in size, federation-wide; the compiler proves it for honest parties. */
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(120);

  private OpenRun() {}

  /**
   * Opens the answer.
   *
   * @param outputs one of each node, in share order
   * @param tables the commitments of the final inclusion set, their roots verified
   * @throws ProtocolException OUT_OF_RANGE if a cell is larger than any honest sum: some repository
   *     committed to a number outside the job's bounds
   */
  public static OpenedAnswer open(
      List<NodeOutput> outputs,
      List<CommitmentTable> tables,
      BlockShape shape,
      Pedersen pedersen,
      SecureRandom random) {
    ScalarVector total = ScalarVector.zeros(shape.cells());
    for (int i = 0; i < outputs.size(); i++) {
      OutputPayload.Opened opened = outputs.get(i).opened();
      List<Commitment> products = CommitmentTable.product(tables, i);
      List<Integer> wrong =
          pedersen.invalid(products, shape, opened.sums(), opened.blindings(), random);
      if (!wrong.isEmpty()) {
        return new OpenedAnswer.Mismatch(outputs.get(i).node(), wrong.get(0));
      }
      total.addInPlace(opened.sums());
    }
    return new OpenedAnswer.Cells(cells(total));
  }

  private static List<BigInteger> cells(ScalarVector total) {
    List<BigInteger> cells = new ArrayList<>(total.length());
    for (int i = 0; i < total.length(); i++) {
      BigInteger cell = total.signed(i);
      if (cell.abs().compareTo(LIMIT) >= 0) {
        throw ProtocolErrors.of(
            Code.OUT_OF_RANGE,
            "cell " + i + " of the answer is larger than the job's bounds allow",
            "A repository contributed numbers outside them; ask the repositories to run `audit"
                + " local`");
      }
      cells.add(cell);
    }
    return cells;
  }
}
