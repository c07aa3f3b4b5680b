package io.tributary.party.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run that waits for a person of the operator.
 *
 * @param asker the querier
 * @param job its name
 * @param jobDigest its exact content
 * @param title what it asks, in one line
 * @param purpose in the asker's words
 * @param parameters as asked
 * @param tables that it reads here
 * @param rule of the policy that allows it, if a person agrees
 * @param until Unix seconds; from then on it is too late
 */
public record WaitingRun(
    RunId run,
    PartyId asker,
    String job,
    Digest jobDigest,
    String title,
    String purpose,
    SortedMap<String, String> parameters,
    List<String> tables,
    String rule,
    long until) {
  public WaitingRun {
    parameters = new TreeMap<>(parameters);
    tables = List.copyOf(tables);
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("run", run.toString()).put("asker", asker.name());
    json.put("job", job).put("jobDigest", jobDigest.hex()).put("title", title);
    json.put("purpose", purpose).put("rule", rule).put("until", until);
    ObjectNode values = json.putObject("parameters");
    parameters.forEach(values::put);
    tables.forEach(json.putArray("tables")::add);
    return json;
  }

  static WaitingRun fromJson(JsonNode json) {
    SortedMap<String, String> parameters = new TreeMap<>();
    for (Map.Entry<String, JsonNode> e : json.path("parameters").properties()) {
      parameters.put(e.getKey(), e.getValue().asText());
    }
    List<String> tables = new ArrayList<>();
    json.path("tables").forEach(table -> tables.add(table.asText()));
    return new WaitingRun(
        RunId.parse(json.path("run").asText()),
        new PartyId(json.path("asker").asText()),
        json.path("job").asText(),
        new Digest(json.path("jobDigest").asText()),
        json.path("title").asText(),
        json.path("purpose").asText(),
        parameters,
        tables,
        json.path("rule").asText(),
        json.path("until").asLong());
  }
}
