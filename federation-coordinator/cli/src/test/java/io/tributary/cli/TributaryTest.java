package io.tributary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.output.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TributaryTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  private int run(String... arguments) {
    return Tributary.run(
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void command_misspelt_isUsageErrorWithSuggestion() {
    assertEquals(2, run("statsu"));
    assertEquals("", out());
    assertTrue(err().contains("status"), err());
  }

  @Test
  void command_missing_isUsageError() {
    assertEquals(2, run());
    assertTrue(err().contains("tributary --help"), err());
  }

  @Test
  void help_goesToStandardOutput() {
    assertEquals(0, run("--help"));
    assertTrue(out().contains("Exit codes"), out());
    assertEquals("", err());
  }

  @Test
  void home_beforeOrAfterTheCommand_isTheSame() {
    assertEquals(1, run("--home", folder.toString(), "status"));
    assertEquals(1, run("status", "--home", folder.toString()));
    assertEquals(2, err().split("there is no federation in " + folder, -1).length - 1, err());
    assertEquals("", out());
  }

  @Test
  void version_json_isDataAlone() {
    assertEquals(0, run("version", "-o", "json"));
    assertTrue(out().startsWith("[") && out().contains("\"part\" : \"java\""), out());
    assertEquals("", err());
  }

  @Test
  void demo_optionRefused_writesTheReport() throws Exception {
    Path report = folder.resolve("report.json");
    assertEquals(2, run("demo", "--nodes", "1", "--json", report.toString()));
    assertTrue(Files.readString(report).contains("--nodes 1 is not possible"));
  }

  @Test
  void output_unknownFormat_isUsageError() {
    assertEquals(2, run("version", "-o", "xml"));
    assertTrue(err().contains("table, json, csv"), err());
  }

  @Test
  void downWipe_folderThatIsNoHome_isLeftAlone() {
    assertEquals(1, run("down", "--wipe", "--home", folder.toString()));
    assertTrue(folder.toFile().isDirectory());
  }
}
