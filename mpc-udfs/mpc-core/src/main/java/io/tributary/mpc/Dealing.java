package io.tributary.mpc;

import java.util.List;

/**
 * One contribution, dealt: a share for each node and the commitments to all of them. {@link
 * #close()} wipes the shares.
 */
public final class Dealing implements AutoCloseable {
  private final List<NodeShare> shares;
  private final CommitmentTable commitments;

  Dealing(List<NodeShare> shares, CommitmentTable commitments) {
    this.shares = List.copyOf(shares);
    this.commitments = commitments;
  }

  /** The shares, by node. */
  public List<NodeShare> shares() {
    return shares;
  }

  /** The public commitments, by node and block. */
  public CommitmentTable commitments() {
    return commitments;
  }

  /** Wipes every share. */
  @Override
  public void close() {
    shares.forEach(NodeShare::close);
  }
}
