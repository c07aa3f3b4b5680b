package io.tributary.cli.demo.cheat;

import io.tributary.cli.error.UsageErrors;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whom a demo can let cheat. */
public enum CheatKind {
  NODE("NodeFlippingOneBit"),
  REPOSITORY("RepositoryDealingTwice"),
  QUERIER("QuerierWithFalseEvidence"),
  SINK("SinkForgingStatements"),
  COORDINATOR("CoordinatorAlteringParameters");

  /** All of them, for help texts. */
  public static final String WORDS = "node, repository, querier, sink, coordinator";

  /** Of two nodes nothing may be opened, and so nothing be judged. */
  private static final int FEWEST_NODES = 3;

  /** The second of them is told something else, and three must be left to answer. */
  private static final int FEWEST_REPOSITORIES = 3;

  private final String cheat;

  CheatKind(String cheat) {
    this.cheat = cheat;
  }

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
  public void check(int nodes, int repositories, int jobs, Optional<URI> ledgerUrl) {
    if (repositories < FEWEST_REPOSITORIES) {
      throw UsageErrors.usage(
          "--cheat needs --repositories " + FEWEST_REPOSITORIES + " or more",
          "without the one that cheats, or is cheated, enough must be left for an answer",
          "leave --repositories out");
    }
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

  /** The main class of the process that cheats, in the testkit. */
  public String program() {
    return "io.tributary.testkit." + cheat;
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
