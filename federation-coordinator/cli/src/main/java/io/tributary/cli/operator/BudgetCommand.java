package io.tributary.cli.operator;

import io.tributary.cli.error.Exit;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.output.Table;
import io.tributary.mpc.noise.Zcdp;
import io.tributary.party.config.AgentConfig;
import io.tributary.party.config.ConfigException;
import io.tributary.party.desk.FileDesk;
import io.tributary.party.desk.Loss;
import io.tributary.party.policy.Budget;
import io.tributary.party.policy.Policy;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** What runs with noise have cost the people of each table, and what is left of the budgets. */
@Command(
    name = "budget",
    description = "Show what runs with noise have cost, and what is left of your policy's budgets.")
public final class BudgetCommand implements Callable<Integer> {
  private static final double DELTA = 1e-6;

  @ParentCommand private RepoCommand parent;
  @Mixin private AgentChoice choice;

  @Override
  public Integer call() {
    AgentConfig config = choice.config(parent.root().home());
    List<Loss> losses = new FileDesk(config.home()).losses();
    parent.root().print(table(budgets(config), losses, Instant.now().getEpochSecond()));
    return Exit.OK.code();
  }

  private static Map<String, Budget> budgets(AgentConfig config) {
    Map<String, Budget> budgets = new TreeMap<>();
    try {
      Policy.load(config.policy())
          .tables()
          .forEach((name, table) -> table.budget().ifPresent(b -> budgets.put(name, b)));
    } catch (ConfigException e) {
      throw HomeErrors.badFile(e.getMessage());
    }
    return budgets;
  }

  /** One row a table that has a budget. */
  static Table table(Map<String, Budget> budgets, List<Loss> losses, long now) {
    Table.Builder table =
        Table.of("table", "per", "rho", "spent", "left", "epsilon spent", "runs", "spent ever");
    budgets.forEach(
        (name, budget) -> {
          List<Loss> ever = losses.stream().filter(l -> l.table().equals(name)).toList();
          List<Loss> period = ever.stream().filter(l -> budget.per().holds(l.at(), now)).toList();
          long spent = sum(period);
          table.row(
              name,
              budget.per().name().toLowerCase(Locale.ROOT),
              budget.rho(),
              rho(spent),
              rho(Math.max(0, budget.nanoOfAll() - spent)),
              epsilon(spent),
              period.size(),
              rho(sum(ever)));
        });
    return table.build();
  }

  private static long sum(List<Loss> losses) {
    return losses.stream().mapToLong(Loss::nanoRho).sum();
  }

  private static BigDecimal rho(long nano) {
    return new Zcdp(nano).decimalRho();
  }

  /** At delta 0.000001, rounded up. */
  private static BigDecimal epsilon(long nano) {
    return nano == 0
        ? BigDecimal.ZERO
        : new BigDecimal(new Zcdp(nano).epsilon(DELTA)).round(new MathContext(3, RoundingMode.UP));
  }
}
