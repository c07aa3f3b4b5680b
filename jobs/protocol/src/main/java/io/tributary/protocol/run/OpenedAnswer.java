package io.tributary.protocol.run;

import io.tributary.protocol.id.PartyId;
import java.math.BigInteger;
import java.util.List;

/** What came of opening a run. */
public sealed interface OpenedAnswer {
  /**
   * Every node's opening matches the products of the commitments.
   *
   * @param cells the federation's sums, as signed integers, in layout order
   */
  record Cells(List<BigInteger> cells) implements OpenedAnswer {
    public Cells {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A node's opening does not match: the evidence is that block's leaf and path.
   *
   * @param node who lied
   * @param block the first block that does not match
   */
  record Mismatch(PartyId node, int block) implements OpenedAnswer {}
}
