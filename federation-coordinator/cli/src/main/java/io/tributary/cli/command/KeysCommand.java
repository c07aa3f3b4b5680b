package io.tributary.cli.command;

import io.tributary.cli.error.Exit;
import io.tributary.cli.error.Failures;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.home.KeyRing;
import io.tributary.cli.output.Table;
import io.tributary.protocol.statement.IdentityKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Public halves of the keys in a home. The secret halves are files that nothing prints. */
@Command(name = "keys", description = "Show whose keys are here: addresses and sealing keys.")
public final class KeysCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Override
  public Integer call() {
    Path folder = root.home().keys();
    if (!Files.isDirectory(folder)) {
      throw HomeErrors.noFederation(root.home().folder());
    }
    KeyRing keys = new KeyRing(root.home());
    Table.Builder table = Table.of("party", "address", "sealing", "file");
    for (String party : parties(folder)) {
      if (Files.exists(keys.identityFile(party))) {
        try (IdentityKey key = keys.identity(party)) {
          table.row(
              party,
              key.address().hex(),
              Files.exists(keys.sealingFile(party)) ? keys.sealing(party).hex() : "",
              keys.identityFile(party).toString());
        }
      }
    }
    root.print(table.build());
    return Exit.OK.code();
  }

  private static List<String> parties(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw HomeErrors.badFile(folder, Failures.reason(e));
    }
  }
}
