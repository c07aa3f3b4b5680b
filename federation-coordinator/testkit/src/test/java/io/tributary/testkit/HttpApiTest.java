package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.tributary.coordinator.HttpApi;
import io.tributary.coordinator.HttpsConnector;
import io.tributary.coordinator.JobShelf;
import io.tributary.party.config.HttpConfig;
import io.tributary.party.pki.PemFiles;
import io.tributary.party.pki.Pki;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.StatementJson;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFile;
import io.tributary.protocol.transcript.TranscriptJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The coordinator's HTTP API over TLS, with a federation in memory behind it. */
final class HttpApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temp;
  private Federation federation;
  private Pki pki;
  private Javalin server;
  private HttpClient client;

  @BeforeEach
  void start() {
    federation = Plan.of(Seeds.next("http")).start();
    pki = Pki.openOrCreate(temp);
    Path keystore = pki.issue(new PartyId("coordinator"), List.of());
    HttpApi api =
        new HttpApi(
            federation.coordinator().store(),
            federation.ledger(),
            () -> federation.clock().now(),
            Optional::empty);
    server = api.start(new HttpsConnector(new HttpConfig("127.0.0.1", 0, keystore)));
    client = HttpClient.newBuilder().sslContext(PemFiles.clientContext(pki.truststore())).build();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/v1" + path));
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private JsonNode get(String path, int status) throws Exception {
    HttpResponse<byte[]> response = send(to(path).build());
    assertEquals(status, response.statusCode(), path);
    return JSON.readTree(response.body());
  }

  private JsonNode send(String method, String path, String body, int status) throws Exception {
    HttpResponse<byte[]> response =
        send(to(path).method(method, HttpRequest.BodyPublishers.ofString(body)).build());
    assertEquals(
        status, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    return JSON.readTree(response.body());
  }

  private ObjectNode request(Asker asker) {
    ObjectNode signed = StatementJson.writeSigned(asker.sign().signed());
    ObjectNode body = JSON.createObjectNode();
    body.set("request", signed.get("statement"));
    body.set("signature", signed.get("signature"));
    body.set("parameters", asker.parameters().toJson());
    return body;
  }

  @Test
  void run_fromRequestToReceipt_goesThroughTheApi() throws Exception {
    Asker asker = federation.asker();
    String run = send("POST", "/runs", request(asker).toString(), 202).path("run").textValue();
    assertEquals("asked", get("/runs/" + run, 200).path("state").textValue());
    asker.resume(run);
    asker.await();
    JsonNode status = get("/runs/" + run, 200);
    assertEquals("completed", status.path("state").textValue());
    assertEquals("sum-by-group", status.path("job").textValue());
    status.path("repositories").forEach(r -> assertEquals("checked", r.path("state").textValue()));
    status.path("nodes").forEach(n -> assertEquals("released", n.path("state").textValue()));
    assertTrue(status.path("seconds").has("completed"));
    assertEquals(3, get("/runs/" + run + "/outputs", 200).size());
    HttpResponse<byte[]> body = send(to("/runs/" + run + "/transcript").build());
    Transcript transcript = TranscriptJson.read(body.body());
    assertEquals(3, transcript.lines(TranscriptFile.CONTRIBUTIONS).size());
    assertEquals(3, transcript.lines(TranscriptFile.COMPLETIONS).size());
    Receipt receipt = new Receipt(asker.run(), transcript.root(), 0, Digest.ZERO);
    PartyId alice = federation.roster().querier().id();
    String signed =
        StatementJson.writeSigned(federation.roster().sign(federation.ledger(), alice, receipt))
            .toString();
    send("POST", "/runs/" + run + "/receipt", signed, 202);
    federation.play(5, () -> federation.state(asker.run()) == RunState.RECEIVED);
    assertEquals(RunState.RECEIVED, federation.state(asker.run()));
    Transcript after = TranscriptJson.read(send(to("/runs/" + run + "/transcript").build()).body());
    assertEquals(transcript.root(), after.root());
    assertEquals(1, after.lines(TranscriptFile.RECEIPT).size());
    assertEquals(1, get("/runs", 200).size());
  }

  @Test
  void runs_withOneOfAnOlderFormat_listItAndHoldUpNoOther() throws Exception {
    String older = "0x" + "0".repeat(64);
    federation
        .coordinator()
        .store()
        .transact(
            tx -> {
              tx.put("runs", older, "{\"kind\":\"dispatch\"}".getBytes(StandardCharsets.UTF_8));
              return true;
            });
    assertInstanceOf(Asker.Answer.class, federation.asker().ask().await());
    JsonNode runs = get("/runs", 200);
    assertEquals(2, runs.size());
    assertEquals(older, runs.path(0).path("run").textValue());
    assertEquals("(made by an older format)", runs.path(0).path("job").textValue());
    assertEquals("sum-by-group", runs.path(1).path("job").textValue());
  }

  @Test
  void job_publishedAndFetched_isTheSameBytes() throws Exception {
    JsonNode job = get("/jobs/sum-by-group", 200);
    assertEquals("sum-by-group", get("/jobs", 200).path(0).path("name").textValue());
    assertEquals(federation.job().digest(), JobShelf.Shelved.read(job).job().digest());
    send("PUT", "/jobs/sum-by-group", job.toString(), 200);
  }

  @Test
  void job_notVetted_isRefused() throws Exception {
    ObjectNode job = (ObjectNode) get("/jobs/sum-by-group", 200);
    job.putArray("approvals");
    assertEquals(
        "BAD_JOB", send("PUT", "/jobs/sum-by-group", job.toString(), 400).path("code").textValue());
  }

  @Test
  void request_ofAStranger_isRefusedWithATypedError() throws Exception {
    ObjectNode body = request(federation.asker());
    ((ObjectNode) body.get("request")).put("feeClass", 1);
    assertEquals(
        "UNKNOWN_PARTY", send("POST", "/runs", body.toString(), 400).path("code").textValue());
  }

  @Test
  void badInput_ofAnyKind_isATypedError() throws Exception {
    assertEquals("MALFORMED", send("POST", "/runs", "{", 400).path("code").textValue());
    assertEquals("MALFORMED", send("POST", "/runs", "{}", 400).path("code").textValue());
    assertEquals("MALFORMED", get("/runs/0x12", 400).path("code").textValue());
    assertEquals("UNKNOWN", get("/runs/" + Digest.ZERO, 404).path("code").textValue());
    assertEquals("UNKNOWN", get("/jobs/nothing", 404).path("code").textValue());
    assertEquals("UNKNOWN", get("/nothing", 404).path("code").textValue());
  }

  @Test
  void ledger_down_isSaidAndNotGuessed() throws Exception {
    String body = request(federation.asker()).toString();
    federation.ledger().setDown(true);
    assertEquals("LEDGER", send("POST", "/runs", body, 503).path("code").textValue());
  }

  @Test
  void connection_belowTls13OrWithoutTheAuthority_isRefused() throws Exception {
    SSLParameters old = new SSLParameters();
    old.setProtocols(new String[] {"TLSv1.2"});
    HttpClient tls12 =
        HttpClient.newBuilder()
            .sslContext(PemFiles.clientContext(pki.truststore()))
            .sslParameters(old)
            .build();
    HttpClient stranger = HttpClient.newBuilder().sslContext(SSLContext.getDefault()).build();
    for (HttpClient each : List.of(tls12, stranger)) {
      assertThrows(
          IOException.class,
          () -> each.send(to("/health").build(), HttpResponse.BodyHandlers.ofByteArray()));
    }
    assertTrue(get("/health", 200).path("ok").booleanValue());
  }

  @Test
  void directory_listsTheRoster() throws Exception {
    assertEquals(federation.roster().members().size(), get("/directory", 200).size());
  }
}
