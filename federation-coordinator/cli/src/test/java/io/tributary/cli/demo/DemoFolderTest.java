package io.tributary.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
  @TempDir private Path base;

  private Home home() {
    return new Home(base);
  }

  private static void fill(DemoFolder folder) throws IOException {
    Home.make(folder.home().party("r01").resolve("tables"));
    Files.writeString(folder.home().party("r01").resolve("tables/rows"), "rows");
    Files.writeString(folder.home().log("r01"), "it failed\n");
    Home.make(folder.home().party("n1"));
    Files.createFile(folder.home().log("n1"));
    Home.make(folder.home().keys("alice"));
    Files.writeString(folder.home().keys("alice").resolve("identity.key"), "secret");
  }

  @Test
  void sweep_demoOfAProcessThatIsGone_removesAllOfIt() throws Exception {
    DemoFolder left = DemoFolder.make(home(), false);
    fill(left);
    Process gone = new ProcessBuilder("/bin/true").start();
    gone.waitFor();
    Files.writeString(left.home().folder().resolve("owner.txt"), gone.pid() + " 1\n");
    assertFalse(DemoFolder.anyRunning(home()));
    assertEquals(1, DemoFolder.sweep(home()));
    assertFalse(Files.exists(left.home().folder()));
  }

  @Test
  void sweep_numberOfAnotherProcessNow_isNotTheOwner() throws Exception {
    DemoFolder left = DemoFolder.make(home(), false);
    long me = ProcessHandle.current().pid();
    Files.writeString(left.home().folder().resolve("owner.txt"), me + " 1\n");
    assertEquals(1, DemoFolder.sweep(home()));
  }

  @Test
  void sweep_demoThatRuns_isLeftAlone() throws Exception {
    DemoFolder running = DemoFolder.make(home(), false);
    fill(running);
    assertTrue(DemoFolder.anyRunning(home()));
    assertEquals(0, DemoFolder.sweep(home()));
    assertTrue(Files.exists(running.home().keys("alice").resolve("identity.key")));
  }

  @Test
  void sweep_keptDemosAndOtherFolders_areLeftAlone() throws Exception {
    DemoFolder kept = DemoFolder.make(home(), true);
    fill(kept);
    Home.make(base.resolve("runs"));
    assertEquals(0, DemoFolder.sweep(home()));
    assertTrue(Files.exists(kept.home().keys("alice").resolve("identity.key")));
    assertTrue(Files.exists(base.resolve("runs")));
  }

  @Test
  void keepLogs_ofAFailedDemo_leavesNoKeysAndNoRows() throws Exception {
    DemoFolder failed = DemoFolder.make(home(), false);
    fill(failed);
    Optional<Path> logs = failed.keepLogs();
    assertEquals(Optional.of(failed.home().folder().resolve("parties")), logs);
    assertEquals("it failed\n", Files.readString(failed.home().log("r01")));
    assertFalse(Files.exists(failed.home().keys()));
    assertFalse(Files.exists(failed.home().tables("r01")));
    assertFalse(Files.exists(failed.home().party("n1")), "a log that says nothing");
    assertEquals(0, DemoFolder.sweep(home()), "logs stay until somebody removes them");
  }

  @Test
  void keepLogs_whereNoneSaysAnything_removesTheFolder() throws Exception {
    DemoFolder failed = DemoFolder.make(home(), false);
    assertEquals(Optional.empty(), failed.keepLogs());
    assertFalse(Files.exists(failed.home().folder()));
  }
}
