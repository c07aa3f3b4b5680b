package io.tributary.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.port.LedgerException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.web3j.crypto.RawTransaction;

/** Signs and sends the transactions of one account. */
final class Transactions {
  private static final BigInteger GAS_SLACK = BigInteger.valueOf(50_000);

  private final JsonRpc rpc;
  private final Account account;
  private final long chainId;

  Transactions(JsonRpc rpc, Account account) {
    this.rpc = rpc;
    this.account = account;
    this.chainId = Quantity.longNumber(rpc.ask("eth_chainId"), "eth_chainId");
  }

  /** Gas needed, or why it would revert. Exactly one is there. */
  record Estimate(Optional<BigInteger> gas, Optional<LedgerRevert> revert) {}

  long chainId() {
    return chainId;
  }

  /** The first nonce not used by anything that the node knows of. */
  long nextNonce() {
    return nonce("pending");
  }

  /** The first nonce not used on the chain. */
  long minedNonce() {
    return nonce("latest");
  }

  Estimate estimate(Optional<Address> to, byte[] data) {
    Map<String, String> call = new HashMap<>();
    call.put("from", account.address().hex());
    call.put("data", Quantity.of(data));
    to.ifPresent(a -> call.put("to", a.hex()));
    try {
      JsonNode gas = rpc.call("eth_estimateGas", call);
      return new Estimate(Optional.of(Quantity.number(gas, "eth_estimateGas")), Optional.empty());
    } catch (JsonRpc.RpcError e) {
      if (e.data().isEmpty() && !e.getMessage().contains("revert")) {
        throw new LedgerException("the Ethereum node could not estimate: " + e.getMessage(), e);
      }
      return new Estimate(Optional.empty(), Optional.of(LedgerRevert.of(e.data())));
    }
  }

  /** Signs at present fees; twice the present base fee is the most it pays. */
  SignedTransaction sign(long nonce, Optional<Address> to, byte[] data, BigInteger gas) {
    BigInteger price = Quantity.number(rpc.ask("eth_gasPrice"), "eth_gasPrice");
    BigInteger tip =
        Quantity.number(rpc.ask("eth_maxPriorityFeePerGas"), "eth_maxPriorityFeePerGas");
    // An estimate is for the state before the transactions that are sent with it.
    BigInteger limit = gas.multiply(BigInteger.valueOf(3)).shiftRight(1).add(GAS_SLACK);
    RawTransaction transaction =
        RawTransaction.createTransaction(
            chainId,
            BigInteger.valueOf(nonce),
            limit,
            to.map(Address::hex).orElse(""),
            BigInteger.ZERO,
            Quantity.of(data),
            tip,
            price.shiftLeft(1).add(tip));
    byte[] raw = account.sign(transaction);
    return new SignedTransaction(nonce, Digests.keccak256(raw), raw);
  }

  /** Sends it, unless the node has it already. */
  void send(SignedTransaction transaction) {
    try {
      rpc.call("eth_sendRawTransaction", Quantity.of(transaction.raw()));
    } catch (JsonRpc.RpcError e) {
      // Nodes word "already known" differently: ask instead.
      if (!known(transaction.hash())) {
        throw new LedgerException("the Ethereum node refused " + e.getMessage(), e);
      }
    }
  }

  /** Whether the node knows of it, mined or waiting. */
  boolean known(Digest hash) {
    return !rpc.ask("eth_getTransactionByHash", hash.hex()).isNull();
  }

  /** The receipt; empty while it is not mined. */
  Optional<JsonNode> receipt(Digest hash) {
    JsonNode receipt = rpc.ask("eth_getTransactionReceipt", hash.hex());
    return receipt.isNull() ? Optional.empty() : Optional.of(receipt);
  }

  long height() {
    return Quantity.longNumber(rpc.ask("eth_blockNumber"), "eth_blockNumber");
  }

  private long nonce(String at) {
    JsonNode count = rpc.ask("eth_getTransactionCount", account.address().hex(), at);
    return Quantity.longNumber(count, "eth_getTransactionCount");
  }
}
