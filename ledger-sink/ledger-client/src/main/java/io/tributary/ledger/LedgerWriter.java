package io.tributary.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.ledger.chain.BlockRef;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.Domain;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes to the contract from one account. There must be one writer an account, in one thread. */
public final class LedgerWriter implements ContractWriter, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final JsonRpc rpc;
  private final Transactions transactions;
  private final Address contract;
  private final int confirmations;

  private LedgerWriter(
      JsonRpc rpc, Account account, Domain domain, int confirmations, BigInteger mostPerGas) {
    this.rpc = rpc;
    this.transactions = new Transactions(rpc, account, mostPerGas);
    this.contract = domain.contract();
    this.confirmations = confirmations;
    if (transactions.chainId() != domain.chainId()) {
      throw new LedgerException(
          "the Ethereum node is on chain "
              + transactions.chainId()
              + ", expected "
              + domain.chainId()
              + ". Check ledger.url and ledger.chainId.",
          null);
    }
  }

  /**
   * Connects.
   *
   * @param confirmations blocks on top of a transaction's before its outcome is final
   */
  public static LedgerWriter connect(URI url, Domain domain, Account account, int confirmations) {
    return connect(url, domain, account, confirmations, Transactions.DEFAULT_MOST_PER_GAS);
  }

  /**
   * As {@link #connect(URI, Domain, Account, int)}.
   *
   * @param mostPerGas the most that a transaction offers for a unit of gas, in wei, however much it
   *     would take
   */
  public static LedgerWriter connect(
      URI url, Domain domain, Account account, int confirmations, BigInteger mostPerGas) {
    JsonRpc rpc = new JsonRpc(url);
    try {
      return new LedgerWriter(rpc, account, domain, confirmations, mostPerGas);
    } catch (RuntimeException e) {
      rpc.close();
      throw e;
    }
  }

  /** As {@link #prepare(List, BlockRef)}, at the newest block. */
  public List<Prepared> prepare(List<LedgerCall> calls) {
    return prepare(calls, head());
  }

  @Override
  public List<Prepared> prepare(List<LedgerCall> calls, BlockRef at) {
    long nonce = transactions.nextNonce();
    List<Prepared> prepared = new ArrayList<>();
    for (LedgerCall call : calls) {
      Transactions.Estimate estimate = transactions.estimate(contract, call, at.number());
      Optional<SignedTransaction> transaction = Optional.empty();
      if (estimate.gas().isPresent()) {
        BigInteger gas = estimate.gas().get();
        transaction = Optional.of(transactions.sign(nonce++, contract, call, gas));
      }
      prepared.add(new Prepared(call, transaction, estimate.revert()));
    }
    if (!has(at)) {
      throw new LedgerException("the chain went back behind block " + at.number(), null);
    }
    return prepared;
  }

  @Override
  public void send(SignedTransaction transaction) {
    transactions.send(transaction);
  }

  @Override
  public Optional<SignedTransaction> raise(SignedTransaction transaction) {
    return transactions.minedNonce() > transaction.nonce()
        ? Optional.empty()
        : transactions.raise(transaction);
  }

  @Override
  public boolean isTooCheap(SignedTransaction transaction) {
    return transactions.isTooCheap(transaction);
  }

  @Override
  public Outcome outcome(SignedTransaction transaction) {
    Optional<JsonNode> receipt = transactions.receipt(transaction.hash());
    if (receipt.isPresent()) {
      long block = Quantity.longNumber(receipt.get().path("blockNumber"), "a receipt's block");
      if (transactions.height() < block + confirmations) {
        return Outcome.PENDING;
      }
      boolean good = Quantity.longNumber(receipt.get().path("status"), "a receipt's status") == 1;
      return good ? Outcome.DONE : Outcome.REVERTED;
    }
    if (transactions.known(transaction.hash())) {
      return Outcome.PENDING;
    }
    if (transactions.minedNonce() <= transaction.nonce()) {
      return Outcome.LOST;
    }
    // It may have been mined between the two questions.
    return transactions.receipt(transaction.hash()).isPresent()
        ? Outcome.PENDING
        : Outcome.REPLACED;
  }

  @Override
  public Optional<BlockRef> blockOf(SignedTransaction transaction) {
    return transactions
        .receipt(transaction.hash())
        .map(r -> block(r.path("blockNumber"), r.path("blockHash")));
  }

  @Override
  public boolean isStranded(SignedTransaction transaction) {
    return transactions.nextNonce() < transaction.nonce();
  }

  @Override
  public BlockRef head() {
    return block("latest")
        .orElseThrow(() -> new LedgerException("the Ethereum node has no block", null));
  }

  @Override
  public boolean has(BlockRef block) {
    return block(Quantity.of(block.number())).filter(block::equals).isPresent();
  }

  private Optional<BlockRef> block(String at) {
    JsonNode block = rpc.ask("eth_getBlockByNumber", at, false);
    return block.isNull()
        ? Optional.empty()
        : Optional.of(block(block.path("number"), block.path("hash")));
  }

  private static BlockRef block(JsonNode number, JsonNode hash) {
    return new BlockRef(
        Quantity.longNumber(number, "a block's number"),
        Digest.of(Quantity.bytes(hash, "a block's hash")));
  }

  /**
   * Writes one call and waits for its outcome: for set-up and tests, where a crash means starting
   * over.
   *
   * @throws LedgerRevertException if the contract refuses it
   * @throws LedgerException if it was not final in time
   */
  public void write(LedgerCall call, Duration limit) {
    Prepared prepared = prepare(List.of(call)).get(0);
    if (prepared.revert().isPresent()) {
      throw new LedgerRevertException(call.function(), prepared.revert().get());
    }
    SignedTransaction transaction = prepared.transaction().orElseThrow();
    send(transaction);
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < end) {
      switch (outcome(transaction)) {
        case DONE -> {
          return;
        }
        case REVERTED ->
            throw new LedgerRevertException(
                call.function(),
                prepare(List.of(call)).get(0).revert().orElse(LedgerRevert.of("")));
        case LOST -> send(transaction);
        case REPLACED -> throw new LedgerException("another writer uses the same account", null);
        case PENDING -> pause();
      }
    }
    throw new LedgerException(call.function() + " was not final after " + limit, null);
  }

  @Override
  public void close() {
    rpc.close();
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted while waiting for the ledger", e);
    }
  }
}
