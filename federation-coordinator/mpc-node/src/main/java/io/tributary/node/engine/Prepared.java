package io.tributary.node.engine;

import io.tributary.mpc.four.Pieces;
import io.tributary.protocol.compare.ComparisonPlan;
import io.tributary.protocol.id.Digest;
import java.util.List;

/**
 * A comparison run whose set is final, ready to compute.
 *
 * @param inclusionRoot of the set
 * @param products of the set's commitments, 48 bytes each, piece by piece
 * @param plan what is computed
 * @param inputs of this node, in the order of the programs
 * @param first the session to start with: that of the nodes that closed the set
 */
public record Prepared(
    Digest inclusionRoot, byte[] products, ComparisonPlan plan, List<Pieces> inputs, int first) {
  public Prepared {
    inputs = List.copyOf(inputs);
  }
}
