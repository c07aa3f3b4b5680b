package io.tributary.party.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.CellComputer.Computed;
import io.tributary.protocol.port.CellComputer.Consent;
import io.tributary.protocol.port.CellComputer.ConsentVersion;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run has read here: enough to tell a member later whether rows about them were in it.
 *
 * @param job its name
 * @param jobDigest its exact content
 * @param purpose in the asker's words
 * @param tables the version read of each, by name
 * @param subjects column that says whose row a row is, of the tables that have one
 * @param consent the tables whose rows counted only with a grant
 * @param scopes grants of one of these were enough
 * @param at Unix seconds of the computation
 * @param consentVersion of the book of grants; empty if it was not needed
 */
public record UsedRows(
    RunId run,
    String job,
    Digest jobDigest,
    String purpose,
    SortedMap<String, Long> tables,
    SortedMap<String, String> subjects,
    Set<String> consent,
    Set<String> scopes,
    long at,
    Optional<Long> consentVersion) {
  public UsedRows {
    tables = new TreeMap<>(tables);
    subjects = new TreeMap<>(subjects);
    consent = new TreeSet<>(consent);
    scopes = new TreeSet<>(scopes);
  }

  /** Of a computation. */
  public static UsedRows of(
      RunView view, Computed computed, SortedMap<String, String> subjects, Consent consent) {
    return new UsedRows(
        view.run(),
        view.job().definition().name(),
        view.request().jobDigest(),
        view.purpose(),
        computed.tableVersions(),
        subjects,
        consent.subjects().keySet(),
        consent.scopes(),
        consent.at().getEpochSecond(),
        computed.consent().map(ConsentVersion::version));
  }

  /** The same rows, in a later run that is given the same answer. */
  public UsedRows again(RunView view) {
    return new UsedRows(
        view.run(),
        job,
        jobDigest,
        view.purpose(),
        tables,
        subjects,
        consent,
        scopes,
        at,
        consentVersion);
  }

  /** Whose rows counted. */
  public Consent counted() {
    SortedMap<String, String> needed = new TreeMap<>(subjects);
    needed.keySet().retainAll(consent);
    return new Consent(needed, scopes, Instant.ofEpochSecond(at));
  }

  /** Canonical JSON. */
  public byte[] write() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("run", run.toString()).put("job", job).put("jobDigest", jobDigest.hex());
    json.put("purpose", purpose).put("at", at);
    tables.forEach(json.putObject("tables")::put);
    subjects.forEach(json.putObject("subjects")::put);
    consent.forEach(json.putArray("consent")::add);
    scopes.forEach(json.putArray("scopes")::add);
    consentVersion.ifPresent(version -> json.put("consentVersion", version));
    return CanonicalJson.write(json);
  }

  /** Reads {@link #write}. */
  public static UsedRows read(byte[] bytes) {
    JsonNode json = CanonicalJson.parseAny(bytes);
    SortedMap<String, Long> tables = new TreeMap<>();
    for (Map.Entry<String, JsonNode> e : json.path("tables").properties()) {
      tables.put(e.getKey(), e.getValue().asLong());
    }
    SortedMap<String, String> subjects = new TreeMap<>();
    for (Map.Entry<String, JsonNode> e : json.path("subjects").properties()) {
      subjects.put(e.getKey(), e.getValue().asText());
    }
    return new UsedRows(
        RunId.parse(json.path("run").asText()),
        json.path("job").asText(),
        new Digest(json.path("jobDigest").asText()),
        json.path("purpose").asText(),
        tables,
        subjects,
        texts(json.path("consent")),
        texts(json.path("scopes")),
        json.path("at").asLong(),
        json.has("consentVersion")
            ? Optional.of(json.path("consentVersion").asLong())
            : Optional.empty());
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
