package io.tributary.cli.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.error.Exit;
import io.tributary.cli.error.UsageErrors;
import io.tributary.protocol.consent.Grant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Takes grants back. */
@Command(
    name = "withdraw",
    description = "Take back what members have granted; it counts from the next run on.")
public final class WithdrawCommand implements Callable<Integer> {
  @ParentCommand private ConsentCommand parent;
  @Mixin private AgentChoice choice;
  @Mixin private Subjects subjects;
  @Mixin private ScopeOptions scope;

  @Override
  public Integer call() {
    Book book = new Book(choice.config(parent.root().home()));
    ObjectNode step = book.step("withdraw", subjects.all());
    scope.scope().ifPresent(only -> step.put("scope", only));
    List<Grant> withdrawn = Book.grants(Book.call(step));
    if (withdrawn.isEmpty()) {
      throw UsageErrors.usage(
          "there is nothing to withdraw",
          "no grant of these members stands" + scope.scope().map(s -> " for " + s).orElse(""),
          "see `tributary consent show SUBJECT`");
    }
    parent.root().print(Book.table(withdrawn));
    return Exit.OK.code();
  }
}
