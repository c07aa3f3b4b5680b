package io.tributary.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.error.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainBackupTest {
  private static final String WHOLE = "{\"block\":{\"number\":\"0x7\"},\"blocks\":[1,2]}";

  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void whole_everyCutOfAState_isNotWhole() throws IOException {
    for (int length = 0; length < WHOLE.length(); length++) {
      assertFalse(ChainBackup.whole(write("cut.json", WHOLE.substring(0, length))), "at " + length);
    }
    assertTrue(ChainBackup.whole(write("cut.json", WHOLE)));
    assertFalse(ChainBackup.whole(write("cut.json", WHOLE + "}")));
    assertFalse(ChainBackup.whole(folder.resolve("none.json")));
  }

  @Test
  void restore_wholeState_staysAsItIs() throws IOException {
    Path state = write("state.json", WHOLE);
    write("copy-1.json", "{\"older\":1}");
    assertEquals(Optional.empty(), ChainBackup.restore(folder));
    assertEquals(WHOLE, Files.readString(state));
  }

  @Test
  void restore_halfAState_takesTheNewestWholeCopy() throws IOException {
    Path state = write("state.json", "{\"block\":");
    write("copy-1.json", "{\"half");
    Path copy = write("copy-2.json", WHOLE);
    Files.setLastModifiedTime(copy, FileTime.fromMillis(1_000));
    Files.setLastModifiedTime(state, FileTime.fromMillis(8_000));
    assertEquals(Optional.of(Duration.ofSeconds(7)), ChainBackup.restore(folder));
    assertEquals(WHOLE, Files.readString(state));
  }

  @Test
  void restore_nothingWhole_isToldAndNothingIsTouched() throws IOException {
    Path state = write("state.json", "{\"block\":");
    CliException e = assertThrows(CliException.class, () -> ChainBackup.restore(folder));
    assertEquals("BAD_FILE", e.code());
    assertEquals("{\"block\":", Files.readString(state));
  }

  @Test
  void start_nodeThatLives_isCopiedUntilItEnds() throws Exception {
    Process node = new ProcessBuilder("/bin/sh", "-c", "exec sleep 600").start();
    write("state.json", WHOLE);
    try (ChainBackup backup = ChainBackup.start(folder, node.pid())) {
      await(folder.resolve("copy-1.json"));
      assertEquals(WHOLE, Files.readString(folder.resolve("copy-1.json")));
      node.destroyForcibly().waitFor();
      assertTrue(backup.awaitEnd(TimeUnit.SECONDS.toMillis(30)), "it ends with the node");
    }
    assertFalse(Files.exists(folder.resolve("copy.new")));
  }

  private void await(Path file) throws IOException, InterruptedException {
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      while (!Files.exists(file)) {
        WatchKey changed = watch.poll(60, TimeUnit.SECONDS);
        assertNotNull(changed, "no copy was made");
        changed.pollEvents();
        changed.reset();
      }
    }
  }
}
