package io.tributary.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.jobs.AuthorTool;
import io.tributary.cli.output.Table;
import io.tributary.party.config.AgentConfig;
import io.tributary.protocol.consent.Grant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A repository's book of consent, through one short-lived process with Spark. */
final class Book {
  private final AgentConfig config;

  Book(AgentConfig config) {
    this.config = config;
  }

  /** One step; what it has no use for is left out. */
  ObjectNode step(String action, Set<String> subjects) {
    ObjectNode step = AuthorTool.step();
    step.put("book", config.consent().toString()).put("action", action);
    step.put("now", now().toString());
    subjects.forEach(step.putArray("subjects")::add);
    return step;
  }

  static JsonNode call(ObjectNode step) {
    try (AuthorTool tool = AuthorTool.warm()) {
      return tool.call("consent", step);
    }
  }

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The grants of a step's result. */
  static List<Grant> grants(JsonNode result) {
    List<Grant> grants = new ArrayList<>();
    for (JsonNode one : result.path("grants")) {
      grants.add(
          new Grant(
              one.path("id").asText(),
              one.path("subject").asText(),
              one.path("scope").asText(),
              Instant.parse(one.path("from").asText()),
              time(one, "until"),
              Instant.parse(one.path("recorded").asText()),
              time(one, "withdrawn")));
    }
    return grants;
  }

  private static Optional<Instant> time(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key)).map(text -> Instant.parse(text.asText()));
  }

  static Table table(List<Grant> grants) {
    Table.Builder table = Table.of("subject", "scope", "from", "until", "withdrawn", "grant");
    for (Grant grant : grants) {
      table.row(
          grant.subject(),
          grant.scope(),
          grant.from().toString(),
          grant.until().map(Instant::toString).orElse(""),
          grant.withdrawn().map(Instant::toString).orElse(""),
          grant.id());
    }
    return table.build();
  }
}
