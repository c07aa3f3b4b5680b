package io.tributary.auditor;

import io.tributary.ledger.Web3Ledger;
import io.tributary.ledger.chain.ContractLogs;
import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger.Party;
import io.tributary.protocol.port.Ledger.Role;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * What is at stake now, and what was lost. All amounts in wei.
 *
 * @param bond that a node needs to be taken into a run
 * @param stakes of every node, and of repositories that have any
 * @param fines of all time, oldest first
 */
public record Deposits(
    BigInteger bond, List<Stake> stakes, List<LedgerEvent.DepositPenalised> fines) {
  private static final int GWEI = 9;

  public Deposits {
    stakes = List.copyOf(stakes);
    fines = List.copyOf(fines);
  }

  /**
   * A deposit.
   *
   * @param active false once the party has left
   */
  public record Stake(PartyId party, Role role, boolean active, BigInteger wei) {}

  /** As they stand on a ledger. */
  public static Deposits of(Web3Ledger ledger, ContractLogs logs) {
    List<Stake> stakes =
        ledger.parties().stream()
            .filter(party -> party.role() == Role.NODE || party.role() == Role.REPOSITORY)
            .map(party -> stake(ledger, party))
            .filter(stake -> stake.role() == Role.NODE || stake.wei().signum() > 0)
            .toList();
    return new Deposits(ledger.bond(), stakes, logs.fines());
  }

  /** An amount as people read it: gwei, with as many decimals as there are. */
  public static String gwei(BigInteger wei) {
    return new BigDecimal(wei).movePointLeft(GWEI).stripTrailingZeros().toPlainString();
  }

  private static Stake stake(Web3Ledger ledger, Party party) {
    return new Stake(party.id(), party.role(), party.active(), ledger.stake(party.id()));
  }
}
