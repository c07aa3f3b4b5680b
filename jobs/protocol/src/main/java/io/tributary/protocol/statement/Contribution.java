package io.tributary.protocol.statement;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import java.util.Optional;

/**
 * What a repository has dealt. It travels with the shares in one transaction, last.
 *
 * @param repository the dealer
 * @param runId the run
 * @param commitmentRoot root of the commitment table
 * @param sealedRoot Merkle root over the SHA-256 of each node's sealed share, in share order
 * @param tableDigest salted digest of the table snapshots
 * @param consentDigest salted digest of the consent snapshot; zero without one
 * @param again the earlier run whose cells are dealt once more; zero if these are new
 * @param blockCount blocks per node
 * @param epoch key epoch of the signer
 */
public record Contribution(
    PartyId repository,
    RunId runId,
    Digest commitmentRoot,
    Digest sealedRoot,
    Digest tableDigest,
    Digest consentDigest,
    Digest again,
    int blockCount,
    int epoch)
    implements Statement {
  public Contribution {
    Check.present(repository, runId, commitmentRoot, sealedRoot, tableDigest, consentDigest, again);
    Check.uint32(blockCount, "blockCount");
    Check.epoch(epoch);
  }

  /** The earlier run whose cells these are; empty if they are new. */
  public Optional<RunId> repeats() {
    return again.equals(Digest.ZERO) ? Optional.empty() : Optional.of(new RunId(again));
  }
}
