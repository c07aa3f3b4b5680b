package io.tributary.cli.operator;

import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Home;
import io.tributary.party.config.AgentConfig;
import io.tributary.party.config.ConfigException;
import io.tributary.party.config.StrictConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which repository an operator's command is about. */
public final class AgentChoice {
  @Option(
      names = {"-r", "--repository"},
      paramLabel = "ID",
      description = "A repository of the federation in this home.")
  private String repository;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The config of an agent on this machine, instead of --repository.")
  private Path config;

  /** Its agent's config. */
  AgentConfig config(Home home) {
    if (config != null && repository != null) {
      throw UsageErrors.usage(
          "--repository and --config are both given", "each names a repository", "give one");
    }
    Path file = config != null ? config : home.party(chosen(home)).resolve("config.yaml");
    try {
      return StrictConfig.load(file, AgentConfig.class);
    } catch (ConfigException e) {
      throw HomeErrors.badFile(e.getMessage());
    }
  }

  private String chosen(Home home) {
    List<String> known =
        Federation.read(home).of("repository").stream().map(Federation.Member::id).toList();
    Optional<String> only = known.size() == 1 ? Optional.of(known.get(0)) : Optional.empty();
    String id =
        Optional.ofNullable(repository)
            .or(() -> only)
            .orElseThrow(
                () ->
                    UsageErrors.usage(
                        "which repository?",
                        "this federation has " + String.join(", ", known),
                        "say --repository " + known.stream().findFirst().orElse("ID")));
    if (!known.contains(id)) {
      throw UsageErrors.unknownParty(id, known);
    }
    return id;
  }
}
