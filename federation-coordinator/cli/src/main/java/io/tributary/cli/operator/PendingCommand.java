package io.tributary.cli.operator;

import io.tributary.cli.error.Exit;
import io.tributary.cli.output.Table;
import io.tributary.party.desk.FileDesk;
import io.tributary.party.desk.WaitingRun;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Runs that wait for a person of the operator. */
@Command(name = "pending", description = "List the runs that wait for your yes or no.")
public final class PendingCommand implements Callable<Integer> {
  @ParentCommand private RepoCommand parent;
  @Mixin private AgentChoice choice;

  @Override
  public Integer call() {
    FileDesk desk = new FileDesk(choice.config(parent.root().home()).home());
    Table.Builder table =
        Table.of("run", "asker", "job", "purpose", "parameters", "tables", "until");
    for (WaitingRun run : desk.waiting()) {
      table.row(
          run.run().toString(),
          run.asker().name(),
          run.job(),
          run.purpose(),
          run.parameters().entrySet().stream()
              .map(p -> p.getKey() + "=" + p.getValue())
              .collect(Collectors.joining(" ")),
          String.join(" ", run.tables()),
          Instant.ofEpochSecond(run.until()).toString());
    }
    parent.root().print(table.build());
    if (!desk.waiting().isEmpty()) {
      parent.root().console().next("tributary repo approve RUN", "tributary repo deny RUN");
    }
    return Exit.OK.code();
  }
}
