package io.tributary.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.contracts.AuditLedgerArtefact;
import io.tributary.ledger.abi.ContractAbi;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.Domain;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** Puts the contract on a chain. Its owner, who admits parties, is the account that pays. */
public final class LedgerDeployer {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 50;

  private LedgerDeployer() {}

  /**
   * Deploys, and waits until the contract is there.
   *
   * @param vettersNeeded distinct organisations needed to vet a job
   * @param bond wei that each node has at stake in a run; zero for none
   * @return chain and contract, for every config file
   */
  public static Domain deploy(URI url, Account payer, int vettersNeeded, BigInteger bond) {
    try (JsonRpc rpc = new JsonRpc(url)) {
      Transactions transactions = new Transactions(rpc, payer);
      byte[] code = creationCode(vettersNeeded, bond);
      BigInteger gas =
          transactions
              .estimate(code)
              .gas()
              .orElseThrow(() -> new LedgerException("the contract cannot be created there", null));
      SignedTransaction transaction = transactions.sign(transactions.nextNonce(), code, gas);
      transactions.send(transaction);
      JsonNode receipt = await(transactions, transaction);
      if (Quantity.longNumber(receipt.path("status"), "a receipt's status") != 1) {
        throw new LedgerException("the creation of the contract was reverted", null);
      }
      byte[] contract = Quantity.bytes(receipt.path("contractAddress"), "the contract's address");
      return new Domain(transactions.chainId(), Address.of(contract));
    }
  }

  private static byte[] creationCode(int vettersNeeded, BigInteger bond) {
    String hex = AuditLedgerArtefact.load().bytecode();
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    code.writeBytes(HexFormat.of().parseHex(hex, 2, hex.length()));
    code.writeBytes(ContractAbi.uint(BigInteger.valueOf(vettersNeeded)));
    code.writeBytes(ContractAbi.uint(bond));
    return code.toByteArray();
  }

  private static JsonNode await(Transactions transactions, SignedTransaction transaction) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      Optional<JsonNode> receipt = transactions.receipt(transaction.hash());
      if (receipt.isPresent()) {
        return receipt.get();
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LedgerException("interrupted while the contract was created", e);
      }
    }
    throw new LedgerException("the contract was not created within " + LIMIT, null);
  }
}
