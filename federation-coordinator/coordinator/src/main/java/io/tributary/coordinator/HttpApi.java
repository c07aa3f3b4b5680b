package io.tributary.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.message.EvidenceJson;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.port.Store;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.StatementJson;
import io.tributary.protocol.transcript.TranscriptJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP API below {@code /v1} (PROTOCOL 9). Everything handed in is signed by whom it concerns,
 * and everything handed out is checked by whoever reads it; TLS keeps it between the two.
 */
public final class HttpApi {
  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
  private static final String TYPED = "typed-error";
  private static final long MOST_BYTES = 16L << 20;

  private final Store store;
  private final Ledger ledger;
  private final LongSupplier clock;
  private final Health health;
  private final JobShelf shelf;
  private final RequestDesk desk;
  private final TranscriptArchive archive;
  private final RunStatus status;

  /** Says how the party's loop is doing. */
  @FunctionalInterface
  public interface Health {
    /** What hinders it; empty if nothing does. */
    Optional<String> trouble();
  }

  /**
   * @param clock Unix seconds
   */
  public HttpApi(Store store, Ledger ledger, LongSupplier clock, Health health) {
    this.store = store;
    this.ledger = ledger;
    this.clock = clock;
    this.health = health;
    this.shelf = new JobShelf(ledger);
    this.desk = new RequestDesk(ledger, shelf);
    this.archive = new TranscriptArchive(ledger.domain());
    this.status = new RunStatus(ledger.domain(), archive);
  }

  /** Starts serving. */
  public Javalin start(HttpsConnector connector) {
    return Javalin.create(config -> configure(config, connector)).start();
  }

  private void configure(JavalinConfig config, HttpsConnector connector) {
    config.startup.showJavalinBanner = false;
    config.http.maxRequestSize = MOST_BYTES;
    config.jetty.addConnector(connector::make);
    RoutesConfig routes = config.routes;
    routes.get("/v1/health", this::health);
    routes.get("/v1/directory", this::directory);
    routes.get("/v1/jobs", this::jobs);
    routes.get("/v1/jobs/{name}", this::job);
    routes.put("/v1/jobs/{name}", this::publish);
    routes.post("/v1/runs", this::submit);
    routes.get("/v1/runs", ctx -> json(ctx, store.transact(status::list)));
    routes.get("/v1/runs/{id}", this::run);
    routes.get("/v1/runs/{id}/transcript", this::transcript);
    routes.get("/v1/runs/{id}/outputs", this::outputs);
    routes.post("/v1/runs/{id}/receipt", this::receipt);
    routes.post("/v1/runs/{id}/evidence", this::evidence);
    routes.exception(Exception.class, HttpApi::failed);
    routes.error(404, HttpApi::noSuchPlace);
  }

  private void health(Context ctx) {
    Optional<String> trouble = health.trouble();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("ok", trouble.isEmpty());
    trouble.ifPresent(text -> json.put("trouble", text));
    json(ctx.status(trouble.isEmpty() ? 200 : 503), json);
  }

  private void directory(Context ctx) {
    ArrayNode parties = JsonNodeFactory.instance.arrayNode();
    for (Ledger.Party party : ledger.parties()) {
      ObjectNode one = parties.addObject();
      one.put("id", party.id().name());
      one.put("role", party.role().name().toLowerCase(Locale.ROOT));
      one.put("organisation", party.organisation().hex());
      one.put("active", party.active());
    }
    json(ctx, parties);
  }

  private void jobs(Context ctx) {
    ArrayNode jobs = JsonNodeFactory.instance.arrayNode();
    store
        .transact(tx -> shelf.names(tx))
        .forEach((name, digest) -> jobs.addObject().put("name", name).put("digest", digest.hex()));
    json(ctx, jobs);
  }

  private void job(Context ctx) {
    String name = ctx.pathParam("name");
    json(ctx, found(store.transact(tx -> shelf.find(tx, name)), "job", name).json());
  }

  private void publish(Context ctx) {
    JobShelf.Shelved shelved = JobShelf.Shelved.read(body(ctx));
    store.transact(
        tx -> {
          shelf.publish(tx, ctx.pathParam("name"), shelved, clock.getAsLong());
          return true;
        });
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json(ctx, json.put("digest", shelved.job().digest().hex()));
  }

  private void submit(Context ctx) {
    ObjectNode body = body(ctx);
    ObjectNode signedJson = JsonNodeFactory.instance.objectNode();
    signedJson.set("statement", body.path("request"));
    signedJson.set("signature", body.path("signature"));
    if (body.size() != 3) {
      throw ProtocolErrors.malformed("request", "members are request, signature, parameters");
    }
    Signed<RunRequest> request = StatementJson.readSigned(RunRequest.class, signedJson);
    Parameters parameters = Parameters.fromJson(body.path("parameters"));
    accepted(ctx, store.transact(tx -> desk.submit(tx, request, parameters, clock.getAsLong())));
  }

  private void run(Context ctx) {
    RunId run = id(ctx);
    json(ctx, found(store.transact(tx -> status.status(tx, run)), "run", run.toString()));
  }

  private void transcript(Context ctx) {
    RunId run = id(ctx);
    byte[] json =
        TranscriptJson.write(
            found(store.transact(tx -> archive.transcript(tx, run)), "run", run.toString()));
    ctx.contentType("application/json").result(json);
  }

  private void outputs(Context ctx) {
    RunId run = id(ctx);
    ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
    store
        .transact(tx -> archive.outputs(tx, run))
        .forEach(
            (node, output) ->
                outputs
                    .addObject()
                    .put("node", node.name())
                    .put("sealed", Base64.getEncoder().encodeToString(output.sealed())));
    json(ctx, outputs);
  }

  private void receipt(Context ctx) {
    RunId run = id(ctx);
    Signed<Receipt> receipt = StatementJson.readSigned(Receipt.class, body(ctx));
    store.transact(
        tx -> {
          desk.receipt(tx, run, receipt);
          return true;
        });
    accepted(ctx, run);
  }

  private void evidence(Context ctx) {
    RunId run = id(ctx);
    OpeningEvidence evidence = EvidenceJson.read(body(ctx));
    store.transact(
        tx -> {
          desk.evidence(tx, run, evidence);
          return true;
        });
    accepted(ctx, run);
  }

  private static void accepted(Context ctx, RunId run) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json(ctx.status(202), json.put("run", run.toString()));
  }

  private static RunId id(Context ctx) {
    try {
      return RunId.parse(ctx.pathParam("id"));
    } catch (IllegalArgumentException e) {
      throw ProtocolErrors.malformed("run id", e.getMessage());
    }
  }

  private static ObjectNode body(Context ctx) {
    return CanonicalJson.parseAny(ctx.bodyAsBytes());
  }

  private static <T> T found(Optional<T> thing, String what, String name) {
    return thing.orElseThrow(() -> new NotHere(what, name));
  }

  private static void json(Context ctx, JsonNode json) {
    ctx.contentType("application/json").result(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void failed(Exception e, Context ctx) {
    if (e instanceof NotHere) {
      error(ctx, 404, "UNKNOWN", e.getMessage(), "See `tributary jobs` and `tributary runs`.");
    } else if (e instanceof ProtocolException problem) {
      error(ctx, 400, problem.code().name(), problem.getMessage(), "");
    } else if (e instanceof JobException problem) {
      error(ctx, 400, problem.kind().name(), problem.getMessage(), "");
    } else if (e instanceof LedgerException) {
      error(ctx, 503, "LEDGER", "the coordinator cannot reach the ledger", "Try again later.");
    } else if (e instanceof HttpResponseException http) {
      error(ctx, http.getStatus(), "HTTP", String.valueOf(http.getMessage()), "");
    } else {
      LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
      error(ctx, 500, "INTERNAL", "the coordinator failed on this", "Its log says more.");
    }
  }

  /** Javalin's own answer to an unknown path is plain text. */
  private static void noSuchPlace(Context ctx) {
    if (ctx.attribute(TYPED) == null) {
      error(ctx, 404, "UNKNOWN", "the API has no such path", "PROTOCOL.md lists them all.");
    }
  }

  private static void error(Context ctx, int status, String code, String message, String fix) {
    ctx.attribute(TYPED, true);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("code", code);
    json.put("message", message);
    json.put("fix", fix);
    json(ctx.status(status), json);
  }

  private static final class NotHere extends RuntimeException {
    NotHere(String what, String name) {
      super("the coordinator knows no " + what + " " + name);
    }
  }
}
