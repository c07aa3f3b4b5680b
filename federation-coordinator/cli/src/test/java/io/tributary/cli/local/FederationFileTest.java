package io.tributary.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.error.Called;
import io.tributary.cli.error.CliException;
import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Home;
import io.tributary.cli.query.Session;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FederationFileTest {
  @TempDir private Path folder;

  private static Federation sample(Federation.Member... members) {
    return new Federation(
        "2026-01-01T00:00:00Z",
        new Federation.LedgerAddress("http://127.0.0.1:1", 31337, "0x" + "0".repeat(40), true),
        "127.0.0.1:2",
        "",
        List.of(members));
  }

  @Test
  void write_thenRead_isTheSame() {
    Home home = new Home(folder.resolve("home"));
    Federation federation =
        sample(new Federation.Member("r01", "repository", "Taxi \"A\"", "org-r01", 12, 34));
    federation.write(home);
    assertEquals(federation, Federation.read(home));
  }

  @Test
  void read_brokenFile_namesItAndNotItsText() throws Exception {
    Home home = new Home(folder);
    Files.writeString(home.federationFile(), "{\"created\": SECRET");
    CliException e = assertThrows(CliException.class, () -> Federation.read(home));
    assertEquals("BAD_FILE", e.code());
    assertFalse(e.text(Called.now()).contains("SECRET"));
  }

  @Test
  void alive_pidOfAnotherProcess_isNotTheParty() {
    ProcessHandle me = ProcessHandle.current();
    Federation.Member member = new Federation.Member("n1", "node", "", "org-n1", 0, 0).running(me);
    assertTrue(member.alive());
    Federation.Member older =
        new Federation.Member("n1", "node", "", "org-n1", me.pid(), member.started() - 60_000);
    assertFalse(older.alive());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void alive_killedButNotCollected_isDown() throws Exception {
    // The shell becomes a sleep, which never asks after the child it was left with.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; exec sleep 60").start();
    try (BufferedReader out = parent.inputReader()) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      Federation.Member member =
          new Federation.Member("n1", "node", "", "org-n1", 0, 0).running(child);
      assertTrue(member.alive());
      child.destroyForcibly();
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            while (member.alive()) {
              Thread.onSpinWait();
            }
          });
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void session_processesEnded_saysHowToStartThemAgain() {
    Home home = new Home(folder);
    ProcessHandle me = ProcessHandle.current();
    Federation.Member gone = new Federation.Member("chain", "chain", "", "", me.pid(), 1);
    Federation federation = sample(gone).withCoordinator("https://127.0.0.1:3");
    CliException e =
        assertThrows(CliException.class, () -> Session.open(home, federation, "alice"));
    assertEquals("NOT_RUNNING", e.code());
    String told = e.text(Called.now().at(home.folder()));
    assertTrue(told.contains("`tributary up --home " + home.folder() + "`"), told);
  }

  @Test
  void shutdown_processThatDoesNotListen_isKilled() {
    PartyProcess deaf =
        PartyProcess.start(
            new ProcessSpec(
                "n1",
                List.of(
                    "/bin/sh",
                    "-c",
                    "trap '' TERM; echo '{\"ready\":true}'; while :; do sleep 60; done"),
                folder.resolve("n1")),
            false);
    deaf.awaitReady(Duration.ofSeconds(30));
    Federation federation =
        sample(
            new Federation.Member("n1", "node", "", "o", 0, 0).running(deaf.process().toHandle()));
    assertEquals(1, Shutdown.end(federation.parties(), Duration.ofMillis(100)));
    assertTrue(deaf.awaitEnd(Duration.ofSeconds(10)));
  }

  @Test
  void delete_linkInsideAHome_leavesItsTarget() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("kept.txt"), "x");
    Path home = Home.make(folder.resolve("home/deep"));
    Files.createSymbolicLink(home.resolve("link"), outside);
    Home.delete(folder.resolve("home"));
    assertTrue(Files.exists(outside.resolve("kept.txt")));
    assertFalse(Files.exists(folder.resolve("home")));
  }
}
