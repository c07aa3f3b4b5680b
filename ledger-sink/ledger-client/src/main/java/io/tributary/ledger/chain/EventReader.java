package io.tributary.ledger.chain;

import io.tributary.ledger.abi.ContractAbi.Decoded;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.statement.AbortReason;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** Gives decoded events their types. */
final class EventReader {
  private final List<?> arguments;

  private EventReader(List<?> arguments) {
    this.arguments = arguments;
  }

  /** Null for events that are not of the federation. */
  static LedgerEvent read(Decoded event) {
    EventReader r = new EventReader(event.arguments());
    return switch (event.name()) {
      case "LedgerDeployed" ->
          new LedgerEvent.LedgerDeployed((BigInteger) r.arguments.get(0), r.integer(1));
      case "PartyRegistered" ->
          new LedgerEvent.PartyRegistered(
              r.party(0), Role.values()[r.integer(1)], r.digest(2), r.address(3), r.digest(4));
      case "KeyRotated" ->
          new LedgerEvent.KeyRotated(r.party(0), r.integer(1), r.address(2), r.digest(3));
      case "PartyLeft" -> new LedgerEvent.PartyLeft(r.party(0));
      case "JobVetted" -> new LedgerEvent.JobVetted(r.digest(0), r.time(1), r.parties(2));
      case "JobRevoked" -> new LedgerEvent.JobRevoked(r.digest(0), r.party(1));
      case "RunOpened" ->
          new LedgerEvent.RunOpened(
              r.run(),
              r.party(1),
              r.digest(2),
              r.digest(3),
              r.address(4),
              r.parties(5),
              r.parties(6),
              r.time(7),
              r.time(8));
      case "StatementRecorded" ->
          new LedgerEvent.StatementRecorded(
              r.run(), r.party(1), StatementKind.values()[r.integer(2)], r.digest(3), r.digest(4));
      case "EquivocationRecorded" ->
          new LedgerEvent.EquivocationRecorded(r.run(), r.party(1), r.digest(2), r.digest(3));
      case "RunClosed" ->
          new LedgerEvent.RunClosed(r.run(), r.digest(1), r.integer(2), r.integer(3));
      case "RunCompleted" -> new LedgerEvent.RunCompleted(r.run(), r.digest(1), r.integer(2));
      case "RunReceived" ->
          new LedgerEvent.RunReceived(r.run(), r.digest(1), r.integer(2), r.digest(3));
      case "NodeConvicted" -> new LedgerEvent.NodeConvicted(r.run(), r.party(1), r.integer(2));
      case "RunAborted" -> new LedgerEvent.RunAborted(r.run(), AbortReason.of(r.integer(1)));
      case "DepositPenalised" ->
          new LedgerEvent.DepositPenalised(
              r.run(), r.party(1), r.indexedAddress(2), r.number(3), r.number(4));
      default -> null;
    };
  }

  private Digest digest(int at) {
    return (Digest) arguments.get(at);
  }

  private PartyId party(int at) {
    return PartyId.of(digest(at));
  }

  private RunId run() {
    return new RunId(digest(0));
  }

  private Address address(int at) {
    return (Address) arguments.get(at);
  }

  /** An address among the topics: the last 20 of 32 bytes. */
  private Address indexedAddress(int at) {
    byte[] topic = digest(at).bytes();
    return Address.of(Arrays.copyOfRange(topic, topic.length - Address.BYTES, topic.length));
  }

  private BigInteger number(int at) {
    return (BigInteger) arguments.get(at);
  }

  private List<PartyId> parties(int at) {
    return ((List<?>) arguments.get(at)).stream().map(d -> PartyId.of((Digest) d)).toList();
  }

  private int integer(int at) {
    return ((BigInteger) arguments.get(at)).intValueExact();
  }

  private long time(int at) {
    BigInteger time = (BigInteger) arguments.get(at);
    return time.bitLength() > 63 ? Long.MAX_VALUE : time.longValue();
  }
}
