package io.tributary.cli.demo.cheat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.auditor.AuditReport;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.RunErrors;
import io.tributary.cli.output.Console;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import io.tributary.cli.output.Table;
import java.util.Optional;

/**
 * How a cheat came out.
 *
 * @param party who cheated
 * @param named whom the others named for it; nobody where a cheat was only refused
 * @param decidedOnLedger whether the contract named the party, recorded the cheat, or refused it
 * @param before deposits
 * @param after deposits
 * @param runId in which it cheated
 * @param audit of that run
 */
public record CheatOutcome(
    CheatKind kind,
    String party,
    Optional<String> named,
    boolean decidedOnLedger,
    Deposits before,
    Deposits after,
    String runId,
    AuditReport audit,
    CheatStory story) {
  /** Whether it came out as promised: the right party named, nobody else fined. */
  public boolean caught() {
    return story.good();
  }

  /** What went wrong, if it was not caught as promised. */
  public Optional<CliException> failure() {
    return caught()
        ? Optional.empty()
        : Optional.of(RunErrors.notCaught(runId, party, String.join("; ", story.broken())));
  }

  /** {@code {kind, party, named, decidedOnLedger, deposits: {before, after}, …}}. */
  public ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("kind", kind.word());
    node.put("party", party);
    node.put("named", named.orElse(null));
    node.put("decidedOnLedger", decidedOnLedger);
    ObjectNode deposits = node.putObject("deposits");
    deposits.set("before", before.json());
    deposits.set("after", after.json());
    node.put("caught", caught());
    node.put("runId", runId);
    node.set("audit", audit.json());
    return node;
  }

  /** The story, for a person. */
  public void print(Console console) {
    console.data("\n" + story.title() + "\n\n");
    console.data(story.told());
    console.data("\ndeposits\n");
    console.data(Render.render(before.beside(after), Format.table));
    console.data("\naudit of run " + runId + "\n");
    Table.Builder checks = Table.of("check", "ok", "what was found");
    for (AuditReport.Check check : audit.checks()) {
      String where = check.leaf().map(leaf -> leaf + ": ").orElse("");
      checks.row(check.name(), check.ok() ? "ok" : "FAIL", where + check.detail());
    }
    console.data(Render.render(checks.build(), Format.table));
    console.data(audit.ok() ? "the audit passes\n\n" : "the audit fails\n\n");
    console.data(Render.render(story.kept(), Format.table));
  }
}
