package io.tributary.cli.demo.cheat;

import io.tributary.cli.error.UsageErrors;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whom a demo can let cheat. */
public enum CheatKind {
  NODE,
  REPOSITORY,
  QUERIER,
  SINK,
  COORDINATOR;

  /** All of them, for help texts. */
  public static final String WORDS = "node, repository, querier, sink, coordinator";

  /** Of two nodes nothing may be opened, and so nothing be judged. */
  private static final int FEWEST_NODES = 3;

  /** The kind of that name. */
  public static CheatKind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                UsageErrors.usage(
                    "there is no cheat " + word,
                    "these can be played: " + WORDS,
                    "say who is to cheat: --cheat node"));
  }

  /** As typed and as reported. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Refuses a demo in which the cheat cannot be played, before anything has started. */
  public void check(int nodes, int jobs, Optional<URI> ledgerUrl) {
    if (nodes < FEWEST_NODES) {
      throw UsageErrors.usage(
          "--cheat needs " + FEWEST_NODES + " nodes or more",
          "of two nodes the contract lets nothing be opened, and so judges nothing",
          "leave --nodes out");
    }
    if (jobs > 1) {
      throw UsageErrors.usage(
          "--cheat plays in one run", "there is more than one --job", "name one job, or none");
    }
    if (ledgerUrl.isPresent()) {
      throw UsageErrors.usage(
          "--cheat does not go with --ledger-url",
          "a cheat costs a deposit, and is only played for play money",
          "leave --ledger-url out: a local chain is started");
    }
  }

  Cheat cheat() {
    return switch (this) {
      case NODE -> new NodeCheat();
      case REPOSITORY -> new RepositoryCheat();
      case QUERIER -> new QuerierCheat();
      case SINK -> new SinkCheat();
      case COORDINATOR -> new CoordinatorCheat();
    };
  }
}
