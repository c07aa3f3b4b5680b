package io.tributary.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.home.Federation;
import io.tributary.cli.query.Results;
import io.tributary.protocol.id.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sums of hidden groups, of all repositories together and of each, are on no node's heap and in
 * no file outside the repositories.
 */
@ExtendWith(OnStage.class)
class HiddenSumsIT {
  private static final Map<String, String> QUESTION = Map.of("max_miles", HiddenTrips.MAX_MILES);

  /** States of a run from the moment on at which its set is final and nodes compare. */
  private static final Set<String> CLOSED = Set.of("CLOSED", "COMPLETED", "ABORTED");

  private static final String RUN = "id of the run";

  @Test
  @Tag("threat-41")
  void sumsOfHiddenGroups_areNowhereOutsideTheirRepositories(Stage stage, @TempDir Path folder)
      throws Exception {
    RunId run = stage.ask(QUESTION);
    stage.await("the set is not final", () -> CLOSED.contains(stage.session().status(run).state()));
    Map<String, Path> comparing = HeapDumps.of(pids(stage, "node"), folder.resolve("comparing"));
    stage.awaitReleased(run);
    Map<String, Path> released =
        HeapDumps.of(pids(stage, "node", "coordinator", "sink"), folder.resolve("released"));
    requireHidden(stage, run);
    requireOnlyTheRunIn(comparing, run);
    requireOnlyTheRunIn(released, run);
    requireInNoFile(stage, run);
  }

  private static void requireHidden(Stage stage, RunId run) {
    Results.Opened opened = stage.open(run);
    assertEquals(Optional.empty(), opened.answer().difference(stage.pooled(QUESTION)));
    assertTrue(opened.audit().ok(), opened.audit()::text);
    List<String> hidden = HiddenTrips.all().stream().map(HiddenTrips.Trip::payment).toList();
    assertTrue(opened.answer().rows().stream().noneMatch(row -> hidden.contains(row.get(0))));
  }

  /** The run's id shows that the search finds in these dumps what the party knows. */
  private static void requireOnlyTheRunIn(Map<String, Path> dumps, RunId run) throws IOException {
    MemorySearch search = hiddenSums().bytes(RUN, run.digest().bytes());
    for (Map.Entry<String, Path> dump : dumps.entrySet()) {
      assertEquals(
          List.of(RUN), List.copyOf(search.in(dump.getValue())), "on the heap of " + dump.getKey());
      Files.delete(dump.getValue());
    }
  }

  /** A repository has its own part, and that shows that the search finds it in such files. */
  private static void requireInNoFile(Stage stage, RunId run) throws IOException {
    MemorySearch search = hiddenSums();
    List<Path> folders = new ArrayList<>(List.of(stage.home().run(run.toString())));
    for (Federation.Member party :
        parties(stage, "node", "coordinator", "sink", "broker", "chain")) {
      folders.add(stage.home().party(party.id()));
    }
    for (Path each : folders) {
      assertEquals(List.of(), List.copyOf(found(search, each)), "in " + each);
    }
    Set<String> own = found(search, stage.home().party("r01"));
    assertFalse(own.isEmpty(), "the search does not find what a repository has kept");
    assertTrue(own.stream().allMatch(name -> name.startsWith("r01 ")), own::toString);
  }

  private static MemorySearch hiddenSums() {
    return new MemorySearch().numbers(HiddenTrips.pooled()).numbers(HiddenTrips.parts());
  }

  private static Set<String> found(MemorySearch search, Path folder) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        found.addAll(in(search, file));
      }
    }
    return found;
  }

  /** Parties that run delete files of theirs. */
  private static Set<String> in(MemorySearch search, Path file) throws IOException {
    try {
      return search.in(file);
    } catch (NoSuchFileException e) {
      return new TreeSet<>();
    }
  }

  private static Map<String, Long> pids(Stage stage, String... kinds) {
    return parties(stage, kinds).stream()
        .collect(Collectors.toMap(Federation.Member::id, Federation.Member::pid));
  }

  private static List<Federation.Member> parties(Stage stage, String... kinds) {
    List<String> wanted = List.of(kinds);
    return stage.federation().federation().parties().stream()
        .filter(party -> wanted.contains(party.kind()))
        .toList();
  }
}
