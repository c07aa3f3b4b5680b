package io.tributary.auditor;

import io.tributary.ledger.Account;
import io.tributary.ledger.Anvil;
import io.tributary.ledger.AnvilInstall;
import io.tributary.ledger.LedgerCall;
import io.tributary.ledger.LedgerCalls;
import io.tributary.ledger.LedgerDeployer;
import io.tributary.ledger.LedgerWriter;
import io.tributary.ledger.Web3Ledger;
import io.tributary.ledger.chain.ChainExport;
import io.tributary.protocol.fake.Roster;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The audit contract on a real node of its own. */
final class AnvilChain implements TestChain, AutoCloseable {
  private static final String MNEMONIC =
      "test test test test test test test test test test test junk";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final BigInteger bond;
  private final Anvil anvil;
  private final Domain domain;
  private final LedgerWriter writer;

  AnvilChain() {
    this(BigInteger.ZERO);
  }

  /** With a bond that nodes need, in wei, and which they are given. */
  AnvilChain(BigInteger bond) {
    this.bond = bond;
    try {
      Files.createDirectories(Path.of("target"));
      anvil =
          Anvil.start(
              new Anvil.Options(
                  AnvilInstall.binary(Path.of("..", "contracts", "chain")),
                  MNEMONIC,
                  31337,
                  0,
                  Optional.empty(),
                  Files.createTempFile(Path.of("target"), "anvil", ".log")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Account payer = Account.ofMnemonic(MNEMONIC, 0);
    domain = LedgerDeployer.deploy(anvil.url(), payer, 2, bond);
    writer = LedgerWriter.connect(anvil.url(), domain, payer, 0);
  }

  /** A new connection, which knows no older head. */
  Web3Ledger ledger() {
    return Web3Ledger.connect(anvil.url(), domain, 0);
  }

  /** Chain export of a run as far as it has come. */
  byte[] export(RunId run) {
    try (Web3Ledger ledger = ledger()) {
      return ChainExport.export(ledger, run);
    }
  }

  private void write(LedgerCall call) {
    writer.write(call, LIMIT);
  }

  @Override
  public Domain domain() {
    return domain;
  }

  @Override
  public long now() {
    try (Web3Ledger ledger = ledger()) {
      return ledger.time();
    }
  }

  @Override
  public void register(Roster.Member m) {
    write(
        LedgerCalls.register(
            m.id(), m.role(), m.organisation(), m.key().address(), m.sealing().publicKey()));
    if (m.role() == Role.NODE && bond.signum() > 0) {
      write(LedgerCalls.deposit(m.id(), bond));
    }
  }

  /** The coordinator ends a run. */
  void abort(Signed<Abort> abort) {
    write(LedgerCalls.abort(abort));
  }

  /** Names a node. */
  void convict(OpeningEvidence evidence) {
    write(LedgerCalls.convictNode(evidence));
  }

  /** Gives a party another key. */
  void rotate(PartyId party, IdentityKey key) {
    write(LedgerCalls.rotate(party, key.address(), Digest.ZERO));
  }

  @Override
  public void vet(List<Signed<Approval>> approvals) {
    write(LedgerCalls.vetJob(approvals));
  }

  @Override
  public void open(PartyId querier, Signed<RunRequest> request) {
    write(LedgerCalls.openRun(request));
  }

  @Override
  public void accept(Signed<Acceptance> acceptance) {
    write(LedgerCalls.acceptance(acceptance));
  }

  @Override
  public void refuse(Signed<Refusal> refusal) {
    write(LedgerCalls.refusal(refusal));
  }

  @Override
  public void contribute(Signed<Contribution> contribution) {
    write(LedgerCalls.contribution(contribution));
  }

  @Override
  public void close(RunId run, List<Signed<Checked>> checked, InclusionSet set) {
    write(LedgerCalls.close(run, checked, set.members()));
  }

  @Override
  public void complete(RunId run, List<Signed<Completion>> completions) {
    write(LedgerCalls.complete(run, completions));
  }

  @Override
  public void receive(PartyId querier, Signed<Receipt> receipt) {
    write(LedgerCalls.receipt(receipt));
  }

  @Override
  public void close() {
    writer.close();
    anvil.close();
  }
}
