package io.tributary.ledger;

import io.tributary.protocol.port.LedgerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Installs the local Ethereum node with npm, at the version that {@code contracts/chain} pins by
 * its lock file.
 */
public final class AnvilInstall {
  private static final long INSTALL_MINUTES = 10;

  private AnvilInstall() {}

  /**
   * The node's binary, installed first if it is missing. Two processes may ask at once.
   *
   * @param chainFolder {@code ledger-sink/contracts/chain}
   * @throws LedgerException if Node.js is missing or npm fails
   */
  public static Path binary(Path chainFolder) {
    return binary(chainFolder, "npm");
  }

  static Path binary(Path chainFolder, String npm) {
    Path folder = chainFolder.toAbsolutePath().normalize();
    Path binary = folder.resolve("node_modules/@foundry-rs/anvil-" + platform() + "/bin/anvil");
    if (Files.isExecutable(binary)) {
      return binary;
    }
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("package-lock.json"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.isExecutable(binary)) {
        install(folder, npm);
      }
    } catch (IOException e) {
      throw new LedgerException("cannot install the local Ethereum node in " + folder, e);
    }
    if (!Files.isExecutable(binary)) {
      throw new LedgerException(
          "npm installed no Ethereum node for "
              + platform()
              + ". Use --ledger-url with a node of your own.",
          null);
    }
    return binary;
  }

  private static void install(Path folder, String npm) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(npm, "ci", "--no-audit", "--no-fund")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new LedgerException(
          "npm is missing, which installs the local Ethereum node. Install Node.js 20 or newer, or"
              + " use --ledger-url with a node of your own.",
          e);
    }
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new LedgerException("'npm ci' failed in " + folder + ": " + output, null);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted while npm installed the Ethereum node", e);
    }
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "darwin" : os.contains("win") ? "win32" : "linux";
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return system + (arm ? "-arm64" : "-amd64");
  }
}
