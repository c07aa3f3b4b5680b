package io.tributary.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.Domain;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnvilTest {
  private static final Path CHAIN = Path.of("..", "contracts", "chain");

  @Test
  void close_stateFileGiven_comesBackWithTheContractOnTheSamePort(@TempDir Path folder) {
    Anvil.Options options = LocalLedger.options(Optional.of(folder.resolve("chain.state")));
    URI url;
    Domain domain;
    long pid;
    try (Anvil anvil = Anvil.start(options)) {
      url = anvil.url();
      pid = anvil.pid();
      domain =
          LedgerDeployer.deploy(
              url, Account.ofMnemonic(LocalLedger.MNEMONIC, 0), 3, BigInteger.ZERO);
    }
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    try (Anvil again = Anvil.startOn(url.getPort(), options);
        Web3Ledger ledger = Web3Ledger.connect(again.url(), domain, 0)) {
      assertEquals(url, again.url());
      assertEquals(3, ledger.vettersNeeded());
    }
  }

  @Test
  void startOn_portTaken_saysWhereItsOutputIs() {
    Anvil.Options options = LocalLedger.options(Optional.empty());
    try (Anvil first = Anvil.start(options)) {
      Anvil.Options other =
          new Anvil.Options(
              options.binary(),
              LocalLedger.MNEMONIC,
              LocalLedger.CHAIN + 1,
              0,
              Optional.empty(),
              options.log());
      LedgerException refused =
          assertThrows(
              LedgerException.class, () -> Anvil.startOn(first.url().getPort(), other).close());
      assertTrue(refused.getMessage().contains(options.log().toString()), refused.getMessage());
    }
  }

  @Test
  void binary_nodeJsMissing_saysWhatToInstall(@TempDir Path folder) throws Exception {
    Files.copy(CHAIN.resolve("package.json"), folder.resolve("package.json"));
    Files.copy(CHAIN.resolve("package-lock.json"), folder.resolve("package-lock.json"));
    LedgerException refused =
        assertThrows(
            LedgerException.class, () -> AnvilInstall.binary(folder, "no-such-npm-anywhere"));
    assertTrue(refused.getMessage().contains("Install Node.js 20"), refused.getMessage());
  }

  @Test
  void binary_npmFails_passesItsWordsOn(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("package-lock.json"), "{}");
    Files.writeString(folder.resolve("package.json"), "not JSON");
    LedgerException refused =
        assertThrows(LedgerException.class, () -> AnvilInstall.binary(folder));
    assertTrue(refused.getMessage().contains("npm ci"), refused.getMessage());
  }
}
