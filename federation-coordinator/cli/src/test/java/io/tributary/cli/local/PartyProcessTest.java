package io.tributary.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cli.error.Called;
import io.tributary.cli.error.CliException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartyProcessTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private ProcessSpec shell(String script) {
    return new ProcessSpec("r01", List.of("/bin/sh", "-c", script), folder.resolve("r01"));
  }

  @Test
  void awaitReady_readyLineAmongOthers_isRead() {
    PartyProcess process =
        PartyProcess.start(
            shell("echo hello; echo '{\"party\":\"r01\",\"ready\":true,\"port\":7}'; cat"), true);
    JsonNode ready = process.awaitReady(LONG);
    assertEquals(7, ready.get("port").asInt());
    assertTrue(process.alive());
    process.kill();
    assertTrue(process.awaitEnd(LONG));
  }

  @Test
  void awaitReady_processThatDies_saysWhyWithoutForeignText() {
    PartyProcess process =
        PartyProcess.start(
            shell(
                "echo 'org.apache.spark.SparkException: cannot parse CANARY-ROW' >&2;"
                    + " echo 'repository-agent: stopped: tables: no such folder' >&2; exit 3"),
            true);
    CliException e = assertThrows(CliException.class, () -> process.awaitReady(LONG));
    assertEquals("r01 ended by itself (exit code 3)", e.getMessage());
    assertEquals(
        "org.apache.spark.SparkException\nrepository-agent: stopped: tables: no such folder",
        e.why());
    assertFalse(e.text(Called.now()).contains("CANARY"));
  }

  @Test
  void awaitReady_silence_isATimeout() {
    PartyProcess process = PartyProcess.start(shell("cat"), true);
    CliException e =
        assertThrows(CliException.class, () -> process.awaitReady(Duration.ofMillis(200)));
    assertEquals("PARTY_NOT_READY", e.code());
    process.kill();
  }

  @Test
  void start_attached_childSeesTheEndOfItsParent() throws Exception {
    PartyProcess process =
        PartyProcess.start(shell("echo '{\"ready\":true}'; cat >/dev/null; exit 5"), true);
    process.awaitReady(LONG);
    process.process().getOutputStream().close();
    assertTrue(process.awaitEnd(LONG));
    assertEquals(5, process.process().exitValue());
  }

  @Test
  void start_detached_readsNothingFromUs() {
    PartyProcess process =
        PartyProcess.start(shell("echo '{\"ready\":true}'; cat >/dev/null; exit 5"), false);
    assertTrue(process.awaitEnd(LONG));
    assertEquals(5, process.process().exitValue());
  }

  @Test
  void guardian_pipeClosed_endsWhatItWatches() throws Exception {
    PartyProcess watched = PartyProcess.start(shell("exec sleep 600"), true);
    PartyProcess spared =
        PartyProcess.start(
            new ProcessSpec(
                "r02", List.of("/bin/sh", "-c", "exec sleep 600"), folder.resolve("r02")),
            true);
    Guardian guardian = new Guardian();
    guardian.watch(watched.pid());
    guardian.watch(spared.pid());
    guardian.forget(spared.pid());
    guardian.abandon();
    assertTrue(watched.awaitEnd(LONG));
    assertTrue(guardian.process().waitFor(30, TimeUnit.SECONDS));
    assertTrue(spared.alive());
    spared.kill();
  }

  @Test
  void guardian_closed_leavesProcessesAlone() throws Exception {
    PartyProcess spared = PartyProcess.start(shell("exec sleep 600"), true);
    Guardian guardian = new Guardian();
    guardian.watch(spared.pid());
    guardian.close();
    assertTrue(guardian.process().waitFor(30, TimeUnit.SECONDS));
    assertTrue(spared.alive());
    spared.kill();
  }
}
