package io.tributary.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.protocol.id.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** An Ethereum node that passes an honest one's answers on, except where it is told to lie. */
public final class LyingNode implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI honest;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, UnaryOperator<JsonNode>> lies = new ConcurrentHashMap<>();
  private final Map<Digest, Digest> mistaken = new ConcurrentHashMap<>();
  private volatile String garbage = "";

  private LyingNode(URI honest) throws IOException {
    this.honest = honest;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  public static LyingNode before(URI honest) throws IOException {
    return new LyingNode(honest);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Changes the results of a method. */
  public void lieAbout(String method, UnaryOperator<JsonNode> lie) {
    lies.put(method, lie);
  }

  /** Changes the results of a method to this text. */
  public void lieAbout(String method, String text) {
    lieAbout(method, honestAnswer -> JsonNodeFactory.instance.textNode(text));
  }

  /** Says of one job or run what is true of another. */
  public void mistake(Digest asked, Digest answered) {
    mistaken.put(asked, answered);
  }

  /** Answers everything with this; empty for JSON-RPC again. */
  public void babble(String text) {
    garbage = text;
  }

  public void tellTheTruth() {
    lies.clear();
    mistaken.clear();
    garbage = "";
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] answer;
    try {
      answer = garbage.isEmpty() ? answer(asked) : garbage.getBytes(StandardCharsets.UTF_8);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private byte[] answer(String asked) throws IOException, InterruptedException {
    String method = JSON.readTree(asked).path("method").asText();
    String forwarded = asked;
    for (Map.Entry<Digest, Digest> m : mistaken.entrySet()) {
      forwarded = forwarded.replace(m.getKey().hex().substring(2), m.getValue().hex().substring(2));
    }
    HttpRequest request =
        HttpRequest.newBuilder(honest)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(forwarded))
            .build();
    String honestAnswer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    ObjectNode answer = (ObjectNode) JSON.readTree(honestAnswer);
    if (lies.containsKey(method) && answer.has("result")) {
      answer.set("result", lies.get(method).apply(answer.get("result")));
    }
    return JSON.writeValueAsBytes(answer);
  }
}
