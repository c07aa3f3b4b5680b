package io.tributary.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cli.error.Exit;
import io.tributary.cli.home.Federation;
import io.tributary.cli.output.Table;
import io.tributary.cli.query.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Runs of a federation. */
@Command(name = "runs", description = "Show the runs the coordinator knows.")
public final class RunsCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Override
  public Integer call() {
    Federation federation = Federation.read(root.home());
    try (Session session = Session.open(root.home(), federation, "alice")) {
      Table.Builder table = Table.of("run", "job", "state", "asked");
      List<JsonNode> runs = new ArrayList<>();
      session.coordinator().get("/runs").forEach(runs::add);
      runs.sort(Comparator.comparingLong(run -> run.path("requested").asLong()));
      for (JsonNode run : runs) {
        table.row(
            run.path("run").asText(),
            run.path("job").asText(),
            run.path("state").asText(),
            Instant.ofEpochSecond(run.path("requested").asLong()).toString());
      }
      root.print(table.build());
    }
    root.console().next("tributary result RUN", "tributary audit RUN");
    return Exit.OK.code();
  }
}
