package io.tributary.cli.local;

import io.tributary.cli.error.NetworkErrors;
import io.tributary.cli.error.ProcessErrors;
import io.tributary.cli.home.Home;
import io.tributary.cli.home.KeyRing;
import io.tributary.ledger.Account;
import io.tributary.ledger.LedgerCall;
import io.tributary.ledger.LedgerCalls;
import io.tributary.ledger.LedgerDeployer;
import io.tributary.ledger.LedgerRevert;
import io.tributary.ledger.LedgerRevertException;
import io.tributary.ledger.LedgerWriter;
import io.tributary.party.config.KeyFiles;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.Domain;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** What the founder of a federation writes on its ledger: contract, roster, vetting. */
final class LocalLedger implements AutoCloseable {
  /** Distinct organisations that must approve a job. */
  static final int VETTERS_NEEDED = 2;

  /** What each node has at stake on a chain of this machine's own, in wei: 1 ether of no worth. */
  static final BigInteger LOCAL_BOND = BigInteger.TEN.pow(18);

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final URI url;
  private final Account owner;
  private LedgerWriter writer;
  private Domain domain;
  private BigInteger bond = BigInteger.ZERO;

  private LocalLedger(URI url, Account owner) {
    this.url = url;
    this.owner = owner;
  }

  /** On a chain of this machine's own, whose accounts everybody knows. */
  static LocalLedger on(LocalChain chain, Home home) {
    funded(home, "owner", 0);
    funded(home, "sink", 1);
    return at(chain.url(), home);
  }

  /** An account with funds that nobody else uses; on a chain of this machine's own. */
  static void spare(Home home, String who) {
    funded(home, who, 2);
  }

  /** On a node that somebody else runs; both key files hold accounts with funds. */
  static LocalLedger at(URI url, Home home) {
    return new LocalLedger(url, account(accountFile(home, "owner")));
  }

  /** Where the key of an account with funds is: {@code owner} or {@code sink}. */
  static Path accountFile(Home home, String who) {
    return home.keys(who).resolve("account.key");
  }

  /** The address of such an account. */
  static Address address(Home home, String who) {
    return account(accountFile(home, who)).address();
  }

  URI url() {
    return url;
  }

  Domain domain() {
    return domain;
  }

  /**
   * Deploys the contract.
   *
   * @param bondOfANode wei that the founder puts at stake for each node; zero for none
   */
  void deploy(BigInteger bondOfANode) {
    try {
      use(LedgerDeployer.deploy(url, owner, VETTERS_NEEDED, bondOfANode));
      bond = bondOfANode;
    } catch (LedgerException e) {
      throw NetworkErrors.ledgerUnreachable(url.toString(), e.getMessage());
    }
  }

  /** Goes on with a contract that is there. */
  void use(Domain known) {
    domain = known;
    writer = LedgerWriter.connect(url, known, owner, 0);
  }

  /** Puts a party on the roster; one that is there already stays. */
  void register(PartyId party, Role role, String organisation, Address key, Digest sealing) {
    Digest named = Digests.keccak256(organisation.getBytes(StandardCharsets.UTF_8));
    write(LedgerCalls.register(party, role, named, key, sealing));
    if (role == Role.NODE && bond.signum() > 0) {
      write(LedgerCalls.deposit(party, bond));
    }
  }

  /** Writes a call; one whose effect is there already is no failure. */
  void write(LedgerCall call) {
    try {
      writer.write(call, LIMIT);
    } catch (LedgerRevertException e) {
      if (e.revert().meaning() != LedgerRevert.Meaning.ALREADY_THERE) {
        throw ProcessErrors.toolFailed("writing to the ledger", e.getMessage(), "");
      }
    } catch (LedgerException e) {
      throw NetworkErrors.ledgerUnreachable(url.toString(), e.getMessage());
    }
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }

  private static void funded(Home home, String who, int index) {
    if (!Files.exists(accountFile(home, who))) {
      KeyRing.create(accountFile(home, who), Account.secretOfMnemonic(LocalChain.MNEMONIC, index));
    }
  }

  private static Account account(Path file) {
    byte[] secret = KeyFiles.readKey(file);
    try {
      return Account.of(secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
