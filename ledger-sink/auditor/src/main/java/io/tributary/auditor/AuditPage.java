package io.tributary.auditor;

import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.protocol.id.PartyId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Audits as a page for people: one file, without scripts and without a reference to anything
 * outside it. An index page is put together as {@link #top}, {@link #head}, a {@link #row} for each
 * run, {@link #foot}, a {@link #section} for each run, {@link #bottom}.
 */
public final class AuditPage {
  private static final String STYLE = style();

  private AuditPage() {}

  /** The page of one run. */
  public static String of(RunVerdict verdict) {
    return top("Audit of run " + verdict.run()) + section(verdict) + bottom();
  }

  /** How a page begins. */
  public static String top(String title) {
    return new Html()
        .raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .raw(" style-src 'unsafe-inline'\">\n<style>" + STYLE + "</style>\n")
        .leaf("title", title)
        .raw("</head><body>\n")
        .leaf("h1", title)
        .toString();
  }

  /** How the table of an index begins. */
  public static String head() {
    return "<table><tr><th>run<th>job<th>verdict<th>where<th>why</tr>\n";
  }

  /** A run in an index. */
  public static String row(RunVerdict verdict) {
    Html out = new Html().raw("<tr><td><a href=\"#" + verdict.run() + "\">");
    out.leaf("code", verdict.run().toString()).raw("</a>").leaf("td", verdict.job());
    return out.leaf("td", style(verdict), verdict.words())
        .leaf("td", verdict.leaf().map(Object::toString).orElse(""))
        .leaf("td", verdict.why())
        .close("tr")
        .toString();
  }

  /** What follows the table of an index. */
  public static String foot(String summary, Deposits deposits) {
    Html out = new Html().close("table").leaf("p", summary).leaf("h2", "Deposits");
    out.leaf(
        "p", "A node needs " + Deposits.gwei(deposits.bond()) + " gwei to be taken into a run.");
    out.raw("<table><tr><th>party<th>role<th>gwei at stake</tr>\n");
    for (Deposits.Stake stake : deposits.stakes()) {
      out.open("tr").leaf("td", stake.party().name());
      out.leaf("td", stake.role().name() + (stake.active() ? "" : ", has left"));
      out.leaf("td", Deposits.gwei(stake.wei())).close("tr");
    }
    out.close("table");
    fines(out, deposits.fines());
    return out.toString();
  }

  /** A summary without deposits, where no ledger was asked. */
  public static String foot(String summary) {
    return new Html().close("table").leaf("p", summary).toString();
  }

  /** Everything about one run. */
  public static String section(RunVerdict verdict) {
    Html out = new Html().raw("<section id=\"" + verdict.run() + "\">\n");
    out.leaf("h2", "Run " + verdict.run());
    out.leaf("p", style(verdict), verdict.words());
    if (!verdict.why().isEmpty()) {
      out.leaf("p", verdict.why());
    }
    verdict.culprit().ifPresent(culprit -> culprit(out, culprit));
    out.leaf("h3", "What was asked");
    out.open("dl");
    verdict.audit().flatMap(AuditedRun::asked).ifPresent(asked -> question(out, asked));
    verdict.story().ifPresent(story -> story(out, story));
    out.close("dl");
    verdict.story().ifPresent(story -> fines(out, story.fines()));
    verdict.audit().ifPresent(audit -> checks(out, audit.report()));
    return out.close("section").toString();
  }

  /** How a page ends. */
  public static String bottom() {
    return "</body></html>\n";
  }

  private static void culprit(Html out, PartyId culprit) {
    out.leaf(
        "p",
        "bad",
        "The contract has named node "
            + culprit
            + ": what it opened to the asker does not match what it told everyone.");
  }

  private static void question(Html out, AuditedRun.Asked asked) {
    item(out, "Job", asked.job());
    item(out, "Purpose", asked.purpose().isEmpty() ? "none stated" : asked.purpose());
    asked.parameters().forEach((name, value) -> item(out, "Parameter " + name, value));
  }

  private static void story(Html out, RunStory story) {
    LedgerEvent.RunOpened opened = story.opened();
    item(out, "Asked by", opened.querier().name());
    item(out, "Asker's transaction key", story.account().hex());
    item(out, "Repositories", names(opened.repositories()));
    item(out, "Nodes", names(opened.nodes()));
    item(out, "Opened", "in block " + story.block() + ", " + Instant.ofEpochSecond(story.time()));
    item(out, "Deadline", Instant.ofEpochSecond(opened.deadline()).toString());
    item(
        out,
        "State on the ledger",
        story.state() + (story.reason().code() == 0 ? "" : ", " + story.reason()));
    item(out, "Contributions in the final set", Integer.toString(story.contributors()));
    if (!story.equivocators().isEmpty()) {
      item(out, "Signed two contributions", names(story.equivocators()));
    }
    item(out, "Gas", gas(story.gas()));
    item(out, "Chain and contract", story.domain().chainId() + ", " + story.domain().contract());
    item(out, "Job digest", opened.jobDigest().hex());
    item(out, "Request digest", opened.requestDigest().hex());
    item(out, "Inclusion root", story.inclusionRoot().hex());
    story
        .received()
        .ifPresent(receipt -> item(out, "Transcript root", receipt.transcriptRoot().hex()));
  }

  private static String gas(RunStory.Gas gas) {
    return gas.told()
        + " in "
        + gas.transactions()
        + " transactions"
        + (gas.untold() == 0 ? "" : "; of " + gas.untold() + " more the export does not tell it");
  }

  private static void fines(Html out, List<LedgerEvent.DepositPenalised> fines) {
    for (LedgerEvent.DepositPenalised fine : fines) {
      out.leaf(
          "p",
          "bad",
          fine.party()
              + " lost "
              + Deposits.gwei(fine.amount())
              + " gwei in run "
              + fine.run()
              + ", of which "
              + Deposits.gwei(fine.burnt())
              + " were burnt and the rest credited to "
              + fine.harmed());
    }
  }

  private static void checks(Html out, AuditReport report) {
    out.leaf("h3", "Checks, " + report.source().text());
    out.raw("<table><tr><th>check<th>what it means<th>ok<th>where<th>what was found</tr>\n");
    for (AuditReport.Check check : report.checks()) {
      out.open("tr").leaf("td", check.name()).leaf("td", CheckWords.of(check.name()));
      out.leaf("td", check.ok() ? "good" : "bad", check.ok() ? "ok" : "FAIL");
      out.leaf("td", check.leaf().map(Object::toString).orElse(""));
      out.leaf("td", check.detail()).close("tr");
    }
    out.close("table");
  }

  private static void item(Html out, String name, String value) {
    out.leaf("dt", name).leaf("dd", value);
  }

  private static String names(List<PartyId> parties) {
    return parties.stream().map(PartyId::name).collect(Collectors.joining(", "));
  }

  private static String style(RunVerdict verdict) {
    return verdict.verdict().isMismatch() ? "bad" : verdict.verdict().isUnseen() ? "odd" : "good";
  }

  private static String style() {
    try (InputStream in = AuditPage.class.getResourceAsStream("audit.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
