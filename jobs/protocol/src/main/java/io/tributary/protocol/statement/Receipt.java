package io.tributary.protocol.statement;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;

/**
 * The querier has the answer, or names the node whose opening does not match.
 *
 * @param runId the run
 * @param transcriptRoot Merkle root over the transcript's lines
 * @param outcome 0 verified, 1 a node's opening does not match its products
 * @param culprit party id of that node, or zero
 */
public record Receipt(RunId runId, Digest transcriptRoot, int outcome, Digest culprit)
    implements Statement {
  public Receipt {
    Check.present(runId, transcriptRoot, culprit);
    Check.uint8(outcome, "outcome");
  }
}
