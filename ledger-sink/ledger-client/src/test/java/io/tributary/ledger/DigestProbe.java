package io.tributary.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.contracts.AuditLedgerArtefact;
import io.tributary.ledger.abi.ContractAbi;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signature;
import io.tributary.protocol.statement.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;

/** Solidity's own struct hashes and roots (DigestProbe.sol), deployed on a chain. */
final class DigestProbe {
  private static final AuditLedgerArtefact ARTEFACT = artefact();
  private static final ContractAbi ABI = ContractAbi.of(ARTEFACT.abi());

  private final LocalLedger chain;
  private final Address address;

  private DigestProbe(LocalLedger chain, Address address) {
    this.chain = chain;
    this.address = address;
  }

  /** Deploys it. */
  static DigestProbe of(LocalLedger chain) {
    try (JsonRpc rpc = new JsonRpc(chain.anvil().url())) {
      Transactions account = new Transactions(rpc, Account.ofMnemonic(LocalLedger.MNEMONIC, 4));
      byte[] code = HexFormat.of().parseHex(ARTEFACT.bytecode().substring(2));
      Transactions.Estimate gas = account.estimate(code);
      SignedTransaction creation = account.sign(account.nextNonce(), code, gas.gas().orElseThrow());
      account.send(creation);
      JsonNode receipt = mined(account, creation);
      return new DigestProbe(
          chain, Address.of(Quantity.bytes(receipt.path("contractAddress"), "address")));
    }
  }

  /** The node mines at once, but not before it has answered. */
  private static JsonNode mined(Transactions account, SignedTransaction transaction) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    Optional<JsonNode> receipt = account.receipt(transaction.hash());
    while (receipt.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      receipt = account.receipt(transaction.hash());
    }
    return receipt.orElseThrow();
  }

  /** The domain that its digests are for. */
  Domain domain() {
    return new Domain(LocalLedger.CHAIN, address);
  }

  /** Solidity's EIP-712 digest of a statement. */
  Digest digest(Statement statement) {
    String name = statement.getClass().getSimpleName();
    return call(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), statement);
  }

  /** Solidity's root over contributions' digests. */
  Digest inclusionRoot(List<Digest> digests) {
    return call("inclusionRoot", digests);
  }

  /** A call to open a run by alice, whose request may break the rules that Java's record keeps. */
  LedgerCall open(
      RunRequest r, List<PartyId> repositories, List<PartyId> nodes, long contributionDeadline) {
    return open(r, repositories, nodes, contributionDeadline, r.faults());
  }

  /** As above, with this many nodes that may be missing. */
  LedgerCall open(
      RunRequest r,
      List<PartyId> repositories,
      List<PartyId> nodes,
      long contributionDeadline,
      int faults) {
    List<?> request =
        List.of(
            r.jobDigest(),
            r.parametersDigest(),
            repositories,
            nodes,
            r.resultKey(),
            r.purposeDigest(),
            contributionDeadline,
            r.deadline(),
            r.nonce(),
            r.feeClass(),
            faults);
    Digest structHash =
        Digests.keccak256(
            Eip712.typeHash(RunRequest.class).bytes(),
            r.jobDigest().bytes(),
            r.parametersDigest().bytes(),
            hash(repositories),
            hash(nodes),
            r.resultKey().bytes(),
            r.purposeDigest().bytes(),
            word(contributionDeadline),
            word(r.deadline()),
            r.nonce().bytes(),
            word(r.feeClass()),
            word(faults));
    Digest digest =
        Digests.keccak256(
            new byte[] {0x19, 0x01}, Eip712.separator(chain.domain()).bytes(), structHash.bytes());
    return new LedgerCall(
        "openRun", ContractAbi.auditLedger().call("openRun", request, signByAlice(digest)));
  }

  private static Signature signByAlice(Digest digest) {
    try (var key = LocalLedger.key("alice")) {
      ECKeyPair pair = ECKeyPair.create(key.copyBytes());
      Sign.SignatureData data = Sign.signMessage(digest.bytes(), pair, false);
      byte[] signature = Arrays.copyOf(data.getR(), Signature.BYTES);
      System.arraycopy(data.getS(), 0, signature, 32, 32);
      signature[64] = data.getV()[0];
      return Signature.of(signature);
    }
  }

  private static byte[] hash(List<PartyId> ids) {
    return Digests.keccak256(ids.stream().map(id -> id.bytes32().bytes()).toArray(byte[][]::new))
        .bytes();
  }

  private static byte[] word(long number) {
    return ByteBuffer.allocate(32).putLong(24, number).array();
  }

  private Digest call(String function, Object argument) {
    try (JsonRpc rpc = new JsonRpc(chain.anvil().url())) {
      Map<String, String> call =
          Map.of("to", address.hex(), "data", Quantity.of(ABI.call(function, argument)));
      byte[] answer = Quantity.bytes(rpc.ask("eth_call", call, "latest"), function);
      return (Digest) ABI.result(function, answer).get(0);
    }
  }

  private static AuditLedgerArtefact artefact() {
    try (InputStream in = AuditLedgerArtefact.class.getResourceAsStream("DigestProbe.json")) {
      return AuditLedgerArtefact.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
