package io.tributary.ledger;

import io.tributary.ledger.chain.BlockRef;
import io.tributary.protocol.port.LedgerException;
import java.util.List;
import java.util.Optional;

/**
 * Writing to the contract in three steps, so that the caller survives a crash at any point: {@link
 * #prepare} fixes nonce, bytes and hash of each transaction; the caller stores them; only then
 * {@link #send}; {@link #outcome} tells what became of it. Sending the same one again never does it
 * twice.
 */
public interface ContractWriter {
  /** A call made ready, or the reason why the contract would refuse it. Exactly one is there. */
  record Prepared(
      LedgerCall call, Optional<SignedTransaction> transaction, Optional<LedgerRevert> revert) {}

  /** What became of a transaction. */
  enum Outcome {
    /** Done, with the confirmations asked for. */
    DONE,
    /** Mined, but the contract refused it. Preparing the call again tells why. */
    REVERTED,
    /** Sent and not final yet. */
    PENDING,
    /** Unknown to the node: to be sent again. */
    LOST,
    /** Another transaction has taken its nonce: it will never be mined; prepare the call anew. */
    REPLACED
  }

  /**
   * Signs calls with consecutive nonces. They must be independent of each other. Sends nothing.
   *
   * @param at the block that they are tried out on: what the contract refuses, it refuses there
   * @throws LedgerException if the node does not answer, or the chain no longer has that block
   */
  List<Prepared> prepare(List<LedgerCall> calls, BlockRef at);

  /**
   * Sends it, or makes sure that the node has it.
   *
   * @throws LedgerException if the node does not take it: ask for the outcome, then decide
   */
  void send(SignedTransaction transaction);

  /**
   * Signs the same call once more, under the same nonce, at a fee that present blocks take. Sends
   * nothing: the caller stores it beside the first, since either of them may be mined, and never
   * both.
   *
   * @return empty if something under this nonce is mined, or the most that may be paid is reached
   * @throws LedgerException if the node does not answer
   */
  Optional<SignedTransaction> raise(SignedTransaction transaction);

  /**
   * Whether it offers less than the next block asks, so that a node may refuse to take it.
   *
   * @throws LedgerException if the node does not answer
   */
  boolean isTooCheap(SignedTransaction transaction);

  /**
   * Looks a transaction up by its hash.
   *
   * @throws LedgerException if the node does not answer
   */
  Outcome outcome(SignedTransaction transaction);

  /**
   * The block that a transaction is in, however deep; empty if it is in none.
   *
   * @throws LedgerException if the node does not answer
   */
  Optional<BlockRef> blockOf(SignedTransaction transaction);

  /**
   * Whether the node misses transactions of this account that come before this one, so that it
   * cannot be mined: the chain went back behind them, or the node has forgotten them.
   *
   * @throws LedgerException if the node does not answer
   */
  boolean isStranded(SignedTransaction transaction);

  /**
   * The newest block.
   *
   * @throws LedgerException if the node does not answer
   */
  BlockRef head();

  /**
   * Whether a block is still on the chain: if not, the chain was reorganised deeper than its
   * outcomes were confirmed, or its node came back from an older state.
   *
   * @throws LedgerException if the node does not answer
   */
  boolean has(BlockRef block);
}
