package io.tributary.cli.local;

import io.tributary.cli.error.ProcessErrors;
import io.tributary.cli.home.Home;
import io.tributary.ledger.Anvil;
import io.tributary.ledger.AnvilInstall;
import io.tributary.protocol.port.LedgerException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The Ethereum node of a local federation. It writes its state down every other second, so that a
 * killed one comes back with all its blocks but those of the last two seconds, whose transactions
 * the sink sends again.
 */
final class LocalChain implements AutoCloseable {
  static final long CHAIN_ID = 31337;

  /** Of no value: the accounts of every local test chain. */
  static final String MNEMONIC = "test test test test test test test test test test test junk";

  /**
   * Transactions get a block at once; the others, an empty one each time, only let the clock of the
   * ledger go on. Every block makes the state larger that is written down.
   */
  private static final int BLOCK_SECONDS = 5;

  private final Anvil.Options options;
  private final Path folder;
  private Anvil anvil;
  private ChainBackup backup;
  private boolean closed;

  private LocalChain(Anvil.Options options, Path folder, Anvil anvil, ChainBackup backup) {
    this.options = options;
    this.folder = folder;
    this.anvil = anvil;
    this.backup = backup;
  }

  /** Starts a chain, or goes on with the one whose state is in the home. */
  static LocalChain start(Installation installation, Home home, Optional<Integer> port) {
    Path folder = home.party("chain");
    try {
      Home.make(folder);
      Anvil.Options options =
          new Anvil.Options(
              AnvilInstall.binary(installation.chain()),
              MNEMONIC,
              CHAIN_ID,
              BLOCK_SECONDS,
              Optional.of(ChainBackup.state(folder)),
              folder.resolve("log.txt"));
      ChainBackup.restore(folder);
      Anvil anvil = port.isPresent() ? Anvil.startOn(port.get(), options) : Anvil.start(options);
      return new LocalChain(options, folder, anvil, ChainBackup.start(folder, anvil.pid()));
    } catch (IOException e) {
      throw ProcessErrors.cannotStart("the local Ethereum node", e);
    } catch (LedgerException e) {
      throw ProcessErrors.toolFailed(
          "starting the local Ethereum node", e.getMessage(), "see " + home.log("chain"));
    }
  }

  URI url() {
    return anvil.url();
  }

  long pid() {
    return anvil.pid();
  }

  ProcessHandle process() {
    return ProcessHandle.of(pid())
        .orElseThrow(
            () ->
                ProcessErrors.toolFailed(
                    "starting the local Ethereum node",
                    "it has ended again",
                    "see " + options.log()));
  }

  /** Whether it has ended though nobody told it to. */
  boolean lost() {
    return !closed && ProcessHandle.of(pid()).filter(ProcessHandle::isAlive).isEmpty();
  }

  /** Ends it as a crash would. */
  void crash() {
    ProcessHandle process = process();
    close();
    process.onExit().join();
  }

  /** Starts it again where it was. */
  void restart() {
    ChainBackup.restore(folder);
    anvil = Anvil.startOn(url().getPort(), options);
    backup = ChainBackup.start(folder, anvil.pid());
    closed = false;
  }

  @Override
  public void close() {
    closed = true;
    backup.close();
    anvil.kill();
  }
}
