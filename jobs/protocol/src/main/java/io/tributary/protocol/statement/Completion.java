package io.tributary.protocol.statement;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;

/**
 * A node has summed the final set, once.
 *
 * @param node who summed
 * @param runId the run
 * @param inclusionRoot the set
 * @param productRoot Merkle root over the per-block products of the commitments
 * @param outputDigest SHA-256 of the sealed output
 * @param stepLogRoot Merkle root of the step log
 * @param rounds rounds of communication, 1 for sums
 * @param operations field additions done
 * @param epoch key epoch of the signer
 */
public record Completion(
    PartyId node,
    RunId runId,
    Digest inclusionRoot,
    Digest productRoot,
    Digest outputDigest,
    Digest stepLogRoot,
    int rounds,
    long operations,
    int epoch)
    implements Statement {
  public Completion {
    Check.present(node, runId, inclusionRoot, productRoot, outputDigest, stepLogRoot);
    Check.uint32(rounds, "rounds");
    Check.uint64(operations, "operations");
    Check.epoch(epoch);
  }
}
