package io.tributary.party.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;

/**
 * What a run with noise has cost the people of a table.
 *
 * @param at when it was accepted, in Unix seconds
 * @param nanoRho in whole billionths of rho
 * @param organisation digest of the name of the asker's organisation
 */
public record Loss(RunId run, String table, long at, long nanoRho, Digest organisation) {
  static Loss fromJson(JsonNode json) {
    return new Loss(
        RunId.parse(json.path("run").asText()),
        json.path("table").asText(),
        json.path("at").asLong(),
        json.path("nanoRho").asLong(),
        new Digest(json.path("organisation").asText()));
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("run", run.toString()).put("table", table).put("at", at);
    return json.put("nanoRho", nanoRho).put("organisation", organisation.hex());
  }
}
