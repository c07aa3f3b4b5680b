package io.tributary.sink;

import io.tributary.ledger.ContractWriter;
import io.tributary.ledger.LedgerCall;
import io.tributary.ledger.SignedTransaction;
import io.tributary.ledger.chain.BlockRef;
import java.util.List;
import java.util.Optional;

/** A writer to which something happens at its n-th step, before or after doing it. */
final class DisturbedWriter implements ContractWriter {
  private final ContractWriter writer;
  private int stepsLeft = Integer.MAX_VALUE;
  private Runnable event = () -> {};

  DisturbedWriter(ContractWriter writer) {
    this.writer = writer;
  }

  /** The process is gone. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Dies after this many steps; calls with an effect have one before and one after it. */
  void dieAfter(int steps) {
    after(
        steps,
        () -> {
          throw new Crash();
        });
  }

  /** Something happens after this many steps, once. */
  void after(int steps, Runnable what) {
    stepsLeft = steps;
    event = what;
  }

  /** Nothing happens any more. */
  void calm() {
    stepsLeft = Integer.MAX_VALUE;
  }

  @Override
  public List<Prepared> prepare(List<LedgerCall> calls, BlockRef at) {
    step();
    List<Prepared> prepared = writer.prepare(calls, at);
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
  public Optional<BlockRef> blockOf(SignedTransaction transaction) {
    step();
    return writer.blockOf(transaction);
  }

  @Override
  public boolean isStranded(SignedTransaction transaction) {
    step();
    return writer.isStranded(transaction);
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
      event.run();
    }
  }
}
