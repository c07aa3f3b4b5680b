package io.tributary.ledger;

import io.tributary.protocol.port.LedgerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A local Ethereum node, one process, for demos and tests. */
public final class Anvil implements AutoCloseable {
  private static final long READY_MILLIS = 20_000;
  private static final long STOP_SECONDS = 10;
  private static final int PORT_TRIES = 3;

  /** The whole state is written each time, so not more often than a restart needs. */
  private static final String STATE_SECONDS = "2";

  private final Process process;
  private final URI url;

  private Anvil(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * What to start.
   *
   * @param binary from {@link AnvilInstall}
   * @param mnemonic of the funded accounts; shown to other users of the machine, so for money that
   *     is worth nothing only
   * @param chainId its chain id
   * @param blockSeconds a block is made at once for each transaction, and in any case this often; 0
   *     for transactions only
   * @param state file to load at start, if it is there, and to write at the end and every other
   *     second: in place, so that a node killed meanwhile leaves half of it. Only the state at the
   *     last block is kept; of the blocks before, headers, transactions and receipts
   * @param log where its output goes
   */
  public record Options(
      Path binary,
      String mnemonic,
      long chainId,
      int blockSeconds,
      Optional<Path> state,
      Path log) {}

  /**
   * Starts on a free port and waits until it answers.
   *
   * @throws LedgerException if it does not start
   */
  public static Anvil start(Options options) {
    for (int attempt = 1; ; attempt++) {
      try {
        return startOn(freePort(), options);
      } catch (LedgerException e) {
        // Another process may have taken the port in between.
        if (attempt == PORT_TRIES) {
          throw e;
        }
      }
    }
  }

  /** As {@link #start(Options)}, on a given port: for a node that comes back where it was. */
  public static Anvil startOn(int port, Options options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                options.binary().toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--chain-id",
                Long.toString(options.chainId()),
                "--mnemonic",
                options.mnemonic(),
                "--hardfork",
                "prague",
                "--quiet"));
    if (options.blockSeconds() > 0) {
      command.addAll(
          List.of("--mixed-mining", "--block-time", Integer.toString(options.blockSeconds())));
    }
    options
        .state()
        .ifPresent(
            s ->
                command.addAll(
                    List.of("--state", s.toString(), "--state-interval", STATE_SECONDS)));
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(options.log().toFile()))
              .start();
    } catch (IOException e) {
      throw new LedgerException("cannot start " + options.binary(), e);
    }
    Anvil anvil = new Anvil(process, URI.create("http://127.0.0.1:" + port));
    try {
      anvil.awaitReady(options);
      return anvil;
    } catch (RuntimeException e) {
      anvil.kill();
      throw e;
    }
  }

  public URI url() {
    return url;
  }

  public long pid() {
    return process.pid();
  }

  /** Stops it; it writes its state first. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it at once, as a crash would. */
  public void kill() {
    process.destroyForcibly();
  }

  private void awaitReady(Options options) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_MILLIS);
    try (JsonRpc rpc = new JsonRpc(url)) {
      while (!answers(rpc, options.chainId())) {
        boolean dead = process.waitFor(50, TimeUnit.MILLISECONDS);
        if (dead || System.nanoTime() > end) {
          throw new LedgerException(
              "the local Ethereum node did not start; its output is in "
                  + options.log()
                  + (Files.exists(options.log()) ? ": " + lastLine(options.log()) : ""),
              null);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted while the Ethereum node started", e);
    }
  }

  private static boolean answers(JsonRpc rpc, long chainId) {
    try {
      return Quantity.longNumber(rpc.ask("eth_chainId"), "eth_chainId") == chainId;
    } catch (LedgerException e) {
      return false;
    }
  }

  private static String lastLine(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "";
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}
