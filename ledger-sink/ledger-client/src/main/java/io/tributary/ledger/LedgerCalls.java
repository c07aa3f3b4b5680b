package io.tributary.ledger;

import io.tributary.ledger.abi.ContractAbi;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.Revocation;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;

/** Builds the calls of IAuditLedger that change the contract. */
public final class LedgerCalls {
  private LedgerCalls() {}

  /** Owner only. */
  public static LedgerCall register(
      PartyId party, Role role, Digest organisation, Address key, Digest sealing) {
    return call("register", party, role.ordinal(), organisation, key, sealing);
  }

  /** Owner only. */
  public static LedgerCall rotate(PartyId party, Address key, Digest sealing) {
    return call("rotate", party, key, sealing);
  }

  /** By the owner, or by the account of the party's key. */
  public static LedgerCall depart(PartyId party) {
    return call("depart", party);
  }

  /** Adds to a party's deposit, in wei. */
  public static LedgerCall deposit(PartyId party, BigInteger wei) {
    byte[] data = ContractAbi.auditLedger().call("deposit", party);
    return new LedgerCall("deposit", data, wei);
  }

  /** Credits the deposit of a party that left long ago to its last account. */
  public static LedgerCall withdraw(PartyId party) {
    return call("withdraw", party);
  }

  /** Pays an account what it is owed. */
  public static LedgerCall collect(Address account) {
    return call("collect", account);
  }

  public static LedgerCall vetJob(List<Signed<Approval>> approvals) {
    return call("vetJob", statements(approvals), signatures(approvals));
  }

  public static LedgerCall revokeJob(Signed<Revocation> revocation) {
    return one("revokeJob", revocation);
  }

  public static LedgerCall openRun(Signed<RunRequest> request) {
    return one("openRun", request);
  }

  public static LedgerCall acceptance(Signed<Acceptance> acceptance) {
    return one("recordAcceptance", acceptance);
  }

  public static LedgerCall refusal(Signed<Refusal> refusal) {
    return one("recordRefusal", refusal);
  }

  public static LedgerCall contribution(Signed<Contribution> contribution) {
    return one("recordContribution", contribution);
  }

  /**
   * Makes the inclusion set final.
   *
   * @param checked of distinct nodes, in the request's order; at most as many missing as it allows
   * @param members digest of each member's contribution
   */
  public static LedgerCall close(
      RunId run, List<Signed<Checked>> checked, SortedMap<PartyId, Digest> members) {
    return call(
        "close",
        run,
        statements(checked),
        signatures(checked),
        List.copyOf(members.keySet()),
        List.copyOf(members.values()));
  }

  /**
   * Completes a closed run.
   *
   * @param completions of distinct nodes, in the request's order; at most as many missing as it
   *     allows
   */
  public static LedgerCall complete(RunId run, List<Signed<Completion>> completions) {
    return call("complete", run, statements(completions), signatures(completions));
  }

  /** Names a node by its own signed words. */
  public static LedgerCall convictNode(OpeningEvidence evidence) {
    return call(
        "convictNode",
        evidence.sums().statement(),
        evidence.sums().signature(),
        evidence.completion().statement(),
        evidence.completion().signature(),
        List.of(
            evidence.block(),
            evidence.blocks(),
            evidence.leaf(),
            evidence.leafPath(),
            evidence.product(),
            evidence.productPath()),
        OpeningEvidence.generators());
  }

  public static LedgerCall receipt(Signed<Receipt> receipt) {
    return one("recordReceipt", receipt);
  }

  public static LedgerCall abort(Signed<Abort> abort) {
    return one("abort", abort);
  }

  public static LedgerCall expire(RunId run) {
    return call("expire", run);
  }

  private static LedgerCall one(String function, Signed<?> signed) {
    return call(function, signed.statement(), signed.signature());
  }

  private static LedgerCall call(String function, Object... arguments) {
    return new LedgerCall(function, ContractAbi.auditLedger().call(function, arguments));
  }

  private static <T extends Statement> List<?> statements(List<Signed<T>> signed) {
    return signed.stream().map(Signed::statement).toList();
  }

  private static <T extends Statement> List<?> signatures(List<Signed<T>> signed) {
    return signed.stream().map(Signed::signature).toList();
  }
}
