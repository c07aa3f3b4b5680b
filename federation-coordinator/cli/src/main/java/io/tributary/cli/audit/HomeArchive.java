package io.tributary.cli.audit;

import io.tributary.auditor.Archive;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.Failures;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Home;
import io.tributary.cli.query.CoordinatorClient;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFolder;
import io.tributary.protocol.transcript.TranscriptJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The runs that a home keeps, and behind them those that its coordinator hands out, if it is up.
 */
public final class HomeArchive implements Archive {
  private static final Pattern RUN = Pattern.compile("0x[0-9a-f]{64}");

  private final Home home;
  private Optional<CoordinatorClient> coordinator;

  private HomeArchive(Home home, Optional<CoordinatorClient> coordinator) {
    this.home = home;
    this.coordinator = coordinator;
  }

  /** Of folders alone. */
  public static HomeArchive of(Home home) {
    return new HomeArchive(home, Optional.empty());
  }

  /** Of folders, and of the coordinator unless it is known to be down. */
  public static HomeArchive of(Home home, Federation federation) {
    boolean down =
        federation.coordinator().isEmpty()
            || federation.of("coordinator").stream()
                .anyMatch(party -> party.pid() != 0 && !party.alive());
    return new HomeArchive(
        home,
        down
            ? Optional.empty()
            : Optional.of(
                new CoordinatorClient(
                    URI.create(federation.coordinator()), home.pki().resolve("ca.pem"))));
  }

  /** Whether there is a coordinator to ask. */
  public boolean asks() {
    return coordinator.isPresent();
  }

  /** Every run that has a folder here, by id. */
  public List<RunId> folders() {
    if (!Files.isDirectory(home.runs())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(home.runs())) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> RUN.matcher(name).matches())
          .sorted()
          .map(RunId::parse)
          .filter(run -> Files.isDirectory(transcript(run)))
          .toList();
    } catch (IOException e) {
      throw HomeErrors.badFile(home.runs(), Failures.reason(e));
    }
  }

  @Override
  public Optional<RunFolder> kept(RunId run) {
    return Files.isDirectory(transcript(run))
        ? Optional.of(TranscriptFolder.read(home.run(run.toString())))
        : Optional.empty();
  }

  @Override
  public Optional<Transcript> fetched(RunId run) {
    if (coordinator.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = coordinator.get().getBytes("/runs/" + run + "/transcript");
      return Optional.of(TranscriptJson.read(bytes));
    } catch (CliException e) {
      if (e.code().equals("UNREACHABLE")) {
        // Not waited for again with every run.
        coordinator = Optional.empty();
      }
      return Optional.empty();
    }
  }

  @Override
  public void keep(RunId run, RunFolder folder) {
    TranscriptFolder.write(home.run(run.toString()), folder);
  }

  private Path transcript(RunId run) {
    return home.run(run.toString()).resolve("transcript");
  }
}
