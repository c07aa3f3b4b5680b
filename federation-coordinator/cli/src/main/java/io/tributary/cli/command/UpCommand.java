package io.tributary.cli.command;

import io.tributary.cli.demo.DataSource;
import io.tributary.cli.demo.Setting;
import io.tributary.cli.error.CliErrors;
import io.tributary.cli.error.Exit;
import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Home;
import io.tributary.cli.local.FederationSpec;
import io.tributary.cli.local.Installation;
import io.tributary.cli.local.Revival;
import io.tributary.cli.output.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Starts a federation that stays, or starts what has ended of one. */
@Command(name = "up", description = "Start a federation that stays, or what is down of it.")
public final class UpCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Mixin private DataOptions data;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the coordinator (default: a free one).")
  private int port;

  @Override
  public Integer call() {
    Home home = root.home();
    if (Files.exists(home.federationFile())) {
      return revive(home);
    }
    DataSource source =
        DataSource.of(data.data(), data.splitBy(), data.repositories(), data.scale());
    FederationSpec spec =
        new FederationSpec(
            Installation.current(),
            home,
            data.nodes(),
            source.repositoryIds(),
            port,
            data.ledgerUrl(),
            false);
    data.ledgerKeys().ifPresent(spec::importAccounts);
    Federation federation;
    try {
      // What an earlier start that failed has left; it never had a contract to belong to.
      Home.delete(home.folder().resolve("parties"));
    } catch (IOException e) {
      throw CliErrors.cannotWrite(home.folder(), e);
    }
    try (Setting setting = Setting.start(root.console(), spec, source, data.jobs())) {
      federation = setting.federation().federation();
      federation.write(home);
    }
    root.print(
        Table.of("what", "where")
            .row("coordinator", federation.coordinator())
            .row("ledger", federation.ledger().url())
            .row("contract", federation.ledger().contract())
            .row("home", home.folder().toString())
            .build());
    next();
    return Exit.OK.code();
  }

  private int revive(Home home) {
    Federation federation = Federation.read(home);
    List<String> down =
        federation.parties().stream()
            .filter(party -> party.process() && !party.alive())
            .map(Federation.Member::id)
            .toList();
    if (down.isEmpty()) {
      throw CliErrors.alreadyUp(home.folder());
    }
    root.console().say("starting again: " + String.join(", ", down));
    Revival.of(Installation.current(), home, federation).start(down);
    Table.Builder table = Table.of("party", "state");
    down.forEach(id -> table.row(id, "up"));
    root.print(table.build());
    next();
    return Exit.OK.code();
  }

  private void next() {
    root.console()
        .next(
            "tributary catalog" + root.homeOption(),
            "tributary run JOB --wait" + root.homeOption(),
            "tributary status" + root.homeOption(),
            "tributary down" + root.homeOption());
  }
}
