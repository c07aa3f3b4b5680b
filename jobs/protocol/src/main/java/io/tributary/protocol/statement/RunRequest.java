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
    int feeClass)
    implements Statement {
  /** The contract's limits. */
  public static final int MOST_REPOSITORIES = 256;

  public static final int MOST_NODES = 16;

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
  }
}
