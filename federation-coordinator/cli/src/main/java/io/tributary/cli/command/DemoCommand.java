package io.tributary.cli.command;

import io.tributary.cli.demo.Demo;
import io.tributary.cli.demo.DemoOptions;
import io.tributary.cli.demo.cheat.CheatKind;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.Exit;
import io.tributary.cli.local.ClassArchives;
import io.tributary.cli.local.Installation;
import io.tributary.cli.output.Console;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** A whole federation on this machine, start to proof. */
@Command(
    name = "demo",
    description = {
      "Start a whole federation on this machine, ask it real questions, show answer and proof.",
      "Exits 0 only if every answer equals the pooled one and the audit passes."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final String JSON = "--json";

  @ParentCommand private RootOptions root;

  @Mixin private DataOptions data;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "NAME=VALUE",
      description = "A parameter of the jobs; repeat for more.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--cheat",
      paramLabel = "KIND",
      description =
          "Let one party cheat in one run, and show how it comes out: " + CheatKind.WORDS + ".")
  private String cheat;

  @Option(names = "--keep", description = "Keep the demo's folder: tables, logs, keys.")
  private boolean keep;

  @Option(names = JSON, paramLabel = "FILE", description = "Write a report there, always.")
  private Path json;

  @Override
  public Integer call() {
    DemoOptions options;
    try {
      options = options();
    } catch (CliException e) {
      Demo.refuse(root.console(), e, Optional.ofNullable(json));
      throw e;
    }
    boolean human = root.format() == Format.table;
    Demo.DemoOutcome outcome =
        new Demo(human ? root.console() : quiet(), root.home(), options, Answers.PAUSE).run();
    if (!human) {
      root.console().data(Render.json(outcome.report()));
    }
    if (outcome.error().isEmpty()) {
      ClassArchives.of(Installation.current()).ifPresent(all -> all.make(root.console()::say));
    }
    return outcome.error().map(CliException::exit).orElse(Exit.OK).code();
  }

  /**
   * The report of a demo whose words could not be read: written all the same, where they still say
   * where to.
   */
  public static void reportUnread(Console console, CliException told, String[] words) {
    List<String> said = List.of(words);
    if (!said.contains("demo")) {
      return;
    }
    Optional<String> file = Optional.empty();
    for (int i = 0; i < said.size(); i++) {
      if (said.get(i).startsWith(JSON + "=")) {
        file = Optional.of(said.get(i).substring(JSON.length() + 1));
      } else if (said.get(i).equals(JSON) && i + 1 < said.size()) {
        file = Optional.of(said.get(i + 1));
      }
    }
    Demo.refuse(console, told, file.filter(name -> !name.isBlank()).map(Path::of));
  }

  private DemoOptions options() {
    return new DemoOptions(
        data.data(),
        data.splitBy(),
        data.repositories(),
        data.nodes(),
        data.scale(),
        data.jobs(),
        RunCommand.parse(parameters),
        keep,
        Optional.ofNullable(json),
        data.ledgerUrl(),
        data.ledgerKeys(),
        cheat());
  }

  private Optional<CheatKind> cheat() {
    Optional<CheatKind> kind = Optional.ofNullable(cheat).map(CheatKind::of);
    kind.ifPresent(
        asked ->
            asked.check(data.nodes(), data.repositories(), data.jobs().size(), data.ledgerUrl()));
    return kind;
  }

  /** Progress still goes to standard error, but the only data is the report. */
  private Console quiet() {
    return root.console()
        .without(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }
}
