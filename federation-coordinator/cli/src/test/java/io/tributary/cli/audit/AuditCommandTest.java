package io.tributary.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.auditor.RunVerdict;
import io.tributary.auditor.RunVerdict.Verdict;
import io.tributary.cli.Tributary;
import io.tributary.cli.output.Console;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code audit} takes and exits with, where no ledger is. */
final class AuditCommandTest {
  private static final String RUN = "0x" + "ab".repeat(32);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path home;

  private int audit(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "audit";
    all[1] = "--home";
    all[2] = home.toString();
    System.arraycopy(words, 0, all, 3, words.length);
    return Tributary.run(
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        all);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** A folder that has the shape of a run's and nothing right in it. */
  private Path broken() throws Exception {
    Path folder = home.resolve("runs").resolve(RUN);
    Files.createDirectories(folder.resolve("transcript"));
    Files.createDirectories(folder.resolve("blobs"));
    Files.writeString(folder.resolve("chain.json"), "{}");
    return folder;
  }

  private static Tally of(Verdict... verdicts) {
    Tally tally = new Tally();
    for (Verdict verdict : verdicts) {
      tally.add(
          new RunVerdict(new RunId(Digest.ZERO), verdict, Optional.empty(), Optional.empty(), ""));
    }
    return tally;
  }

  @Test
  void exit_isZeroOnlyIfEveryRunThatEndedWasSeenAndPasses() {
    assertEquals(0, of().exit().code());
    assertEquals(0, of(Verdict.OK, Verdict.ABORTED, Verdict.RUNNING).exit().code());
    assertEquals(1, of(Verdict.OK, Verdict.MISSING).exit().code());
    assertEquals(1, of(Verdict.UNREADABLE).exit().code());
    assertEquals(5, of(Verdict.OK, Verdict.MISMATCH, Verdict.MISSING).exit().code());
    assertEquals(5, of(Verdict.CULPRIT).exit().code());
  }

  @Test
  void tally_namesEveryKind() {
    Tally tally = of(Verdict.OK, Verdict.OK, Verdict.MISSING);
    assertEquals("3 runs: 2 ok, 1 without transcript", tally.words());
    assertEquals(1, tally.json().path("MISSING").intValue());
    assertEquals(0, tally.json().path("CULPRIT").intValue());
  }

  @Test
  void audit_ofNothingOrOfTwoThings_isAUsageError() {
    for (String[] words :
        List.of(
            new String[] {},
            new String[] {RUN, "--all"},
            new String[] {"--all", "--since", "3"},
            new String[] {"--since", "-1"},
            new String[] {"--since", "3", "--offline"})) {
      assertEquals(2, audit(words), () -> String.join(" ", words));
    }
    assertEquals("", out());
  }

  @Test
  void all_withoutAFederation_saysWhatToDo() {
    assertEquals(1, audit("--all"));
    assertTrue(err().contains("there is no federation"), err());
  }

  @Test
  void allOffline_nothingKept_isNoFailureAndSaysWhatWasNotLookedFor() {
    assertEquals(0, audit("--all", "--offline", "--json"));
    assertTrue(err().contains("no ledger was asked"), err());
  }

  @Test
  @Tag("threat-60")
  void allOffline_brokenFolder_exitsFiveAndNamesRunAndLeaf() throws Exception {
    broken();
    assertEquals(5, audit("--all", "--offline"), err());
    assertTrue(out().contains(RUN) && out().contains("MISMATCH"), out());
    assertTrue(out().contains("transcript/"), out());
  }

  @Test
  void allOffline_json_isOneDocumentWithASummary() throws Exception {
    broken();
    assertEquals(5, audit("--all", "--offline", "--json"));
    JsonNode report = new ObjectMapper().readTree(out());
    assertEquals("MISMATCH", report.path("runs").path(0).path("verdict").textValue());
    assertFalse(report.path("runs").path(0).path("ok").booleanValue());
    assertEquals(5, report.path("summary").path("exit").intValue());
  }

  @Test
  void html_isWrittenForOneAndForAll_andNothingIsLeftBeside() throws Exception {
    Path folder = broken();
    Path one = home.resolve("one.html");
    assertEquals(5, audit(folder.toString(), "--offline", "--html", one.toString()));
    assertTrue(Files.readString(one).contains("<h2>Run " + RUN), "no section");
    Path all = home.resolve("all.html");
    assertEquals(5, audit("--all", "--offline", "--html", all.toString()));
    String page = Files.readString(all);
    assertTrue(page.contains("href=\"#" + RUN) && page.contains("id=\"" + RUN), page);
    assertFalse(Files.exists(home.resolve("all.html.new")));
    assertFalse(Files.exists(home.resolve("all.html.sections")));
  }

  @Test
  void html_thatCannotBeWritten_isRefused() throws Exception {
    broken();
    String nowhere = home.resolve("none").resolve("all.html").toString();
    assertEquals(1, audit("--all", "--offline", "--html", nowhere));
    assertTrue(err().contains("cannot be written"), err());
  }
}
