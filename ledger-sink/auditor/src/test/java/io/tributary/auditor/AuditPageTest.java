package io.tributary.auditor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.auditor.AuditReport.Check;
import io.tributary.auditor.AuditReport.Source;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.transcript.Leaf;
import io.tributary.protocol.transcript.RunFolder;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pages of which every word may have been chosen by an attacker. */
final class AuditPageTest {
  private static final String HOSTILE =
      "</td><script>alert('x')</script><img src=\"https://example.org/\" onerror='y'>&amp;"
          + "\u202egnp.exe\u0000\u001b[31m\u2028";
  private static final Pattern TAG = Pattern.compile("<\\s*/?\\s*([a-zA-Z!][a-zA-Z0-9]*)([^>]*)>");
  private static final List<String> OURS =
      List.of(
          "!doctype",
          "html",
          "head",
          "meta",
          "style",
          "title",
          "body",
          "h1",
          "h2",
          "h3",
          "p",
          "dl",
          "dt",
          "dd",
          "table",
          "tr",
          "td",
          "th",
          "section",
          "code",
          "a");

  private final EventChain chain = new EventChain();
  private final TestRun run = new TestRun(chain, Seeds.next("AuditPageTest")).play();

  private RunVerdict hostile() {
    AuditedRun.Asked asked =
        new AuditedRun.Asked(HOSTILE, HOSTILE, new TreeMap<>(Map.of(HOSTILE, HOSTILE)));
    Check check = new Check(HOSTILE, false, Optional.of(new Leaf(HOSTILE)), HOSTILE);
    AuditedRun audit =
        new AuditedRun(
            new AuditReport(Source.OFFLINE, List.of(check)),
            RunStory.of(chain.history(), run.run),
            Optional.of(asked));
    return RunVerdict.of(run.run, audit, HOSTILE);
  }

  private static void assertHarmless(String page) {
    assertFalse(page.contains("<script") || page.contains("<img"), page);
    var tags = TAG.matcher(page);
    while (tags.find()) {
      assertTrue(OURS.contains(tags.group(1)), () -> "a tag that is not ours: " + tags.group());
      String rest = tags.group(2);
      assertFalse(rest.contains("://") || rest.contains("onerror"), tags.group());
    }
    assertTrue(
        page.chars().noneMatch(c -> (c < 32 && c != '\n') || c == 0x202e || c == 0x2028),
        "a character that is not shown");
  }

  @Test
  void page_hostileWords_areTextAndNothingElse() {
    String page = AuditPage.of(hostile());
    assertHarmless(page);
    assertTrue(page.contains("&lt;script&gt;alert(&#39;x&#39;)"), page);
    assertTrue(page.contains("\\u202egnp.exe\\u0000\\u001b[31m"), page);
  }

  @Test
  void index_hostileWords_areTextAndNothingElse() {
    Deposits deposits = new Deposits(BigInteger.TEN, List.of(), List.of());
    RunVerdict verdict = hostile();
    String page =
        AuditPage.top(HOSTILE)
            + AuditPage.head()
            + AuditPage.row(verdict)
            + AuditPage.foot(HOSTILE, deposits)
            + AuditPage.section(verdict)
            + AuditPage.bottom();
    assertHarmless(page);
    assertTrue(page.contains("href=\"#" + run.run + "\""), page);
    assertTrue(page.contains("<section id=\"" + run.run + "\">"), page);
  }

  @Test
  void page_ofARun_saysWhatWasAskedByWhomOfWhom() {
    Audit.Replayed replayed =
        Audit.replayed(
            new RunFolder(run.transcript(), Optional.empty(), Optional.empty()), chain.history());
    assertTrue(replayed.report().ok(), replayed.report()::text);
    AuditedRun audit =
        new AuditedRun(replayed.report(), RunStory.of(chain.history(), run.run), Optional.empty());
    String page = AuditPage.of(RunVerdict.of(run.run, audit, ""));
    assertHarmless(page);
    assertTrue(page.contains(run.roster.querier().key().address().hex()), page);
    assertTrue(page.contains(run.job.digest().hex()), page);
    for (PartyId party : run.roster.nodes()) {
      assertTrue(page.contains(party.name()), party.name());
    }
    assertTrue(page.contains("default-src 'none'"), "a policy for browsers");
    for (Check check : replayed.report().checks()) {
      assertFalse(CheckWords.of(check.name()).isEmpty(), check.name() + " has no words");
    }
  }

  @Test
  @Tag("threat-60")
  void page_failedCheck_namesTheLeaf() {
    Check check =
        new Check("blobs", false, Optional.of(new Leaf("blobs/5f")), "has another digest");
    AuditedRun audit =
        new AuditedRun(
            new AuditReport(Source.LIVE, List.of(check)), Optional.empty(), Optional.empty());
    RunVerdict verdict = RunVerdict.of(new RunId(TestRun.digest("a run")), audit, "");
    String page = AuditPage.of(verdict);
    assertTrue(page.contains("<td>blobs/5f</td>"), page);
    assertTrue(AuditPage.row(verdict).contains("MISMATCH"), page);
    assertEquals("blobs: has another digest", verdict.why());
  }
}
