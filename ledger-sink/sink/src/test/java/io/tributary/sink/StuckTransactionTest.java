package io.tributary.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.ledger.Account;
import io.tributary.ledger.LedgerWriter;
import io.tributary.ledger.LocalLedger;
import io.tributary.ledger.Web3Ledger;
import io.tributary.protocol.port.Ledger.RunState;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gas becomes dear after a transaction was signed: it is offered for more, within bounds. */
final class StuckTransactionTest {
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);
  private static final String FLIGHTS = "sink-flights";

  private LocalLedger chain;
  private Web3Ledger ledger;

  @BeforeEach
  void start() {
    chain = LocalLedger.start();
    ledger = chain.read();
  }

  @AfterEach
  void stop() {
    ledger.close();
    chain.close();
  }

  private LedgerWriter writer(int mostGwei) {
    return LedgerWriter.connect(
        chain.anvil().url(),
        chain.domain(),
        Account.ofMnemonic(LocalLedger.MNEMONIC, 1),
        0,
        GWEI.multiply(BigInteger.valueOf(mostGwei)));
  }

  /** From now on blocks are made by {@link #block} only, whatever waits. */
  private void holdBlocks() {
    chain.rpc("evm_setAutomine", false);
  }

  private void block(int baseFeeGwei) {
    BigInteger fee = GWEI.multiply(BigInteger.valueOf(baseFeeGwei));
    chain.rpc("anvil_setNextBlockBaseFeePerGas", "0x" + fee.toString(16));
    chain.rpc("evm_mine");
  }

  private RunState state(Scene scene) {
    return ledger.run(scene.run).map(r -> r.state()).orElse(RunState.NONE);
  }

  private static Flight flight(SinkRunner runner) {
    List<byte[]> flights = List.copyOf(runner.store().table(FLIGHTS).values());
    assertEquals(1, flights.size());
    return Flight.of(flights.get(0));
  }

  /** How many versions there are of the flight that waits. */
  private static int versions(SinkRunner runner) {
    return flight(runner).versions().size();
  }

  /** Blocks are made as soon as there is a transaction for one. */
  private void makeBlocks() {
    block(1);
    chain.rpc("evm_setAutomine", true);
  }

  /** A sink with a transaction that is signed and stored, and not sent. */
  private SinkRunner signed(Scene scene, LedgerWriter writer) {
    SinkRunner runner = new SinkRunner(ledger, writer);
    runner.deliver(scene.dispatch());
    runner.until(() -> !runner.store().table(FLIGHTS).isEmpty());
    return runner;
  }

  /**
   * A sink with a transaction that was signed and sent for cheap blocks, and then came dear ones.
   */
  private SinkRunner stuck(Scene scene, LedgerWriter writer) {
    SinkRunner runner = signed(scene, writer);
    holdBlocks();
    runner.step(false); // sent
    assertEquals(1, versions(runner));
    for (int i = 0; i < 3; i++) {
      block(100);
    }
    assertEquals(RunState.NONE, state(scene));
    return runner;
  }

  @Test
  void transaction_passedOverByDearBlocks_isOfferedForMoreAndWrittenOnce() {
    Scene scene = new Scene(chain, chain.vettedJob());
    try (LedgerWriter writer = writer(500)) {
      SinkRunner runner = stuck(scene, writer);
      assertEquals(1, versions(runner));
      runner.step(false); // finds it stuck, and stores a version that pays more
      assertEquals(2, versions(runner));
      runner.restart();
      runner.step(false); // sends it
      block(100);
      runner.until(() -> state(scene) == RunState.OPEN);
      runner.until(() -> runner.store().table(FLIGHTS).isEmpty());
      chain.rpc("evm_setAutomine", true);
      scene.messages().forEach(runner::deliver);
      runner.until(() -> state(scene) == RunState.RECEIVED);
      assertEquals(Map.of(), runner.deadLetters());
    }
  }

  @Test
  void transaction_tooCheapForTheNextBlock_isOfferedForMoreAtOnce() {
    Scene scene = new Scene(chain, chain.vettedJob());
    try (LedgerWriter writer = writer(500)) {
      SinkRunner runner = signed(scene, writer);
      block(100);
      runner.step(false); // sent, and there will be no block to wait for
      assertEquals(2, versions(runner));
      runner.until(() -> state(scene) == RunState.OPEN);
      assertEquals(Map.of(), runner.deadLetters());
    }
  }

  @Test
  void transaction_thatMayNotPayMore_waitsUntilBlocksAreCheapAgain() {
    Scene scene = new Scene(chain, chain.vettedJob());
    try (LedgerWriter writer = writer(20)) {
      SinkRunner runner = stuck(scene, writer);
      for (int i = 0; i < 4; i++) {
        runner.step(false);
        block(100);
        block(100);
        block(100);
      }
      // At once to the bound, and then no more.
      assertEquals(2, versions(runner));
      assertEquals(RunState.NONE, state(scene));
      makeBlocks();
      runner.until(() -> state(scene) == RunState.OPEN);
      runner.until(() -> runner.store().table(FLIGHTS).isEmpty());
    }
  }

  @Test
  void transaction_whoseFirstVersionIsMinedAfterAll_isNotWrittenTwice() {
    Scene scene = new Scene(chain, chain.vettedJob());
    try (LedgerWriter writer = writer(500)) {
      SinkRunner runner = stuck(scene, writer);
      runner.step(false); // a second version is stored, and not sent
      assertEquals(2, versions(runner));
      makeBlocks();
      byte[] first = flight(runner).versions().get(0).raw();
      chain.rpc("eth_sendRawTransaction", "0x" + HexFormat.of().formatHex(first));
      runner.until(() -> runner.store().table(FLIGHTS).isEmpty());
      assertEquals(RunState.OPEN, state(scene));
      assertEquals(Map.of(), runner.deadLetters());
    }
  }
}
