package io.tributary.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.auditor.AuditJson;
import io.tributary.auditor.Deposits;
import io.tributary.auditor.RunVerdict;
import io.tributary.cli.output.Console;
import io.tributary.cli.output.Render;
import java.util.Optional;

/** {@code {runs: […], deposits?, summary}}, written as it comes. */
final class VerdictJson implements VerdictOutput {
  private final Console console;
  private String before = "{\n\"runs\" : [\n";

  VerdictJson(Console console) {
    this.console = console;
  }

  @Override
  public void add(RunVerdict verdict) {
    console.data(before + text(AuditJson.of(verdict)));
    before = ",\n";
  }

  @Override
  public void end(Tally tally, Optional<Deposits> deposits) {
    console.data((before.equals(",\n") ? "" : before) + "],\n");
    deposits.ifPresent(
        found -> console.data("\"deposits\" : " + text(AuditJson.of(found)) + ",\n"));
    console.data("\"summary\" : " + text(tally.json()) + "}\n");
  }

  private static String text(JsonNode node) {
    return Render.json(node).strip();
  }
}
