package io.tributary.testkit;

import io.tributary.ledger.ContractWriter;
import io.tributary.ledger.LedgerCall;
import io.tributary.ledger.SignedTransaction;
import io.tributary.ledger.chain.BlockRef;
import io.tributary.sink.SinkMain;
import java.util.List;
import java.util.Optional;

/**
 * Carries everything to the contract with one bit changed: of a contribution the root of its
 * commitments, of all else the last signature.
 */
public final class SinkForgingStatements implements ContractWriter {
  private static final String CONTRIBUTION = "recordContribution";
  private static final int SELECTOR = 4;
  private static final int WORD = 32;

  /** Repository and run come before it. */
  private static final int ROOT_END = SELECTOR + 3 * WORD;

  private final ContractWriter honest;

  public SinkForgingStatements(ContractWriter honest) {
    this.honest = honest;
  }

  /** A sink with such a writer: takes what {@link SinkMain} takes. */
  public static void main(String[] args) {
    SinkMain.run(args, SinkForgingStatements::new);
  }

  /** The call with one bit changed. */
  static LedgerCall forge(LedgerCall call) {
    byte[] data = call.data();
    int at = call.function().equals(CONTRIBUTION) ? ROOT_END - 1 : lastSigned(data);
    data[at] ^= 1;
    return new LedgerCall(call.function(), data, call.value());
  }

  /** Arguments end in a signature, and that in zeros up to a whole word. */
  private static int lastSigned(byte[] data) {
    int at = data.length - 1;
    while (data[at] == 0) {
      at--;
    }
    return at;
  }

  @Override
  public List<Prepared> prepare(List<LedgerCall> calls, BlockRef at) {
    return honest.prepare(calls.stream().map(SinkForgingStatements::forge).toList(), at);
  }

  @Override
  public void send(SignedTransaction transaction) {
    honest.send(transaction);
  }

  @Override
  public Optional<SignedTransaction> raise(SignedTransaction transaction) {
    return honest.raise(transaction);
  }

  @Override
  public boolean isTooCheap(SignedTransaction transaction) {
    return honest.isTooCheap(transaction);
  }

  @Override
  public Outcome outcome(SignedTransaction transaction) {
    return honest.outcome(transaction);
  }

  @Override
  public Optional<BlockRef> blockOf(SignedTransaction transaction) {
    return honest.blockOf(transaction);
  }

  @Override
  public boolean isStranded(SignedTransaction transaction) {
    return honest.isStranded(transaction);
  }

  @Override
  public BlockRef head() {
    return honest.head();
  }

  @Override
  public boolean has(BlockRef block) {
    return honest.has(block);
  }
}
