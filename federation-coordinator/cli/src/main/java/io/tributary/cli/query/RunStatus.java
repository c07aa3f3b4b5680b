package io.tributary.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What the coordinator says of a run: nothing is believed for it, it only guides waiting.
 *
 * @param run id
 * @param job name
 * @param state of the ledger's run, in upper case
 * @param repositories state by id; a refusal carries its code: {@code refused SCHEMA}
 * @param nodes state by id
 * @param nodesNeeded how many of them the run cannot do without
 * @param seconds since the request, by phase
 * @param abort reason, or empty
 */
public record RunStatus(
    String run,
    String job,
    String state,
    Map<String, String> repositories,
    Map<String, String> nodes,
    int nodesNeeded,
    Map<String, Double> seconds,
    String abort) {
  /** Reads {@code GET /v1/runs/{id}}. */
  public static RunStatus of(JsonNode json) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    json.path("seconds")
        .properties()
        .forEach(phase -> seconds.put(phase.getKey(), phase.getValue().asDouble()));
    Map<String, String> nodes = states(json.path("nodes"));
    return new RunStatus(
        json.path("run").asText(),
        json.path("job").asText(),
        json.path("state").asText().toUpperCase(Locale.ROOT),
        states(json.path("repositories")),
        nodes,
        json.path("nodesNeeded").asInt(nodes.size()),
        seconds,
        json.path("abort").asText(""));
  }

  /** Whether the ledger holds the completions. */
  public boolean completed() {
    return state.equals("COMPLETED") || state.equals("RECEIVED");
  }

  /** Whether enough nodes have released their outputs too: then there is something to open. */
  public boolean released() {
    return completed() && nodes.values().stream().filter("released"::equals).count() >= nodesNeeded;
  }

  public boolean aborted() {
    return state.equals("ABORTED");
  }

  /** How far it is, in a line. */
  public String words() {
    return "it is " + state + "; repositories: " + list(repositories) + "; nodes: " + list(nodes);
  }

  private static String list(Map<String, String> states) {
    return String.join(
        ", ", states.entrySet().stream().map(s -> s.getKey() + " " + s.getValue()).toList());
  }

  /** Repositories that refused, with their codes. */
  public Map<String, String> refusals() {
    Map<String, String> refusals = new LinkedHashMap<>();
    repositories.forEach(
        (id, said) -> {
          if (said.startsWith("refused")) {
            refusals.put(id, said.substring("refused".length()).strip());
          }
        });
    return refusals;
  }

  private static Map<String, String> states(JsonNode array) {
    Map<String, String> states = new LinkedHashMap<>();
    StreamSupport.stream(array.spliterator(), false)
        .forEach(
            party -> {
              String code = party.path("code").asText("");
              String state = party.path("state").asText();
              states.put(party.path("id").asText(), code.isEmpty() ? state : state + " " + code);
            });
    return states;
  }
}
