package io.tributary.cli.demo.cheat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.auditor.AuditReport;
import io.tributary.cli.output.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CheatOutcomeTest {
  private static final BigInteger BOND = BigInteger.TEN.pow(18);
  private static final Deposits WHOLE = deposits(BOND, BOND);
  private static final String RUN = "0xab";

  private static Deposits deposits(BigInteger first, BigInteger second) {
    return new Deposits(new TreeMap<>(Map.of("n1", first, "n2", second)));
  }

  /** What comes of a fine of n2 where the contract has left it so much, and credited so much. */
  private static CheatOutcome outcome(Deposits after, BigInteger credited) {
    CheatStory story = new CheatStory("node n2 lies");
    story.tell("n2", "lies");
    Fine.tell(story, "n2", WHOLE.losses(after), credited, "alice");
    AuditReport audit =
        new AuditReport(
            AuditReport.Source.LIVE,
            List.of(new AuditReport.Check("ledger", false, Optional.empty(), "names node n2")));
    return new CheatOutcome(
        CheatKind.NODE, "n2", Optional.of("n2"), true, WHOLE, after, RUN, audit, story);
  }

  private static CheatOutcome fined() {
    return outcome(deposits(BOND, BigInteger.ZERO), BOND.shiftRight(1));
  }

  @Test
  void fine_ofTheCheatAlone_isCaught() {
    assertTrue(fined().caught());
    assertEquals(Optional.empty(), fined().failure());
  }

  @Test
  void fine_ofAnHonestPartyToo_isNotCaught() {
    CheatOutcome outcome = outcome(deposits(BigInteger.ONE, BigInteger.ZERO), BOND);
    assertFalse(outcome.caught());
    assertTrue(outcome.failure().orElseThrow().why().contains("only n2"));
    assertEquals(1, outcome.failure().orElseThrow().exit().code());
  }

  @Test
  void fine_ofNobody_isNotCaught() {
    assertFalse(outcome(WHOLE, BigInteger.ZERO).caught());
  }

  @Test
  void fine_thatBurnsLessThanHalf_isNotCaught() {
    assertFalse(outcome(deposits(BOND, BigInteger.ZERO), BOND).caught());
  }

  @Test
  void story_withoutPromises_isNotCaught() {
    assertFalse(new CheatStory("nothing").tell("n2", "lies").good());
  }

  @Test
  void story_longerThanALine_isWrappedBesideWhoDoesIt() {
    String[] lines =
        new CheatStory("long").tell("n2", "word ".repeat(60).strip()).told().split("\n", -1);
    assertTrue(lines[0].startsWith("n2  word word"), lines[0]);
    assertTrue(lines[1].startsWith("    word"), lines[1]);
    for (String line : lines) {
      assertTrue(line.length() <= 100, line);
    }
  }

  @Test
  void json_holdsWhoWasNamedAndDepositsInWeiAsText() {
    ObjectNode json = fined().json();
    assertEquals("node", json.path("kind").asText());
    assertEquals("n2", json.path("named").asText());
    assertTrue(json.path("decidedOnLedger").asBoolean());
    assertTrue(json.path("caught").asBoolean());
    assertEquals("1000000000000000000", json.at("/deposits/before/n2").textValue());
    assertEquals("0", json.at("/deposits/after/n2").textValue());
    assertEquals("1000000000000000000", json.at("/deposits/after/n1").textValue());
  }

  @Test
  void json_ofNobodyNamed_isNull() {
    CheatOutcome outcome =
        new CheatOutcome(
            CheatKind.SINK,
            "sink-2",
            Optional.empty(),
            true,
            WHOLE,
            WHOLE,
            RUN,
            new AuditReport(AuditReport.Source.LIVE, List.of()),
            new CheatStory("a sink forges"));
    assertTrue(outcome.json().path("named").isNull());
  }

  @Test
  void story_printed_tellsStepsDepositsAndPromises() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream data = new PrintStream(out, true, StandardCharsets.UTF_8);
    fined().print(new Console(data, data));
    String said = out.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("node n2 lies"), said);
    assertTrue(said.matches("(?s).*n2 +1000000000 +0\\n.*"), said);
    assertTrue(said.contains("burns 500000000, owes 500000000"), said);
    assertTrue(said.contains("the audit fails"), said);
    assertTrue(said.matches("(?s).*yes +only n2 is fined.*"), said);
  }
}
