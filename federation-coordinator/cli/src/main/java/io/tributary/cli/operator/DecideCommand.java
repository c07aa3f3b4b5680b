package io.tributary.cli.operator;

import io.tributary.cli.error.Exit;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.output.Table;
import io.tributary.party.desk.FileDesk;
import io.tributary.party.desk.WaitingRun;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A person's yes or no. */
abstract class DecideCommand implements Callable<Integer> {
  @ParentCommand private RepoCommand parent;
  @Mixin private AgentChoice choice;

  @Parameters(paramLabel = "RUN", description = "Its id, as `tributary repo pending` shows it.")
  private String run;

  private final boolean approved;

  DecideCommand(boolean approved) {
    this.approved = approved;
  }

  @Override
  public Integer call() {
    FileDesk desk = new FileDesk(choice.config(parent.root().home()).home());
    List<String> known = desk.waiting().stream().map(w -> w.run().toString()).toList();
    WaitingRun waiting =
        desk.waiting().stream()
            .filter(w -> w.run().toString().equals(run))
            .findFirst()
            .orElseThrow(() -> UsageErrors.notWaiting(run, known));
    desk.answer(waiting.run(), approved);
    String said = approved ? "approved" : "denied";
    parent.root().print(Table.of("run", "job", "said").row(run, waiting.job(), said).build());
    return Exit.OK.code();
  }

  /** Yes. */
  @Command(name = "approve", description = "Let a run that waits be answered.")
  static final class Approve extends DecideCommand {
    Approve() {
      super(true);
    }
  }

  /** No. */
  @Command(name = "deny", description = "Refuse a run that waits.")
  static final class Deny extends DecideCommand {
    Deny() {
      super(false);
    }
  }
}
