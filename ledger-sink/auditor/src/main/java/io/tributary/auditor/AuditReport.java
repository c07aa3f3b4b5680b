package io.tributary.auditor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.transcript.Leaf;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an audit has found.
 *
 * @param source what the chain half rests on
 * @param checks in the order in which they were made
 */
public record AuditReport(Source source, List<Check> checks) {
  /** What was used of the ledger. */
  public enum Source {
    /** The export alone: everything rests on the block hashes in it. */
    OFFLINE,
    /** The export, compared with a live ledger. */
    LIVE;

    /** As reports print it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One check.
   *
   * @param name what was checked
   * @param leaf where it failed, if it did
   * @param detail what was found, or what is wrong there
   */
  public record Check(String name, boolean ok, Optional<Leaf> leaf, String detail) {}

  public AuditReport {
    checks = List.copyOf(checks);
  }

  /** Whether every check passed. */
  public boolean ok() {
    return checks.stream().allMatch(Check::ok);
  }

  /** The first leaf that a check failed at. */
  public Optional<Leaf> leaf() {
    return checks.stream().map(Check::leaf).flatMap(Optional::stream).findFirst();
  }

  /** One line a check, for people. */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (Check check : checks) {
      out.append(check.ok() ? "ok    " : "FAIL  ").append(String.format("%-14s", check.name()));
      check.leaf().ifPresent(leaf -> out.append(leaf).append(": "));
      out.append(check.detail()).append('\n');
    }
    return out.append(ok() ? "The audit passes" : "THE AUDIT FAILS")
        .append(" (")
        .append(source.text())
        .append(").\n")
        .toString();
  }

  /** {@code {ok, source, checks: [{name, ok, leaf?, detail}]}}. */
  public ObjectNode json() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("ok", ok()).put("source", source.text());
    ArrayNode list = out.putArray("checks");
    for (Check check : checks) {
      ObjectNode node = list.addObject().put("name", check.name()).put("ok", check.ok());
      check.leaf().ifPresent(leaf -> node.put("leaf", leaf.name()));
      node.put("detail", check.detail());
    }
    return out;
  }
}
