package io.tributary.cli.local;

import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.home.Home;
import io.tributary.cli.home.KeyRing;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What federation to start.
 *
 * @param home its folder
 * @param nodes how many combine
 * @param repositories the most repositories there may be: topics are made for all before the data
 *     has been looked at
 * @param coordinatorPort 0 for a free one
 * @param ledgerUrl a node that somebody else runs; empty to start one
 * @param attached whether its processes end with this one
 * @param steady whether its processes are made to work for long, not to start fast
 */
public record FederationSpec(
    Installation installation,
    Home home,
    int nodes,
    List<String> repositories,
    int coordinatorPort,
    Optional<URI> ledgerUrl,
    boolean attached,
    boolean steady) {
  public FederationSpec {
    repositories = List.copyOf(repositories);
  }

  /** Refuses a port for the coordinator that somebody else has. */
  public void requireFreePort() {
    if (coordinatorPort != 0) {
      Ports.requireFree(coordinatorPort, "the coordinator");
    }
  }

  List<String> nodeIds() {
    return IntStream.rangeClosed(1, nodes).mapToObj(i -> "n" + i).toList();
  }

  static List<String> vetterIds() {
    return List.of("vetter-1", "vetter-2", "vetter-3");
  }

  /** Who asks in a federation of one machine. */
  public static final String QUERIER = "alice";

  /**
   * Takes over the accounts with funds for a ledger that somebody else runs.
   *
   * @param folder holds {@code owner.key} and {@code sink.key}
   */
  public void importAccounts(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw HomeErrors.badFile(folder, "it is no folder", "give a folder: --ledger-keys DIR");
    }
    for (String who : List.of("owner", "sink")) {
      KeyRing.create(LocalLedger.accountFile(home, who), AccountKeys.read(folder, who));
    }
  }
}
