package io.tributary.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.ledger.abi.ContractAbi;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.Domain;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The read port over JSON-RPC. All answers are views of the contract at one block, that many
 * confirmations below the head. The block is looked up again after a quarter of a second; what was
 * read at it is remembered as long as it stays the same block. May be used by many threads.
 *
 * <p>It fails closed: silence, errors and answers that make no sense are all {@link
 * LedgerException}.
 */
public final class Web3Ledger implements Ledger, AutoCloseable {
  /** How long the head that was read last is taken for the present one. */
  private static final Duration FRESH = Duration.ofMillis(250);

  private final JsonRpc rpc;
  private final Domain domain;
  private final int confirmations;
  private final int vettersNeeded;
  private final long freshNanos;
  private final Map<Object, Object> atHead = new HashMap<>();
  private Head head;
  private long headReadAt;

  /** A block to read at. */
  private record Head(long number, Digest hash, long time) {}

  private Web3Ledger(JsonRpc rpc, Domain domain, int confirmations, Duration fresh) {
    this.rpc = rpc;
    this.freshNanos = fresh.toNanos();
    this.domain = domain;
    this.confirmations = confirmations;
    checkChain();
    this.vettersNeeded = Records.number(view("vettersNeeded", r -> r.get(0)));
  }

  /**
   * Connects, and checks that this is the right chain and that there is such a contract.
   *
   * @param confirmations blocks on top of one before it is believed
   * @throws LedgerException if not, or if the node does not answer
   */
  public static Web3Ledger connect(URI url, Domain domain, int confirmations) {
    return connect(url, domain, confirmations, FRESH);
  }

  /** As {@link #connect(URI, Domain, int)}; asks for a new head so often. */
  static Web3Ledger connect(URI url, Domain domain, int confirmations, Duration fresh) {
    JsonRpc rpc = new JsonRpc(url);
    try {
      return new Web3Ledger(rpc, domain, confirmations, fresh);
    } catch (RuntimeException e) {
      rpc.close();
      throw e;
    }
  }

  @Override
  public Domain domain() {
    return domain;
  }

  @Override
  public int vettersNeeded() {
    return vettersNeeded;
  }

  @Override
  public List<Party> parties() {
    return cached("parties", () -> view("parties", r -> Records.parties((List<?>) r.get(0))));
  }

  @Override
  public Optional<JobRecord> job(Digest jobDigest) {
    return cached(
        jobDigest,
        () -> view("job", r -> Records.job(jobDigest, (List<?>) r.get(0), parties()), jobDigest));
  }

  @Override
  public Optional<RunRecord> run(RunId run) {
    return cached(run, () -> view("run", r -> Records.run(run, (List<?>) r.get(0)), run));
  }

  @Override
  public Optional<Digest> contribution(RunId run, PartyId repository) {
    return cached(
            List.of(run, repository),
            () -> Optional.of(view("contribution", r -> (Digest) r.get(0), run, repository)))
        .filter(digest -> !digest.equals(Digest.ZERO));
  }

  @Override
  public Optional<PartyId> culprit(RunId run) {
    return cached(
        List.of("culprit", run),
        () -> view("conviction", r -> Records.culprit((List<?>) r.get(0)), run));
  }

  @Override
  public long time() {
    return head().time();
  }

  /** What a party has at stake, in wei. */
  public BigInteger stake(PartyId party) {
    return view("stake", r -> (BigInteger) r.get(0), party);
  }

  /** What an account is owed, in wei. */
  public BigInteger credit(Address account) {
    return view("credit", r -> (BigInteger) r.get(0), account);
  }

  /** What each node of a run must have at stake, in wei. */
  public BigInteger bond() {
    return view("bond", r -> (BigInteger) r.get(0));
  }

  /** Number of the block read at. */
  public long height() {
    return head().number();
  }

  /** The block below which the contract has no logs. */
  public long deployedAt() {
    return Records.time(view("deployedAt", r -> r.get(0)));
  }

  /** Hash of a block of the chain; empty above its head. */
  public Optional<Digest> blockHash(long number) {
    JsonNode block = rpc.ask("eth_getBlockByNumber", Quantity.of(number), false);
    return block.isNull()
        ? Optional.empty()
        : Optional.of(Digest.of(Quantity.bytes(block.path("hash"), "a block's hash")));
  }

  /** For the export, which needs more than the read port. */
  public JsonNode raw(String method, Object... parameters) {
    return rpc.ask(method, parameters);
  }

  @Override
  public void close() {
    rpc.close();
  }

  private void checkChain() {
    long chain = Quantity.longNumber(rpc.ask("eth_chainId"), "eth_chainId");
    if (chain != domain.chainId()) {
      throw new LedgerException(
          "the Ethereum node is on chain "
              + chain
              + ", expected "
              + domain.chainId()
              + ". Check ledger.url and ledger.chainId.",
          null);
    }
    JsonNode code = rpc.ask("eth_getCode", domain.contract().hex(), Quantity.of(head().number()));
    if (Quantity.bytes(code, "eth_getCode").length == 0) {
      throw new LedgerException(
          "there is no contract at "
              + domain.contract()
              + " on chain "
              + chain
              + ". Check ledger.contract, and that the node has synchronised.",
          null);
    }
  }

  private <T> T view(String function, Function<List<?>, T> read, Object... arguments) {
    JsonNode answer = call(ContractAbi.auditLedger().call(function, arguments));
    try {
      byte[] data = Quantity.bytes(answer, "eth_call");
      return read.apply(ContractAbi.auditLedger().result(function, data));
    } catch (RuntimeException e) {
      if (!Records.isNonsense(e)) {
        throw e;
      }
      throw new LedgerException(
          "the answer to "
              + function
              + " makes no sense. Check that the contract is the right one.",
          e);
    }
  }

  private JsonNode call(byte[] data) {
    Map<String, String> call = Map.of("to", domain.contract().hex(), "data", Quantity.of(data));
    try {
      return rpc.call("eth_call", call, Quantity.of(head().number()));
    } catch (JsonRpc.RpcError e) {
      // The chain may have gone back behind the block remembered: look for the head again.
      synchronized (atHead) {
        head = null;
        atHead.clear();
      }
      return rpc.ask("eth_call", call, Quantity.of(head().number()));
    }
  }

  @SuppressWarnings("unchecked") // a key is always used with one type
  private <T> T cached(Object key, Supplier<T> read) {
    Head before = head();
    synchronized (atHead) {
      Object known = atHead.get(key);
      if (known != null) {
        return (T) known;
      }
    }
    T value = read.get();
    synchronized (atHead) {
      if (before.equals(head)) {
        atHead.put(key, value);
      }
    }
    return value;
  }

  private Head head() {
    synchronized (atHead) {
      if (head != null && System.nanoTime() - headReadAt < freshNanos) {
        return head;
      }
    }
    Head read = readHead();
    synchronized (atHead) {
      if (!read.equals(head)) {
        atHead.clear();
      }
      head = read;
      headReadAt = System.nanoTime();
      return head;
    }
  }

  private Head readHead() {
    String at = "latest";
    if (confirmations > 0) {
      long latest = Quantity.longNumber(rpc.ask("eth_blockNumber"), "eth_blockNumber");
      at = Quantity.of(Math.max(0, latest - confirmations));
    }
    JsonNode block = rpc.ask("eth_getBlockByNumber", at, false);
    return new Head(
        Quantity.longNumber(block.path("number"), "a block's number"),
        Digest.of(Quantity.bytes(block.path("hash"), "a block's hash")),
        Quantity.longNumber(block.path("timestamp"), "a block's time"));
  }
}
