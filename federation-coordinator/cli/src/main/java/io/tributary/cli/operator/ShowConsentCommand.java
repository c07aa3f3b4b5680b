package io.tributary.cli.operator;

import io.tributary.cli.error.Exit;
import io.tributary.cli.output.Format;
import io.tributary.protocol.consent.Grant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Shows grants, and what the jobs they are for ask. */
@Command(
    name = "show",
    description = "Show what members have granted, and explain the jobs that it is for.")
public final class ShowConsentCommand implements Callable<Integer> {
  @ParentCommand private ConsentCommand parent;
  @Mixin private AgentChoice choice;
  @Mixin private Subjects subjects;

  @Override
  public Integer call() {
    Book book = new Book(choice.config(parent.root().home()));
    List<Grant> grants = Book.grants(Book.call(book.step("show", subjects.all())));
    parent.root().print(Book.table(grants));
    if (parent.root().format() == Format.table) {
      Notices.of(parent.root().home(), grants)
          .forEach(
              (scope, notice) ->
                  parent
                      .root()
                      .console()
                      .data("\n" + scope + ": " + notice.title() + "\n\n" + notice.text()));
    }
    return Exit.OK.code();
  }
}
