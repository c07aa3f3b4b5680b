package io.tributary.cli.local;

import io.tributary.cli.home.Home;
import io.tributary.cli.home.KeyRing;
import io.tributary.party.config.KeyFiles;
import java.net.URI;
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
 */
public record FederationSpec(
    Installation installation,
    Home home,
    int nodes,
    List<String> repositories,
    int coordinatorPort,
    Optional<URI> ledgerUrl,
    boolean attached) {
  public FederationSpec {
    repositories = List.copyOf(repositories);
  }

  List<String> nodeIds() {
    return IntStream.rangeClosed(1, nodes).mapToObj(i -> "n" + i).toList();
  }

  static List<String> vetterIds() {
    return List.of("vetter-1", "vetter-2", "vetter-3");
  }

  static final String QUERIER = "alice";

  /**
   * Takes over the accounts with funds for a ledger that somebody else runs.
   *
   * @param folder holds {@code owner.key} and {@code sink.key}
   */
  public void importAccounts(Path folder) {
    for (String who : List.of("owner", "sink")) {
      byte[] secret = KeyFiles.readKey(folder.resolve(who + ".key"));
      KeyRing.create(LocalLedger.accountFile(home, who), secret);
    }
  }
}
