package io.tributary.protocol.statement;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import java.util.List;

/**
 * A question, signed by the querier. The run id follows from signer and nonce (PROTOCOL 3.1).
 *
 * @param jobDigest what is asked
 * @param parametersDigest salted digest of the parameters
 * @param repositories who is asked, sorted by id
 * @param nodes who combines, in share order
 * @param resultKey X25519 public key made for this run
 * @param purposeDigest digest of the stated purpose
 * @param contributionDeadline Unix seconds; later contributions are refused
 * @param deadline Unix seconds; the run has ended or is aborted by then
 * @param nonce 32 random bytes
 * @param feeClass 0 in this version
 * @param faults how many nodes may be missing or faulty: 0, or 1 of exactly four
 */
public record RunRequest(
    Digest jobDigest,
    Digest parametersDigest,
    List<PartyId> repositories,
    List<PartyId> nodes,
    Digest resultKey,
    Digest purposeDigest,
    long contributionDeadline,
    long deadline,
    Digest nonce,
    int feeClass,
    int faults)
    implements Statement {
  /** The contract's limits. */
  public static final int MOST_REPOSITORIES = 256;

  public static final int MOST_NODES = 16;

  /** Nodes of a run that goes on without one of them. */
  public static final int NODES_WITH_A_FAULT = 4;

  public RunRequest {
    Check.present(jobDigest, parametersDigest, resultKey, purposeDigest, nonce);
    repositories = List.copyOf(repositories);
    nodes = List.copyOf(nodes);
    Check.distinct(repositories, MOST_REPOSITORIES, "repositories");
    Check.distinct(nodes, MOST_NODES, "nodes");
    if (!repositories.equals(repositories.stream().sorted().toList())) {
      throw new IllegalArgumentException("repositories are sorted by id");
    }
    Check.uint64(contributionDeadline, "contributionDeadline");
    Check.uint64(deadline, "deadline");
    if (contributionDeadline >= deadline) {
      throw new IllegalArgumentException("contributionDeadline is before deadline");
    }
    Check.uint8(feeClass, "feeClass");
    if (faults != 0 && (faults != 1 || nodes.size() != NODES_WITH_A_FAULT)) {
      throw new IllegalArgumentException("faults is 0, or 1 with exactly four nodes");
    }
  }

  /** How many nodes must have signed before the ledger closes or completes the run. */
  public int nodesNeeded() {
    return nodes.size() - faults;
  }
}
