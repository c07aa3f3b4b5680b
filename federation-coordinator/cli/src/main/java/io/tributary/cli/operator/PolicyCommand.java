package io.tributary.cli.operator;

import io.tributary.cli.error.Exit;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Table;
import io.tributary.party.config.ConfigException;
import io.tributary.party.policy.Policy;
import io.tributary.party.policy.PolicyWords;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** A policy in sentences. */
@Command(name = "policy", description = "Check a policy file, and say in sentences what it allows.")
public final class PolicyCommand implements Callable<Integer> {
  @ParentCommand private RepoCommand parent;
  @Mixin private AgentChoice choice;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "A policy file that is not in force yet.")
  private Path file;

  @Override
  public Integer call() {
    Path policy = file != null ? file : choice.config(parent.root().home()).policy();
    try {
      List<String> sentences = PolicyWords.of(Policy.load(policy));
      if (parent.root().format() == Format.table) {
        sentences.forEach(sentence -> parent.root().console().data(sentence + "\n"));
      } else {
        Table.Builder table = Table.of("sentence");
        sentences.forEach(table::row);
        parent.root().print(table.build());
      }
    } catch (ConfigException e) {
      throw HomeErrors.badFile(e.getMessage());
    }
    return Exit.OK.code();
  }
}
