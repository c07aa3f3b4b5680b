package io.tributary.auditor;

import io.tributary.ledger.chain.BlockRef;
import io.tributary.ledger.chain.ChainProof;
import io.tributary.ledger.chain.ChainProofException;
import io.tributary.protocol.transcript.Leaf;
import java.util.List;
import java.util.Optional;

/**
 * The chain export: every header has its hash, every receipt is proven to stand in its block, and
 * what is read from it are logs of this contract alone.
 */
final class ChainCheck {
  private ChainCheck() {}

  static Finding<ChainHistory> check(Optional<byte[]> file) {
    byte[] bytes = file.orElseThrow(() -> new AuditFault(Leaf.CHAIN, "is missing"));
    ChainProof proof = verify(bytes);
    List<BlockRef> blocks = proof.blocks();
    BlockRef last = blocks.get(blocks.size() - 1);
    return new Finding<>(
        new ChainHistory(proof.domain(), proof.events(), proof::gas),
        proof.events().size()
            + " logs of "
            + proof.domain().contract()
            + " on chain "
            + proof.domain().chainId()
            + ", proven against "
            + blocks.size()
            + " block hashes; the last is "
            + last.number()
            + " "
            + last.hash());
  }

  static ChainProof verify(byte[] chainJson) {
    try {
      return ChainProof.verify(chainJson);
    } catch (ChainProofException e) {
      throw new AuditFault(leaf(e.where()), e.getMessage(), e);
    }
  }

  /** From {@code block 12, receipt 0, proof} to the name of the leaf; what follows it is detail. */
  private static Leaf leaf(String where) {
    String part = where.replaceFirst("^chain\\.json,? ?", "").replaceAll("[^a-zA-Z0-9 ]", "");
    return part.isEmpty() ? Leaf.CHAIN : Leaf.chain(part);
  }
}
