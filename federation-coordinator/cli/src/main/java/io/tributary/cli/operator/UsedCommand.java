package io.tributary.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.error.Exit;
import io.tributary.cli.error.Failures;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.output.Table;
import io.tributary.party.config.AgentConfig;
import io.tributary.party.desk.FileDesk;
import io.tributary.party.desk.UsedRows;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Which runs have used rows of a member. */
@Command(
    name = "runs",
    description =
        "Tell a member which runs have used their rows, with the references on the ledger.")
public final class UsedCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParentCommand private ConsentCommand parent;
  @Mixin private AgentChoice choice;
  @Mixin private Subjects subjects;

  @Override
  public Integer call() {
    AgentConfig config = choice.config(parent.root().home());
    List<UsedRows> runs = new FileDesk(config.home()).used();
    ObjectNode step = new Book(config).step("runs", java.util.Set.of(subjects.one()));
    step.put("tables", config.tables().toString());
    ArrayNode asked = step.putArray("runs");
    runs.forEach(run -> asked.add(json(run)));
    JsonNode found = Book.call(step).path("runs");
    Table.Builder table =
        Table.of("run", "when", "job", "purpose", "rows used", "chain", "contract");
    for (int i = 0; i < runs.size(); i++) {
      String rows = rows(found.path(i).path("tables"));
      if (!rows.isEmpty()) {
        table.row(
            runs.get(i).run().toString(),
            Instant.ofEpochSecond(runs.get(i).at()).toString(),
            runs.get(i).job(),
            runs.get(i).purpose(),
            rows,
            config.ledger().chainId(),
            config.ledger().contract().hex());
      }
    }
    parent.root().print(table.build());
    parent.root().console().next("tributary audit RUN");
    return Exit.OK.code();
  }

  /** Empty if none; what can no longer be told is said. */
  private static String rows(JsonNode tables) {
    StringBuilder words = new StringBuilder();
    for (Map.Entry<String, JsonNode> table : tables.properties()) {
      boolean unknown = table.getValue().isNull();
      if (unknown || table.getValue().asLong() > 0) {
        words.append(words.isEmpty() ? "" : ", ").append(table.getKey()).append(": ");
        words.append(unknown ? "not known, that version is gone" : table.getValue().asText());
      }
    }
    return words.toString();
  }

  private static JsonNode json(UsedRows run) {
    try {
      return JSON.readTree(run.write());
    } catch (IOException e) {
      throw HomeErrors.badFile("a run on the operator's desk: " + Failures.reason(e));
    }
  }
}
