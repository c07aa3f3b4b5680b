package io.tributary.cli.command;

import io.tributary.cli.demo.DataSource;
import io.tributary.cli.demo.Setting;
import io.tributary.cli.error.Exit;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.error.UsageErrors;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Starts a federation that stays, or starts what has ended of one. */
@Command(name = "up", description = "Start a federation that stays, or what is down of it.")
public final class UpCommand implements Callable<Integer> {
  private static final int MOST_PORT = 65_535;

  @ParentCommand private RootOptions root;

  @Mixin private DataOptions data;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the coordinator (default: a free one).")
  private int port;

  @Spec private CommandSpec command;

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
            port(),
            data.ledgerUrl(),
            false,
            false);
    spec.requireFreePort();
    clear(home);
    data.ledgerKeys().ifPresent(spec::importAccounts);
    Federation federation;
    try (Setting setting = Setting.start(root.console(), spec, source, data.jobs())) {
      federation = setting.federation().federation();
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

  private int port() {
    if (port < 0 || port > MOST_PORT) {
      throw UsageErrors.usage(
          "--port " + port + " is not possible",
          "ports go from 1 to " + MOST_PORT,
          "give another, or none for a free one");
    }
    return port;
  }

  /** What an earlier start that failed has left; it never had a contract to belong to. */
  private static void clear(Home home) {
    try {
      Home.delete(home.folder().resolve("parties"));
      Home.delete(home.keys("owner"));
      Home.delete(home.keys("sink"));
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(home.folder(), e);
    }
  }

  /** What a federation consists of is settled when it is founded. */
  private void refuseOptions(Home home) {
    List<String> given =
        command.commandLine().getParseResult().matchedOptions().stream()
            .filter(option -> !option.inherited())
            .map(option -> option.longestName())
            .toList();
    if (!given.isEmpty()) {
      throw UsageErrors.usage(
          "there is a federation in " + home.folder() + " already",
          String.join(", ", given) + " cannot change it",
          "start it as it is with `tributary up`, remove it with `tributary down --wipe`, or choose"
              + " another folder: --home DIR");
    }
  }

  private int revive(Home home) {
    refuseOptions(home);
    Federation federation = Federation.read(home);
    List<String> down =
        federation.parties().stream()
            .filter(party -> party.process() && !party.alive())
            .map(Federation.Member::id)
            .toList();
    if (down.isEmpty()) {
      root.console().say("everything is up already");
      next();
      return Exit.OK.code();
    }
    root.console().say("starting again: " + String.join(", ", down));
    Revival.of(Installation.current(), home, federation, root.console()::say).start(down);
    Table.Builder table = Table.of("party", "state");
    down.forEach(id -> table.row(id, "up"));
    root.print(table.build());
    next();
    return Exit.OK.code();
  }

  private void next() {
    root.console()
        .next(
            "tributary catalog", "tributary run JOB --wait", "tributary status", "tributary down");
  }
}
