package io.tributary.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.party.desk.UsedRows;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.CellComputer.ConsentVersion;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run of a question that this repository was asked, and what it has dealt for it, if anything.
 *
 * @param asked which repositories
 * @param requestDigest of the request that this repository knows under this id
 * @param contributionDeadline Unix seconds
 * @param deadline Unix seconds
 * @param dealt empty if no cells were computed here for this run
 */
record StoredAnswer(
    RunId run,
    Set<PartyId> asked,
    Digest requestDigest,
    long contributionDeadline,
    long deadline,
    Optional<Dealt> dealt) {

  /**
   * What was dealt.
   *
   * @param grants their state, if they were needed
   * @param cells how many
   */
  record Dealt(Origin origin, UsedRows used, Optional<ConsentVersion> grants, int cells) {}

  static StoredAnswer of(RunView view) {
    return new StoredAnswer(
        view.run(),
        new TreeSet<>(view.request().repositories()),
        view.requestDigest(),
        view.request().contributionDeadline(),
        view.request().deadline(),
        Optional.empty());
  }

  StoredAnswer with(Dealt what) {
    return new StoredAnswer(
        run, asked, requestDigest, contributionDeadline, deadline, Optional.of(what));
  }

  /** Canonical JSON. */
  byte[] write() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("run", run.toString()).put("request", requestDigest.hex());
    json.put("contributionDeadline", contributionDeadline).put("deadline", deadline);
    ArrayNode ids = json.putArray("asked");
    asked.forEach(id -> ids.add(id.name()));
    dealt.ifPresent(
        what -> {
          ObjectNode node = json.putObject("dealt");
          node.put("tables", what.origin().tables().hex());
          node.put("consent", what.origin().consent().hex());
          node.put("cells", what.cells());
          what.grants()
              .ifPresent(
                  state ->
                      node.put("grants", HexFormat.of().formatHex(state.description()))
                          .put("grantsVersion", state.version()));
          node.set("used", CanonicalJson.parseAny(what.used().write()));
        });
    return CanonicalJson.write(json);
  }

  /** Reads {@link #write}. */
  static StoredAnswer read(byte[] stored) {
    JsonNode json = CanonicalJson.parseAny(stored);
    Set<PartyId> asked = new TreeSet<>();
    json.path("asked").forEach(id -> asked.add(new PartyId(id.textValue())));
    return new StoredAnswer(
        RunId.parse(json.path("run").textValue()),
        asked,
        new Digest(json.path("request").textValue()),
        json.path("contributionDeadline").longValue(),
        json.path("deadline").longValue(),
        json.has("dealt") ? Optional.of(dealt(json.path("dealt"))) : Optional.empty());
  }

  private static Dealt dealt(JsonNode json) {
    Origin origin =
        Origin.fresh(
            new Digest(json.path("tables").textValue()),
            new Digest(json.path("consent").textValue()));
    UsedRows used = UsedRows.read(CanonicalJson.write(json.path("used")));
    Optional<ConsentVersion> grants =
        Optional.ofNullable(json.get("grants"))
            .map(hex -> HexFormat.of().parseHex(hex.textValue()))
            .map(text -> new ConsentVersion(json.path("grantsVersion").longValue(), text));
    return new Dealt(origin, used, grants, json.path("cells").intValue());
  }
}
