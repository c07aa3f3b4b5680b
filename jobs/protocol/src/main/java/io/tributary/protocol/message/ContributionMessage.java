package io.tributary.protocol.message;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.MerkleTree;
import io.tributary.mpc.MpcException;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Signed;
import java.util.List;

/**
 * What a repository has dealt. It travels last in the transaction that holds the sealed shares.
 *
 * @param signed the statement
 * @param commitments the table, node-major, 48 bytes each; not yet checked
 * @param sealed SHA-256 of each node's sealed share, in share order; not yet checked
 */
public record ContributionMessage(
    Signed<Contribution> signed, byte[] commitments, List<Digest> sealed) implements Message {
  public ContributionMessage {
    sealed = List.copyOf(sealed);
  }

  /** Root over the digests of the sealed shares, as the contribution states it. */
  public static Digest sealedRoot(List<Digest> sealed) {
    return Digest.of(MerkleTree.root(sealed.stream().map(Digest::bytes).toList()));
  }

  /**
   * The commitments, after checking everything that can be checked without a share: block count,
   * both roots, and every point.
   *
   * @param nodes of the run
   * @param shape of the job
   * @throws ProtocolException MALFORMED or DIGEST, naming run and repository
   */
  public CommitmentTable table(int nodes, BlockShape shape) {
    Contribution said = signed.statement();
    if (said.blockCount() != shape.blocks() || sealed.size() != nodes) {
      throw refused(Code.MALFORMED, "its numbers of blocks or shares are not those of the job");
    }
    if (!sealedRoot(sealed).equals(said.sealedRoot())) {
      throw refused(Code.DIGEST, "the digests of its sealed shares are not those signed");
    }
    CommitmentTable table;
    try {
      table = CommitmentTable.parse(commitments, nodes, shape.blocks());
    } catch (MpcException e) {
      throw refused(Code.MALFORMED, String.valueOf(e.getMessage()));
    }
    if (!Digest.of(table.root()).equals(said.commitmentRoot())) {
      throw refused(Code.DIGEST, "its commitments are not those signed");
    }
    return table;
  }

  private ProtocolException refused(Code code, String problem) {
    Contribution said = signed.statement();
    return ProtocolErrors.contribution(
        code,
        said.runId(),
        said.repository(),
        problem,
        "The repository is left out; ask its operator to run this version");
  }
}
