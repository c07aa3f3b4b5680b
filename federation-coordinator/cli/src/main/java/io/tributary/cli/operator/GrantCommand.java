package io.tributary.cli.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.error.Exit;
import io.tributary.cli.error.UsageErrors;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes grants down. */
@Command(name = "grant", description = "Write down that members grant a use of their rows.")
public final class GrantCommand implements Callable<Integer> {
  @ParentCommand private ConsentCommand parent;
  @Mixin private AgentChoice choice;
  @Mixin private Subjects subjects;
  @Mixin private ScopeOptions scope;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First day (UTC), or moment, that it counts (default: now).")
  private String from;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "First day (UTC), or moment, that it counts no more (default: none).")
  private String until;

  @Override
  public Integer call() {
    Book book = new Book(choice.config(parent.root().home()));
    ObjectNode step = book.step("grant", subjects.all()).put("scope", scope.required());
    if (from != null) {
      step.put("from", moment(from).toString());
    }
    if (until != null) {
      step.put("until", moment(until).toString());
    }
    parent.root().print(Book.table(Book.grants(Book.call(step))));
    parent.root().console().next("tributary consent receipt SUBJECT");
    return Exit.OK.code();
  }

  static Instant moment(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw UsageErrors.usage(
          text + " is no date", "", "write 2026-12-31, or 2026-12-31T18:00:00Z");
    }
  }
}
