package io.tributary.cli.audit;

import io.tributary.auditor.Deposits;
import io.tributary.auditor.RunVerdict;
import io.tributary.cli.command.RootOptions;
import io.tributary.cli.output.Table;
import java.util.Optional;
import java.util.stream.Collectors;

/** One line a run for people; what is at stake is said beside it. */
final class VerdictLines implements VerdictOutput {
  private final RootOptions root;
  private final Table.Builder table = Table.of("run", "job", "state", "verdict", "where", "why");

  VerdictLines(RootOptions root) {
    this.root = root;
  }

  @Override
  public void add(RunVerdict verdict) {
    table.row(
        verdict.run().toString(),
        verdict.job(),
        verdict.story().map(story -> story.state().name()).orElse(""),
        verdict.words(),
        verdict.leaf().map(Object::toString).orElse(""),
        verdict.why());
  }

  @Override
  public void end(Tally tally, Optional<Deposits> deposits) {
    root.print(table.build());
    deposits.ifPresent(this::say);
    root.console().say(tally.words());
  }

  private void say(Deposits deposits) {
    String stakes =
        deposits.stakes().stream()
            .map(stake -> stake.party() + " " + Deposits.gwei(stake.wei()))
            .collect(Collectors.joining(", "));
    root.console()
        .say("bond " + Deposits.gwei(deposits.bond()) + " gwei; at stake, in gwei: " + stakes);
    deposits
        .fines()
        .forEach(
            fine ->
                root.console()
                    .say(
                        fine.party()
                            + " was fined "
                            + Deposits.gwei(fine.amount())
                            + " gwei in run "
                            + fine.run()));
  }
}
