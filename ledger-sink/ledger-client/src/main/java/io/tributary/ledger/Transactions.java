package io.tributary.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.port.LedgerException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.transaction.type.Transaction1559;

/** Signs and sends the transactions of one account. */
final class Transactions {
  /** 500 gwei, in wei: far above what is usual anywhere. */
  static final BigInteger DEFAULT_MOST_PER_GAS = BigInteger.valueOf(500_000_000_000L);

  private static final BigInteger GAS_SLACK = BigInteger.valueOf(50_000);

  private final JsonRpc rpc;
  private final Account account;
  private final long chainId;
  private final BigInteger mostPerGas;

  Transactions(JsonRpc rpc, Account account) {
    this(rpc, account, DEFAULT_MOST_PER_GAS);
  }

  /**
   * @param mostPerGas the most that is ever offered for a unit of gas, in wei
   */
  Transactions(JsonRpc rpc, Account account, BigInteger mostPerGas) {
    this.rpc = rpc;
    this.account = account;
    this.mostPerGas = mostPerGas;
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

  /** For a contract's creation, as things are now. */
  Estimate estimate(byte[] code) {
    return estimate(Map.of("from", account.address().hex(), "data", Quantity.of(code)));
  }

  /** For a call, as things were after a block. */
  Estimate estimate(Address to, LedgerCall call, long block) {
    Map<String, String> asked =
        Map.of(
            "from",
            account.address().hex(),
            "data",
            Quantity.of(call.data()),
            "to",
            to.hex(),
            "value",
            Quantity.of(call.value()));
    return estimate(asked, Quantity.of(block));
  }

  private Estimate estimate(Object... parameters) {
    try {
      JsonNode gas = rpc.call("eth_estimateGas", parameters);
      return new Estimate(Optional.of(Quantity.number(gas, "eth_estimateGas")), Optional.empty());
    } catch (JsonRpc.RpcError e) {
      if (e.data().isEmpty() && !e.getMessage().contains("revert")) {
        throw new LedgerException("the Ethereum node could not estimate: " + e.getMessage(), e);
      }
      return new Estimate(Optional.empty(), Optional.of(LedgerRevert.of(e.data())));
    }
  }

  /** Signs a contract's creation at present fees. */
  SignedTransaction sign(long nonce, byte[] code, BigInteger gas) {
    return sign(nonce, "", code, BigInteger.ZERO, gas);
  }

  /** Signs a call at present fees. */
  SignedTransaction sign(long nonce, Address to, LedgerCall call, BigInteger gas) {
    return sign(nonce, to.hex(), call.data(), call.value(), gas);
  }

  private SignedTransaction sign(
      long nonce, String to, byte[] data, BigInteger value, BigInteger gas) {
    // An estimate is for the state before the transactions that are sent with it.
    BigInteger limit = gas.multiply(BigInteger.valueOf(3)).shiftRight(1).add(GAS_SLACK);
    return sign(BigInteger.valueOf(nonce), limit, to, value, Quantity.of(data), present());
  }

  /**
   * Signs the same again under the same nonce, so that one of the two can be mined at most,
   * offering more; empty if that would be too much.
   */
  Optional<SignedTransaction> raise(SignedTransaction transaction) {
    RawTransaction raw = TransactionDecoder.decode(Quantity.of(transaction.raw()));
    return offer(raw)
        .raised(present(), mostPerGas)
        .map(
            fees ->
                sign(
                    raw.getNonce(),
                    raw.getGasLimit(),
                    raw.getTo(),
                    raw.getValue(),
                    raw.getData(),
                    fees));
  }

  /** Whether it offers less than the next block asks. */
  boolean isTooCheap(SignedTransaction transaction) {
    RawTransaction raw = TransactionDecoder.decode(Quantity.of(transaction.raw()));
    return offer(raw).most().compareTo(price()) < 0;
  }

  private static Fees offer(RawTransaction raw) {
    Transaction1559 offer = (Transaction1559) raw.getTransaction();
    return new Fees(offer.getMaxPriorityFeePerGas(), offer.getMaxFeePerGas());
  }

  private BigInteger price() {
    return Quantity.number(rpc.ask("eth_gasPrice"), "eth_gasPrice");
  }

  private Fees present() {
    return Fees.at(
        price(),
        Quantity.number(rpc.ask("eth_maxPriorityFeePerGas"), "eth_maxPriorityFeePerGas"),
        mostPerGas);
  }

  private SignedTransaction sign(
      BigInteger nonce, BigInteger limit, String to, BigInteger value, String data, Fees fees) {
    byte[] raw =
        account.sign(
            RawTransaction.createTransaction(
                chainId, nonce, limit, to, value, data, fees.tip(), fees.most()));
    return new SignedTransaction(nonce.longValueExact(), Digests.keccak256(raw), raw);
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
