package io.tributary.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.tributary.protocol.port.LedgerException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.http.HttpService;

/**
 * JSON-RPC over HTTP with bounded waits. Methods used in this room, all standard: eth_chainId,
 * eth_blockNumber, eth_getBlockByNumber, eth_getCode, eth_call, eth_getLogs,
 * eth_getTransactionReceipt, eth_getTransactionByHash, eth_getTransactionCount, eth_gasPrice,
 * eth_maxPriorityFeePerGas, eth_estimateGas, eth_sendRawTransaction.
 */
public final class JsonRpc implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration CALL = Duration.ofSeconds(15);
  private static final Pattern HEX = Pattern.compile("0x(?:[0-9a-fA-F]{2})*");

  private final OkHttpClient client;
  private final HttpService service;

  /**
   * Opens nothing yet.
   *
   * @param url http or https; may hold an access token, so it is never printed
   */
  public JsonRpc(URI url) {
    this(url, CALL);
  }

  JsonRpc(URI url, Duration call) {
    client =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT)
            .readTimeout(call)
            .callTimeout(call)
            .build();
    service = new HttpService(url.toString(), client);
  }

  /** The answer to any request, unread. */
  static final class Answer extends Response<JsonNode> {}

  /** An error that the node answered, as opposed to no answer. */
  static final class RpcError extends RuntimeException {
    private final String data;

    RpcError(String message, String data) {
      super(message);
      this.data = data;
    }

    /** What a reverted call returned, hex; empty when the node does not say. */
    String data() {
      return data;
    }
  }

  /**
   * Calls a method.
   *
   * @return the result; a null node if the result is null
   * @throws RpcError if the node answered with an error
   * @throws LedgerException if it did not answer in time, or not in JSON-RPC
   */
  JsonNode call(String method, Object... parameters) {
    Answer answer;
    try {
      answer =
          service.send(
              new Request<>(method, List.of(parameters), service, Answer.class), Answer.class);
    } catch (IOException | RuntimeException e) {
      // The text may hold the URL, and with it an access token.
      throw new LedgerException(
          "the Ethereum node did not answer "
              + method
              + " ("
              + e.getClass().getSimpleName()
              + "). Check that it runs and that the ledger URL is right; the call can be tried"
              + " again.",
          e);
    }
    if (answer == null) {
      throw new LedgerException("the Ethereum node gave an empty answer to " + method, null);
    }
    if (answer.hasError()) {
      throw new RpcError(
          method + ": " + answer.getError().getMessage(), revertData(answer.getError().getData()));
    }
    return answer.getResult() == null ? NullNode.getInstance() : answer.getResult();
  }

  /** As {@link #call}, for requests that no sound node answers with an error. */
  JsonNode ask(String method, Object... parameters) {
    try {
      return call(method, parameters);
    } catch (RpcError e) {
      throw new LedgerException("the Ethereum node refused " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  /** Nodes put the data there as text, quoted text, or an object that has it. */
  private static String revertData(String data) {
    if (data == null) {
      return "";
    }
    Matcher hex = HEX.matcher(data);
    return hex.find() ? hex.group() : "";
  }
}
