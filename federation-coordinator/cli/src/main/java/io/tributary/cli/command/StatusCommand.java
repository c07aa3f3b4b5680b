package io.tributary.cli.command;

import io.tributary.cli.error.Exit;
import io.tributary.cli.home.Federation;
import io.tributary.cli.output.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Which processes of a federation are alive. */
@Command(name = "status", description = "Show the parties of the federation that was started here.")
public final class StatusCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Override
  public Integer call() {
    Federation federation = Federation.read(root.home());
    Table.Builder table = Table.of("party", "kind", "label", "state", "pid");
    boolean allAlive = true;
    for (Federation.Member party : federation.parties()) {
      boolean alive = party.alive();
      allAlive &= alive || !party.process();
      table.row(
          party.id(),
          party.kind(),
          party.label(),
          party.process() ? (alive ? "up" : "down") : "key",
          alive ? Long.toString(party.pid()) : "");
    }
    root.print(table.build());
    if (allAlive) {
      root.console().next("tributary catalog");
      return Exit.OK.code();
    }
    root.console().next("tributary up         starts what is down", "tributary logs PARTY");
    return Exit.FAILED.code();
  }
}
