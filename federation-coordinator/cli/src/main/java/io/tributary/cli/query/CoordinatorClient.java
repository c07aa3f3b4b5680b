package io.tributary.cli.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.error.Failures;
import io.tributary.cli.error.NetworkErrors;
import io.tributary.cli.error.ProcessErrors;
import io.tributary.party.pki.PemFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The coordinator over HTTPS. Trusts only the federation's own authority, and the coordinator with
 * nothing: what it says is verified elsewhere.
 */
public final class CoordinatorClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 256 << 20;

  private final URI base;
  private final HttpClient client;

  /**
   * @param base such as {@code https://127.0.0.1:8443}
   * @param authority PEM certificate of the federation's authority
   */
  public CoordinatorClient(URI base, Path authority) {
    this.base = base;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .sslContext(PemFiles.clientContext(authority))
            .build();
  }

  /** GET of a path below {@code /v1}. */
  public JsonNode get(String path) {
    return json(getBytes(path));
  }

  /** The same, unparsed: what has a parser of its own. */
  public byte[] getBytes(String path) {
    return send(request(path).GET().build());
  }

  /** POST or PUT of a JSON body. */
  public JsonNode send(String method, String path, JsonNode body) {
    byte[] answer =
        send(
            request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    return answer.length == 0 ? JSON.nullNode() : json(answer);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve("/v1" + path)).timeout(Duration.ofSeconds(60));
  }

  private byte[] send(HttpRequest request) {
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      byte[] body;
      try (InputStream in = response.body()) {
        body = in.readNBytes(MOST);
      }
      if (response.statusCode() / 100 != 2) {
        throw refusal(response.statusCode(), body);
      }
      return body;
    } catch (IOException e) {
      throw NetworkErrors.coordinatorUnreachable(base.toString(), Failures.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProcessErrors.interrupted();
    }
  }

  private static RuntimeException refusal(int status, byte[] body) {
    JsonNode said;
    try {
      said = JSON.readTree(body);
    } catch (IOException e) {
      said = JSON.nullNode();
    }
    return NetworkErrors.coordinatorSays(
        status,
        said.path("code").asText("HTTP_" + status),
        said.path("message").asText(""),
        said.path("fix").asText(""));
  }

  private JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw NetworkErrors.coordinatorUnreachable(base.toString(), "its answer is no JSON");
    } catch (IOException e) {
      throw NetworkErrors.coordinatorUnreachable(base.toString(), Failures.reason(e));
    }
  }
}
