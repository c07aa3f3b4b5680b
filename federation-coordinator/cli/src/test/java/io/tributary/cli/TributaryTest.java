package io.tributary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.demo.cheat.CheatKind;
import io.tributary.cli.output.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  void cheat_unknown_isUsageErrorThatNamesThoseThereAre() {
    assertEquals(2, run("demo", "--cheat", "ledger", "--home", folder.toString()));
    assertTrue(err().contains("there is no cheat ledger"), err());
    assertTrue(err().contains(CheatKind.WORDS), err());
    for (CheatKind kind : CheatKind.values()) {
      assertTrue(CheatKind.WORDS.contains(kind.word()), kind.word());
    }
  }

  @Test
  void cheat_forRealMoney_isUsageError() throws Exception {
    Path report = folder.resolve("report.json");
    String[] words = {
      "demo", "--cheat", "node", "--json", report.toString(), "--ledger-keys", folder.toString()
    };
    String[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--ledger-url";
    all[words.length + 1] = "http://127.0.0.1:1";
    assertEquals(2, run(all));
    assertTrue(err().contains("play money"), err());
    JsonNode told = new ObjectMapper().readTree(report.toFile());
    assertFalse(told.path("ok").asBoolean());
    assertTrue(told.path("cheat").isMissingNode());
  }

  @Test
  void cheat_amongTwoNodesOrInTwoJobs_isUsageError() {
    assertEquals(2, run("demo", "--cheat", "node", "--nodes", "2"));
    assertTrue(err().contains("3 nodes or more"), err());
    assertEquals(2, run("demo", "--cheat", "node", "--job", "tpch-q1", "--job", "tpch-q6"));
    assertTrue(err().contains("one run"), err());
  }

  @Test
  void cheat_thatLeavesTooFewRepositories_isUsageError() {
    assertEquals(2, run("demo", "--cheat", "coordinator", "--repositories", "2"));
    assertTrue(err().contains("--repositories 3 or more"), err());
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
  void demo_wordsThatCannotBeRead_writeTheReportToo() throws Exception {
    for (String[] words :
        List.of(
            new String[] {"--nodes", "many"},
            new String[] {"--bogus"},
            new String[] {"--scale"},
            new String[] {"--nodes", "3", "--nodes", "4"})) {
      Path report = folder.resolve("unread.json");
      Files.deleteIfExists(report);
      List<String> all = new ArrayList<>(List.of("demo", "--json=" + report));
      all.addAll(List.of(words));
      assertEquals(2, run(all.toArray(String[]::new)), () -> all + err());
      JsonNode said = new ObjectMapper().readTree(report.toFile());
      assertEquals(false, said.path("ok").asBoolean(true));
      assertEquals("USAGE", said.path("error").path("code").asText());
      assertFalse(said.path("error").path("message").asText().isEmpty());
      assertEquals(0, said.path("runs").size());
    }
  }

  @Test
  void demo_reportThatCannotBeWritten_isRefusedAtOnce() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(1, run("demo", "--json", file.resolve("report.json").toString()));
    assertTrue(err().contains("cannot be written"), err());
  }

  @Test
  void up_portThatIsTaken_isRefusedAtOnce() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertEquals(1, run("up", "--home", folder.resolve("h").toString(), "--port", port));
      assertTrue(err().contains("port " + port + " is taken"), err());
    }
    assertEquals(2, run("up", "--home", folder.resolve("h").toString(), "--port", "70000"));
    assertFalse(Files.exists(folder.resolve("h")), "nothing was made");
  }

  @Test
  void up_ledgerKeys_areToldWhatIsWrongWithThem() throws Exception {
    Path keys = Files.createDirectory(folder.resolve("keys"));
    String home = folder.resolve("h").toString();
    String[] words = {
      "demo", "--home", home, "--ledger-url", "http://127.0.0.1:9", "--ledger-keys", keys.toString()
    };
    assertEquals(1, run(words));
    assertTrue(err().contains("owner.key cannot be used"), err());
    Path owner = Files.writeString(keys.resolve("owner.key"), "0xABCD\n");
    assertEquals(1, run(words));
    assertTrue(err().contains("chmod 600"), err());
    Files.setPosixFilePermissions(owner, PosixFilePermissions.fromString("rw-------"));
    assertEquals(1, run(words));
    assertTrue(err().contains("it is no key of 32 bytes"), err());
    assertFalse(err().contains("ABCD"), "no secret is told");
  }

  @Test
  void command_misspelt_isSuggestedByWhatIsNear() {
    assertEquals(2, run("reslut"));
    assertTrue(err().contains("did you mean result?"), err());
    assertEquals(2, run("bogus"));
    assertTrue(err().contains("there is no command bogus"), err());
  }

  @Test
  void option_unknown_isSuggestedToo() {
    assertEquals(2, run("demo", "--nodez=3"));
    assertTrue(err().contains("tributary demo has no option --nodez"), err());
    assertTrue(err().contains("did you mean --nodes?"), err());
  }

  @Test
  void output_thatIsNoText_isForAnswersAlone() {
    for (String command : List.of("status", "runs", "version", "doctor", "demo")) {
      assertEquals(2, run(command, "-o", "parquet", "--home", folder.toString()), command);
    }
    assertEquals("", out());
    assertTrue(err().contains("tributary result RUN -o parquet"), err());
  }

  @Test
  void home_thatIsAFile_isRefusedByEveryCommandThatNeedsOne() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    for (String command : List.of("status", "runs", "up", "down", "demo", "keys", "catalog")) {
      assertEquals(2, run(command, "--home", file.toString()), command);
    }
    assertEquals(7, err().split(file + " is no folder", -1).length - 1, err());
    assertEquals(0, run("version", "--home", file.toString()));
  }

  @Test
  void down_whereNothingIs_saysSo() {
    assertEquals(1, run("down", "--home", folder.resolve("h").toString()));
    assertTrue(err().contains("there is no federation"), err());
  }

  @Test
  void audit_folderThatHoldsNoRun_isAUsageError() {
    assertEquals(2, run("audit", folder.toString(), "--home", folder.toString()));
    assertTrue(err().contains("is no run folder"), err());
  }

  @Test
  void errors_whatToType_namesTheHomeThatWasGiven() {
    String home = folder.resolve("h").toString();
    assertEquals(1, run("runs", "--home", home));
    assertTrue(err().contains("start one with `tributary up --home " + home + "`"), err());
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
