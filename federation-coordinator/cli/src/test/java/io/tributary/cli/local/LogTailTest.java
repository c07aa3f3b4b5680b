package io.tributary.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir private Path folder;

  @Test
  @Tag("threat-13")
  void safe_logWithForeignMessages_showsTypesAndOurWordsOnly() throws Exception {
    Path log = folder.resolve("log.txt");
    Files.writeString(
        log,
        """
        2026-11-21T03:00:00.000Z [INFO] io.tributary.agent.Agent - asked
        2026-11-21T03:00:00.000Z [WARN] io.tributary.agent.Agent - run 0x12: schema differs
        2026-11-21T03:00:00.000Z [ERROR] org.apache.spark.Task - bad value CANARY
        Caused by: java.lang.NumberFormatException: For input string: "CANARY"
        \tat java.base/java.lang.Long.parseLong(Long.java:1)
        \tat io.tributary.jobspark.Import.read(Import.java:7)
        io.tributary.protocol.error.ProtocolException: run 0x12, block 3: not opened
        row 7: CANARY
        """);
    assertEquals(
        List.of(
            "2026-11-21T03:00:00.000Z [WARN] io.tributary.agent.Agent - run 0x12: schema differs",
            "Caused by: java.lang.NumberFormatException",
            "  at io.tributary.jobspark.Import.read(Import.java:7)",
            "io.tributary.protocol.error.ProtocolException: run 0x12, block 3: not opened"),
        LogTail.safe(log));
  }

  @Test
  void safe_noLog_isEmpty() {
    assertEquals(List.of(), LogTail.safe(folder.resolve("none.txt")));
  }
}
