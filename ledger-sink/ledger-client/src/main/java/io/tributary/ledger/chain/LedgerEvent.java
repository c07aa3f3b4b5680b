package io.tributary.ledger.chain;

import io.tributary.ledger.abi.AbiException;
import io.tributary.ledger.abi.ContractAbi;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.statement.AbortReason;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What the contract logs, as IAuditLedger documents it. */
public sealed interface LedgerEvent {
  /** An event of one run. */
  sealed interface OfRun extends LedgerEvent {
    RunId run();
  }

  /** An event of one job. */
  sealed interface OfJob extends LedgerEvent {
    Digest jobDigest();
  }

  record LedgerDeployed(BigInteger chainId, int vettersNeeded) implements LedgerEvent {}

  record PartyRegistered(
      PartyId party, Role role, Digest organisation, Address account, Digest sealing)
      implements LedgerEvent {}

  record KeyRotated(PartyId party, int epoch, Address account, Digest sealing)
      implements LedgerEvent {}

  record PartyLeft(PartyId party) implements LedgerEvent {}

  record JobVetted(Digest jobDigest, long expires, List<PartyId> vetters) implements OfJob {}

  record JobRevoked(Digest jobDigest, PartyId vetter) implements OfJob {}

  record RunOpened(
      RunId run,
      PartyId querier,
      Digest jobDigest,
      Digest requestDigest,
      Address signer,
      List<PartyId> repositories,
      List<PartyId> nodes,
      long contributionDeadline,
      long deadline)
      implements OfRun {}

  record StatementRecorded(RunId run, PartyId party, StatementKind kind, Digest digest, Digest root)
      implements OfRun {}

  record EquivocationRecorded(RunId run, PartyId party, Digest first, Digest second)
      implements OfRun {}

  record RunClosed(RunId run, Digest inclusionRoot, int contributors, int closers)
      implements OfRun {}

  record RunCompleted(RunId run, Digest inclusionRoot, int completers) implements OfRun {}

  record RunReceived(RunId run, Digest transcriptRoot, int outcome, Digest culprit)
      implements OfRun {}

  record NodeConvicted(RunId run, PartyId node, int block) implements OfRun {}

  record RunAborted(RunId run, AbortReason reason) implements OfRun {}

  /**
   * A party has lost a part of its deposit.
   *
   * @param harmed is credited what is not burnt
   * @param amount wei lost
   * @param burnt wei of it that nobody gets
   */
  record DepositPenalised(
      RunId run, PartyId party, Address harmed, BigInteger amount, BigInteger burnt)
      implements OfRun {}

  /**
   * Reads a log of the contract; empty for those that say nothing of the federation, such as the
   * change of its owner.
   *
   * @throws AbiException if it is no such log
   */
  static Optional<LedgerEvent> of(List<Digest> topics, byte[] data) {
    try {
      return ContractAbi.auditLedger().event(topics, data).map(EventReader::read);
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw new AbiException("an argument of the event is out of range: " + e.getMessage());
    }
  }
}
