package io.tributary.ledger;

import io.tributary.ledger.abi.AbiException;
import io.tributary.ledger.abi.ContractAbi;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The contract refused a call.
 *
 * @param error name of the contract's error; {@code Unknown} when it gave none that it declares
 * @param arguments the error's arguments
 */
public record LedgerRevert(String error, List<?> arguments) {
  private static final Set<String> ALREADY_THERE =
      Set.of(
          "RunAlreadyOpened",
          "StatementAlreadyRecorded",
          "EquivocationAlreadyRecorded",
          "JobAlreadyVetted",
          "AlreadyConvicted");
  private static final Set<String> TOO_EARLY = Set.of("UnknownRun", "DeadlineNotReached");

  public LedgerRevert {
    arguments = List.copyOf(arguments);
  }

  /** What a revert means to whoever wanted the call. */
  public enum Meaning {
    /** The contract already holds what the call would bring: as good as done. */
    ALREADY_THERE,
    /** The run has gone on, or ended, without the call: it has no place any more. */
    OVERTAKEN,
    /** Something that comes first is not there yet: the call may succeed later. */
    TOO_EARLY,
    /** It will never succeed. */
    REJECTED
  }

  /** Reads what the reverted call returned. */
  static LedgerRevert of(String hex) {
    try {
      byte[] data = hex.isEmpty() ? new byte[0] : HexFormat.of().parseHex(hex, 2, hex.length());
      return ContractAbi.auditLedger()
          .error(data)
          .map(d -> new LedgerRevert(d.name(), d.arguments()))
          .orElse(new LedgerRevert("Unknown", List.of()));
    } catch (AbiException e) {
      return new LedgerRevert("Unknown", List.of());
    }
  }

  public Meaning meaning() {
    if (ALREADY_THERE.contains(error)) {
      return Meaning.ALREADY_THERE;
    }
    if (TOO_EARLY.contains(error)) {
      return Meaning.TOO_EARLY;
    }
    return error.equals("WrongRunState") ? ofStates() : Meaning.REJECTED;
  }

  private Meaning ofStates() {
    int needed = Records.number(arguments.get(1));
    int actual = Records.number(arguments.get(2));
    return actual > needed ? Meaning.OVERTAKEN : Meaning.TOO_EARLY;
  }

  @Override
  public String toString() {
    return error + arguments;
  }
}
