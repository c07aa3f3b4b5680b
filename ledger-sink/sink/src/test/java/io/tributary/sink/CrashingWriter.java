package io.tributary.sink;

import io.tributary.ledger.ContractWriter;
import io.tributary.ledger.LedgerCall;
import io.tributary.ledger.SignedTransaction;
import io.tributary.ledger.chain.BlockRef;
import java.util.List;
import java.util.Optional;

/** A writer whose process dies at the n-th step, before or after doing it. */
final class CrashingWriter implements ContractWriter {
  private final ContractWriter writer;
  private int stepsLeft = Integer.MAX_VALUE;

  CrashingWriter(ContractWriter writer) {
    this.writer = writer;
  }

  /** The process is gone. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Dies after this many steps; each call has one before and one after its effect. */
  void dieAfter(int steps) {
    stepsLeft = steps;
  }

  @Override
  public List<Prepared> prepare(List<LedgerCall> calls) {
    step();
    List<Prepared> prepared = writer.prepare(calls);
    step();
    return prepared;
  }

  @Override
  public void send(SignedTransaction transaction) {
    step();
    writer.send(transaction);
    step();
  }

  @Override
  public Optional<SignedTransaction> raise(SignedTransaction transaction) {
    step();
    return writer.raise(transaction);
  }

  @Override
  public boolean isTooCheap(SignedTransaction transaction) {
    step();
    return writer.isTooCheap(transaction);
  }

  @Override
  public Outcome outcome(SignedTransaction transaction) {
    step();
    Outcome outcome = writer.outcome(transaction);
    step();
    return outcome;
  }

  @Override
  public BlockRef head() {
    step();
    return writer.head();
  }

  @Override
  public boolean has(BlockRef block) {
    step();
    return writer.has(block);
  }

  private void step() {
    if (stepsLeft-- == 0) {
      throw new Crash();
    }
  }
}
